/** H of docs/draw.md §2 by node:crypto, without the engine. */
import { createHash } from 'node:crypto';

/** `lp(x)`: the length in four bytes, big-endian, then x; a text as UTF-8. */
function lp(part: string | Uint8Array): Buffer {
  const bytes = Buffer.from(part as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export const sha = (...parts: (string | Uint8Array)[]): Buffer =>
  createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
    .digest();

/** `H(tag, x1, x2, …)`. */
export const tagged = (tag: string, ...parts: (string | Uint8Array)[]): Buffer =>
  sha(...[tag, ...parts].map(lp));
