import fc from 'fast-check';
import { below64 } from '../../../scheduler/draw/below.js';
import { ppsProbability } from '../../../scheduler/draw/index.js';
import { takeByWeight, weightedTickets } from '../../../scheduler/draw/pps.js';
import { smallestTickets } from '../../../scheduler/draw/select.js';
import { type Stream, streamOf } from '../../../scheduler/draw/stream.js';
import { seedOf } from './seeds.js';

/** A generator whose outputs are these 64-bit numbers, high half first; it may not be asked for more. */
function streamGiving(...numbers: bigint[]): Stream {
  const outputs = numbers.flatMap((x) => [Number(x >> 32n), Number(x & 0xffff_ffffn)]);
  return {
    next() {
      const output = outputs.shift();
      if (output === undefined) throw new Error('no output is left');
      return output;
    },
  };
}

/** Step 1 of docs/draw.md §9, word for word; the next certain unit is the one that `pick` chooses. */
function certain(weights: readonly bigint[], wanted: bigint, pick: (among: number[]) => number) {
  let k = wanted;
  let total = weights.reduce((sum, w) => sum + w, 0n);
  const taken = new Set<number>();
  while (k > 0n) {
    const found = weights.flatMap((w, i) => (!taken.has(i) && k * w >= total ? [i] : []));
    if (found.length === 0) break;
    const i = pick(found);
    taken.add(i);
    total -= weights[i]!;
    k -= 1n;
  }
  return { taken, k, total };
}

/** Step 2 of docs/draw.md §9, word for word, with unbounded integers: places taken, in order of ticket. */
function byDefinition(numbers: Uint32Array, wanted: number, stream: Stream): number[] {
  const weights = Array.from(numbers, BigInt);
  const { taken, k, total } = certain(weights, BigInt(wanted), (among) => among[0]!);
  if (k === 0n) return [...taken].sort((a, b) => a - b);
  const u = below64(stream, total);
  let sum = 0n;
  weights.forEach((w, i) => {
    if (taken.has(i)) return;
    if ((sum + k * w + u) / total > (sum + u) / total) taken.add(i);
    sum += k * w;
  });
  return [...taken].sort((a, b) => a - b);
}

function ordersOf(weights: readonly number[]): number[][] {
  if (weights.length < 2) return [[...weights]];
  return weights.flatMap((w, i) => ordersOf(weights.toSpliced(i, 1)).map((rest) => [w, ...rest]));
}

describe('exact probabilities, by trying every u', () => {
  test.each([
    { weights: [1, 1, 1, 1], name: 'equal weights' },
    { weights: [1, 2, 3, 4], name: 'different weights' },
    { weights: [2, 2, 5, 5], name: 'ties' },
    { weights: [1, 1, 1, 100], name: 'one that is certain' },
    { weights: [1, 2, 40, 1000], name: 'one certain after another' },
    { weights: [3, 3, 3, 1], name: 'k·w just below W, and at it' },
    { weights: [7], name: 'a single unit' },
  ])('$name: $weights', ({ weights }) => {
    for (const order of ordersOf(weights)) {
      const units = Uint32Array.from(order);
      for (let k = 1; k <= units.length; k++) {
        const { taken, k: left, total } = certain(order.map(BigInt), BigInt(k), (among) => among[0]!);
        const draws = left > 0n ? Number(total) : 1;
        const times = new Array<number>(units.length).fill(0);
        for (let u = 0; u < draws; u++) {
          const places = takeByWeight(units, k, left > 0n ? streamGiving(BigInt(u)) : streamGiving());
          expect(places).toHaveLength(k);
          for (const place of places) times[place]! += 1;
        }
        const probability = ppsProbability(units, k);
        order.forEach((weight, i) => {
          const expected = taken.has(i)
            ? { numerator: 1, denominator: 1 }
            : { numerator: Number(left) * weight, denominator: Number(total) };
          expect(probability(i)).toEqual(expected);
          expect(times[i]! * expected.denominator).toBe(expected.numerator * draws);
        });
      }
    }
  });

  test('equal weights: everybody k of N, whatever the weight', () => {
    for (const weight of [1, 3, 1_000_000]) {
      const probability = ppsProbability(new Uint32Array(8).fill(weight), 3);
      for (let i = 0; i < 8; i++) {
        const { numerator, denominator } = probability(i);
        expect(numerator * 8).toBe(denominator * 3);
      }
    }
  });

  test('nobody for k = 0, everybody for k = N, and neither asks for a number', () => {
    const weights = Uint32Array.from([5, 1, 1_000_000]);
    expect(Array.from(takeByWeight(weights, 0, streamGiving()))).toEqual([]);
    expect(Array.from(takeByWeight(weights, 3, streamGiving()))).toEqual([0, 1, 2]);
    expect(takeByWeight(new Uint32Array(0), 0, streamGiving())).toHaveLength(0);
    expect(ppsProbability(weights, 0)(2).numerator).toBe(0);
    expect(ppsProbability(weights, 3)(1)).toEqual({ numerator: 1, denominator: 1 });
  });
});

