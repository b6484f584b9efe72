/**
 * Streams of chance (§7). The only file that imports seedrandom.
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
  const generator = seedrandom(subOf(seed, label));
  return { next: () => generator.int32() >>> 0 };
}

/**
 * The first outputs of a label's generator, as many as `out` holds: the same numbers at twice the speed.
 *
 * seedrandom makes and mixes the generator's state; RC4's step is taken here, in bytes, because its own goes
 * through general arrays and doubles. For labels of which millions of outputs are taken.
 */
export function fillFromStream(seed: Uint8Array, label: string, out: Uint32Array): void {
  const { i: first, j: second, S } = seedrandom(subOf(seed, label), { state: true }).state();
  const s = Uint8Array.from(S);
  let i = first;
  let j = second;
  for (let n = 0; n < out.length; n++) {
    let word = 0;
    for (let byte = 0; byte < 4; byte++) {
      i = (i + 1) & 255;
      const a = s[i]!;
      j = (j + a) & 255;
      const b = s[j]!;
      s[i] = b;
      s[j] = a;
      word = (word << 8) | s[(a + b) & 255]!;
    }
    out[n] = word;
  }
}

function subOf(seed: Uint8Array, label: string): string {
  return toHex(taggedHash('dr/1/sub', [seed, label]));
}
