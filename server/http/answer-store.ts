/** Answers in memory, up to so many bytes; the one that was asked for the longest ago goes first. */
export class AnswerStore {
  readonly #answers = new Map<string, { readonly data: object; readonly bytes: number }>();
  #bytes = 0;

  constructor(readonly mostBytes: number) {}

  get(key: string): object | undefined {
    const found = this.#answers.get(key);
    if (!found) return undefined;
    this.#answers.delete(key);
    this.#answers.set(key, found);
    return found.data;
  }

  /** Keeps an answer; one that would take more than a tenth of all is not kept. */
  set(key: string, data: object): void {
    // Strings of Chinese take two bytes a character.
    const bytes = 2 * (JSON.stringify(data).length + key.length);
    if (bytes > this.mostBytes / 10) return;
    this.#drop(key);
    this.#answers.set(key, { data, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= this.mostBytes) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#answers.get(key)?.bytes ?? 0;
    this.#answers.delete(key);
  }
}
