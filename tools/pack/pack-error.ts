/** Why an archive cannot be made, and what to do. */
export class PackError extends Error {
  constructor(zh: string, en: string) {
    super(`${zh}。${en}`);
  }
}