describe('step 1', () => {
  test('the order in which certain units are taken makes no difference', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        weights,
        fc.nat(),
        fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
        (list, n, picks) => {
          const k = 1 + (n % list.length);
          const first = certain(list.map(BigInt), BigInt(k), (among) => among[0]!);
          let turn = 0;
          const other = certain(
            list.map(BigInt),
            BigInt(k),
            (among) => among[picks[turn++]! % among.length]!,
          );
          expect([...other.taken].sort()).toEqual([...first.taken].sort());
          expect([other.k, other.total]).toEqual([first.k, first.total]);
          const probability = ppsProbability(Uint32Array.from(list), k);
          list.forEach((_, i) => {
            const { numerator, denominator } = probability(i);
            expect(numerator === denominator).toBe(first.taken.has(i));
          });
        },
      ),
      { seed: 1 },
    );
  });

  test('the smallest beside the greatest weight', () => {
    const weights = Uint32Array.from([1, 1_000_000, 1]);
    expect(Array.from(takeByWeight(weights, 1, streamGiving(0n)))).toEqual([2]);
    expect(Array.from(takeByWeight(weights, 1, streamGiving(1_000_001n)))).toEqual([0]);
    expect(Array.from(takeByWeight(weights, 1, streamGiving(1n)))).toEqual([1]);
    expect(Array.from(takeByWeight(weights, 2, streamGiving(0n)))).toEqual([1, 2]);
    expect(Array.from(takeByWeight(weights, 2, streamGiving(1n)))).toEqual([0, 1]);
  });
});

describe('exact at every size', () => {
  /** The widest the format allows is 10^8 units of 10^6; fewer and heavier units give the same sums. */
  const cases = [
    { count: 400, heaviest: 5, name: 'light weights' },
    { count: 300, heaviest: 1_000_000, name: 'weights up to a million' },
    { count: 25_000, heaviest: 4_000_000_000, name: 'W near 10^14' },
  ];
  test.each(cases)('$name: as the definition in unbounded integers', ({ count, heaviest }) => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.nat(), (n, part) => {
        const draw = streamOf(seedOf(n), 'weights');
        const floor = Math.floor(heaviest * 0.97);
        const light = n % 3 === 0;
        const weights = Uint32Array.from({ length: count }, () =>
          light ? 1 + (draw.next() % heaviest) : floor + (draw.next() % (heaviest - floor + 1)),
        ).map((w) => Math.max(1, w));
        const k = 1 + (part % count);
        const found = takeByWeight(weights, k, streamOf(seedOf(n), 'u'));
        expect(Array.from(found)).toEqual(byDefinition(weights, k, streamOf(seedOf(n), 'u')));
      }),
      { seed: 2, numRuns: count > 1000 ? 12 : 150 },
    );
  });

  test('W of 10^14 exactly, with the least and the greatest u', () => {
    const weights = new Uint32Array(25_000).fill(4_000_000_000);
    for (const u of [0n, 1n, 10n ** 14n - 1n]) {
      for (const k of [1, 2, 12_500, 24_999]) {
        const found = takeByWeight(weights, k, streamGiving(u));
        expect(Array.from(found)).toEqual(byDefinition(weights, k, streamGiving(u)));
      }
    }
  });

  test('a number at the limit of fairness is thrown away, the one before it counts', () => {
    const weights = Uint32Array.from([1, 1, 1]);
    const limit = 2n ** 64n - (2n ** 64n % 3n);
    expect(limit).toBe(2n ** 64n - 1n);
    expect(Array.from(takeByWeight(weights, 1, streamGiving(limit - 1n)))).toEqual([0]);
    expect(Array.from(takeByWeight(weights, 1, streamGiving(limit, 1n)))).toEqual([1]);
    expect(Array.from(takeByWeight(weights, 1, streamGiving(limit, limit, 0n)))).toEqual([2]);
  });
});

