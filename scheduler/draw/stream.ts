/**
 * Streams of chance (§4). The only file that imports seedrandom.
 *
 * A generator is `seedrandom(sub(label))` with exactly 64 characters of [0-9a-f] and no options. Other seeds are
 * traps: it keeps the low byte of each character (Chinese seeds collide), repeats short keys, folds long ones.
 */
import seedrandom from 'seedrandom';
import { toHex } from './bytes.js';
import { taggedHash } from './digest.js';

/** Uniform integers from 0 to 2^32 − 1. */
export interface Stream {
  next(): number;
}

/** The one generator of a label. Asking twice begins again, so a label is used in one place. */
export function streamOf(seed: Uint8Array, label: string): Stream {
  const generator = seedrandom(toHex(taggedHash('dr/1/sub', [seed, label])));
  return { next: () => generator.int32() >>> 0 };
}
