/** The way from the generator's signed words to a uniform number, at its edges. */
import seedrandom from 'seedrandom';
import { below, below64, shuffle } from '../../../scheduler/draw/below.js';
import { taggedHash, toHex } from '../../../scheduler/draw/index.js';
import { type Stream, streamOf } from '../../../scheduler/draw/stream.js';

const two32 = 2 ** 32;

/** A generator of signed 32-bit words, read as the engine reads one. */
function words(...signed: number[]): Stream & { used: () => number } {
  let at = 0;
  return {
    next() {
      if (at === signed.length) throw new Error('one word too many');
      return signed[at++]! >>> 0;
    },
    used: () => at,
  };
}

test('a stream is the generator’s int32, negative words included, read without sign', () => {
  const seed = new Uint8Array(32).fill(5);
  const generator = seedrandom(toHex(taggedHash('dr/1/sub', [seed, 'select/s1/0'])));
  const signed = Array.from({ length: 64 }, () => generator.int32());
  const stream = streamOf(seed, 'select/s1/0');
  expect(signed.map((word) => (word < 0 ? word + two32 : word))).toEqual(signed.map(() => stream.next()));
  expect(signed.some((word) => word < 0)).toBe(true);
});

test('−1 is the largest word and −2^31 the middle: each is kept or refused at the exact limit', () => {
  for (const n of [3, 5, 6, 7, 10, 2 ** 31 + 1, two32 - 1]) {
    const limit = two32 - (two32 % n);
    const signed = (x: number) => x | 0;
    const kept = words(signed(limit - 1));
    expect([below(kept, n), kept.used()]).toEqual([(limit - 1) % n, 1]);
    const refused = words(signed(limit), -1, 0);
    expect([below(refused, n), refused.used()]).toEqual([0, 3]);
  }
  expect(below(words(-1), two32)).toBe(two32 - 1);
  expect(below(words(-(2 ** 31)), two32)).toBe(2 ** 31);
  expect(below(words(-1), 2)).toBe(1);
});

test('below64 refuses a pair as a whole, high word first', () => {
  const n = (1n << 64n) - 3n;
  const over = words(-1, -3, -1, -4);
  expect([below64(over, n), over.used()]).toEqual([n - 1n, 4]);
  const within = words(0, -1);
  expect(below64(within, n)).toBe(BigInt(two32 - 1));
});

test('seeded order asks for below(i + 1) from the last place down, and reaches each of n! orders once', () => {
  for (const n of [1, 2, 3, 5]) {
    const orders = new Set<string>();
    const choices = Array.from({ length: n - 1 }, (_, step) => n - step);
    const count = choices.reduce((all, m) => all * m, 1);
    for (let state = 0; state < count; state++) {
      let rest = state;
      // Words from the limit on come first, so that every call has to refuse one wherever there is one to refuse.
      const chosen = choices.flatMap((m) => {
        const word = rest % m;
        rest = Math.floor(rest / m);
        const limit = two32 - (two32 % m);
        return limit < two32 ? [limit | 0, word] : [word];
      });
      const stream = words(...chosen);
      orders.add(shuffle([...Array(n).keys()], stream).join(' '));
      expect(stream.used()).toBe(chosen.length);
    }
    expect(orders.size).toBe(count);
  }
});
