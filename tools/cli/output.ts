/** A command that cannot do what it was asked; the message says why, and what to do. */
export class CommandError extends Error {}

/** One line of JSON on standard output, for programs. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Lines on standard output, for people. */
export function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
