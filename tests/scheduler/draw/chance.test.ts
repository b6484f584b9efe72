import { readFileSync } from 'node:fs';
import seedrandom from 'seedrandom';
import { below, below64, shuffle } from '../../../scheduler/draw/below.js';
import { fillFromStream, type Stream, streamOf } from '../../../scheduler/draw/stream.js';

const vectors = JSON.parse(readFileSync('tests/fixtures/draw/seedrandom-3.0.5.json', 'utf8'));
const two32 = 2 ** 32;

/** Gives these outputs in turn and then fails, so that a test knows how many were used. */
function stub(...outputs: number[]): Stream & { left: () => number } {
  let at = 0;
  return {
    next() {
      if (at === outputs.length) throw new Error('one output too many');
      return outputs[at++]!;
    },
    left: () => outputs.length - at,
  };
}

describe('the pinned generator', () => {
  test('is seedrandom 3.0.5', () => {
    expect([0, 1].map(() => seedrandom('hello.')())).toEqual([vectors.doubles[0], vectors.doubles[0]]);
    const generator = seedrandom('hello.');
    expect(generator.int32()).toBe(vectors.firstInt32);
    expect((generator.int32() >>> 0).toString(16).padStart(8, '0')).toBe(vectors.secondUint32Hex);
  });

  test('has the traps for which a seed is always 64 hex digits', () => {
    for (const [a, b] of vectors.knownTraps.equalStreams) {
      expect(seedrandom(a).int32()).toBe(seedrandom(b).int32());
    }
  });

  test('one stream per label; equal labels begin again; outputs are unsigned', () => {
    const seed = new Uint8Array(32).fill(9);
    const first = Array.from({ length: 8 }, (_, i) => streamOf(seed, `select/s1/${i}`).next());
    expect(new Set(first).size).toBe(8);
    const stream = streamOf(seed, 'select/s1/0');
    const outputs = Array.from({ length: 200 }, () => stream.next());
    expect(outputs[0]).toBe(first[0]);
    expect(outputs.every((x) => Number.isInteger(x) && x >= 0 && x < two32)).toBe(true);
    expect(outputs.some((x) => x >= 2 ** 31)).toBe(true);
  });

  test('outputs taken at once are those of the generator, of any number', () => {
    for (let n = 0; n < 60; n++) {
      const seed = new Uint8Array(32).fill(n);
      const stream = streamOf(seed, `select/s${n}/0`);
      const outputs = new Uint32Array(n < 50 ? n * n : 100_000);
      fillFromStream(seed, `select/s${n}/0`, outputs);
      expect(outputs.findIndex((output) => output !== stream.next())).toBe(-1);
    }
  });
});

describe('below(n)', () => {
  test('is x mod n up to the limit and skips what lies over it', () => {
    for (const n of [1, 2, 3, 7, 10, 4096, 1_000_000, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 1, two32]) {
      const limit = two32 - (two32 % n);
      expect(below(stub(limit - 1), n)).toBe((limit - 1) % n);
      expect(below(stub(0), n)).toBe(0);
      if (limit < two32) {
        const stream = stub(limit, two32 - 1, 5, 6);
        expect(below(stream, n)).toBe(5 % n);
        expect(stream.left()).toBe(1);
      }
    }
  });

  test('over all states of a toy generator every value comes equally often', () => {
    // The outputs from 0 and from the limit on stand for all 2^32: below the limit they fill whole cycles of n.
    for (const n of [3, 5, 6, 7]) {
      const limit = two32 - (two32 % n);
      const counts = new Array<number>(n).fill(0);
      for (let x = 0; x < 4 * n; x++) counts[below(stub(x), n)]! += 1;
      for (let x = limit - 4 * n; x < limit; x++) counts[below(stub(x), n)]! += 1;
      expect(new Set(counts)).toEqual(new Set([8]));
      for (let x = limit; x < two32; x++) expect(below(stub(x, 0), n)).toBe(0);
    }
  });

  test('refuses what is no size', () => {
    for (const n of [0, -1, 1.5, two32 + 1, Number.NaN]) expect(() => below(stub(1), n)).toThrow(RangeError);
  });
});

describe('below64(n)', () => {
  test('takes two outputs, high first, and skips pairs over the limit', () => {
    expect(below64(stub(1, 2), 1n << 64n)).toBe((1n << 32n) + 2n);
    for (const n of [1n, 3n, 1_000_000n, (1n << 63n) + 1n, (1n << 64n) - 1n]) {
      const limit = (1n << 64n) - ((1n << 64n) % n);
      const last = limit - 1n;
      expect(below64(stub(Number(last >> 32n), Number(last & 0xffffffffn)), n)).toBe(last % n);
      if (limit < 1n << 64n) {
        const over = stub(Number(limit >> 32n), Number(limit & 0xffffffffn), 0, 4);
        expect(below64(over, n)).toBe(4n % n);
        expect(over.left()).toBe(0);
      }
    }
  });

  const two64 = 1n << 64n;
  const halves = (x: bigint) => [Number(x >> 32n), Number(x & 0xffffffffn)];
  const between = (from: bigint, to: bigint) =>
    Array.from({ length: Number(to - from) }, (_, i) => from + BigInt(i));

  test('over all pairs near 0 and near the limit every value comes equally often; over the limit none', () => {
    for (let n = 1n; n <= 40n; n++) {
      const limit = two64 - (two64 % n);
      const counts = new Array<number>(Number(n)).fill(0);
      for (const x of [...between(0n, 4n * n), ...between(limit - 4n * n, limit)]) {
        const pair = stub(...halves(x));
        counts[Number(below64(pair, n))]! += 1;
        expect(pair.left()).toBe(0);
      }
      expect(new Set(counts)).toEqual(new Set([8]));
      const over = between(limit, two64);
      expect(BigInt(over.length)).toBe(two64 % n);
      for (const x of over) {
        const pairs = stub(...halves(x), ...halves(n - 1n), 7);
        expect(below64(pairs, n)).toBe(n - 1n);
        expect(pairs.left()).toBe(1);
      }
    }
  });

  test('the limit of a large n lies where 2^64 is not yet passed: accepted before it, skipped from it on', () => {
    for (const n of [(1n << 32n) - 1n, (1n << 32n) + 1n, (1n << 63n) - 1n, (1n << 63n) + 1n, two64 - 1n]) {
      const limit = two64 - (two64 % n);
      for (const x of between(limit - 8n, limit)) expect(below64(stub(...halves(x)), n)).toBe(x % n);
      for (const x of between(limit, limit + 8n < two64 ? limit + 8n : two64)) {
        const pairs = stub(...halves(x), 0, 3);
        expect(below64(pairs, n)).toBe(3n);
        expect(pairs.left()).toBe(0);
      }
    }
  });

  test('refuses what is no size', () => {
    for (const n of [0n, -1n, two64 + 1n]) expect(() => below64(stub(1, 1), n)).toThrow(RangeError);
  });
});

describe('seeded order', () => {
  test('over all outcomes of below every order comes exactly once', () => {
    const orders = new Set<string>();
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 3; j++) {
        for (let k = 0; k < 2; k++) orders.add(shuffle(['a', 'b', 'c', 'd'], stub(i, j, k)).join(''));
      }
    }
    expect(orders.size).toBe(24);
  });
});
