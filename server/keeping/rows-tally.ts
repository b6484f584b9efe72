import { createHash } from 'node:crypto';

const LF = 10;

/** Counts and hashes the rows of one table as they pass. */
export class RowsTally {
  readonly #hash = createHash('sha256');
  rows = 0;

  add(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) this.rows += 1;
  }

  /** Once, at the end. */
  sha256(): string {
    return this.#hash.digest('hex');
  }
}