describe('sr-pps/1 as a whole', () => {
  const seeds = Array.from({ length: 20 }, (_, n) => seedOf(n));

  test('selected and reserve are those of the definition, each in order of ticket', () => {
    for (const [n, seed] of seeds.entries()) {
      const draw = streamOf(seed, 'weights');
      const weights = Uint32Array.from({ length: 5000 }, () => 1 + (draw.next() % (n % 2 ? 9 : 1_000_000)));
      const [k, reserve] = [100 + n, 40];
      const { indices, high, low } = weightedTickets(seed, 's1', weights, k, reserve);
      const all = smallestTickets(seed, 's1', 5000, 5000);
      const at = (order: Uint32Array) => order.map((index) => weights[index]!);
      const selected = byDefinition(at(all.indices), k, streamOf(seed, 'pps/s1')).map((p) => all.indices[p]!);
      const others = all.indices.filter((index) => !selected.includes(index));
      const next = byDefinition(at(others), reserve, streamOf(seed, 'pps-reserve/s1')).map((p) => others[p]!);
      expect(Array.from(indices)).toEqual([...selected, ...next]);
      const places = new Map(Array.from(all.indices, (index, place) => [index, place]));
      indices.forEach((index, i) => {
        const place = places.get(index)!;
        expect([high[i], low[i]]).toEqual([all.high[place], all.low[place]]);
      });
    }
  });

  test('the reserve is everybody else where there are no more', () => {
    const weights = Uint32Array.from([1, 9, 1_000_000, 4, 4]);
    for (const seed of seeds) {
      const { indices } = weightedTickets(seed, 's1', weights, 2, 3);
      expect([...indices].sort()).toEqual([0, 1, 2, 3, 4]);
      expect(indices.subarray(0, 2)).toContain(2);
      expect(weightedTickets(seed, 's1', weights, 5, 0).indices).toEqual(
        smallestTickets(seed, 's1', 5, 5).indices,
      );
      expect(weightedTickets(seed, 's1', weights, 0, 0).indices).toHaveLength(0);
    }
  });

  test('over many seeds each unit comes as often as its weight says (chi-square, 4,000 fixed seeds)', () => {
    const weights = Uint32Array.from({ length: 20 }, (_, i) => 1 + (i % 5));
    const [k, runs] = [4, 4000];
    const times = new Array<number>(20).fill(0);
    for (let n = 0; n < runs; n++) {
      for (const index of weightedTickets(seedOf(n), 's1', weights, k, 0).indices) times[index]! += 1;
    }
    const probability = ppsProbability(weights, k);
    const spread = times.reduce((sum, seen, i) => {
      const { numerator, denominator } = probability(i);
      const p = numerator / denominator;
      return sum + (seen - runs * p) ** 2 / (runs * p * (1 - p));
    }, 0);
    expect(spread).toBeGreaterThan(5); // roughly χ²(19): one in a thousand on either side
    expect(spread).toBeLessThan(46);
  });
});
