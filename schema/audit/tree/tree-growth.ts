import { hash } from 'node:crypto';

/** The hash of a node (RFC 9162, 2.1.1): SHA-256 of 0x01, its left and its right child. Lower-case hex. */
export function nodeHash(left: string, right: string): string {
  return hash('sha256', Buffer.from(`01${left}${right}`, 'hex'), 'hex');
}

/** The root of a tree without leaves: the hash of nothing. */
export const emptyRoot = hash('sha256', '', 'hex');

/** A tree that grows leaf by leaf and keeps only the roots of its whole subtrees: as many as its size has ones in binary. */
export class TreeGrowth {
  size = 0;
  /** The roots of whole subtrees, the widest first, with how many leaves each has. */
  readonly #peaks: { hash: string; width: number }[] = [];

  add(leafHash: string): void {
    let peak = { hash: leafHash, width: 1 };
    for (let last = this.#peaks.at(-1); last?.width === peak.width; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      peak = { hash: nodeHash(last.hash, peak.hash), width: 2 * peak.width };
    }
    this.#peaks.push(peak);
    this.size += 1;
  }

  root(): string {
    const last = this.#peaks.at(-1);
    if (!last) return emptyRoot;
    return this.#peaks.slice(0, -1).reduceRight((right, { hash: left }) => nodeHash(left, right), last.hash);
  }
}
