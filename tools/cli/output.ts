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

/**
 * How far a long work is, on standard error: a line that is written over at a terminal, else one line for each tenth,
 * so that a log is not filled.
 * @param what in both languages, such as `试抽 / trials`
 */
export function printProgress(what: string, done: number, all: number): void {
  const parts = process.stderr.isTTY ? 100 : 10;
  const partOf = (n: number) => Math.floor((n * parts) / all);
  if (partOf(done) === partOf(done - 1)) return;
  const line = `${what}: ${done} / ${all}`;
  process.stderr.write(process.stderr.isTTY ? `\r${line}${done === all ? '\n' : ''}` : `${line}\n`);
}
