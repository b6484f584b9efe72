import { shuffle } from '../../../scheduler/draw/below.js';
import { taggedHash } from '../../../scheduler/draw/index.js';
import { smallestTickets } from '../../../scheduler/draw/select.js';
import { streamOf } from '../../../scheduler/draw/stream.js';
import {
  binomialTail,
  chiSquareQuantile,
  chiSquareTail,
  uniformityTest,
} from '../../../tools/fairness/chi-square.js';
import {
  inclusionTest,
  pairConstant,
  pairTest,
  placeTest,
  weightTest,
} from '../../../tools/fairness/statistics.js';
import { fullTally, Tally } from '../../../tools/fairness/tally.js';
import {
  byteModulo,
  efraimidisSpirakis,
  naiveShuffle,
  randomComparator,
  redrawUntilAbsent,
  type Selector,
  sattolo,
  systematic,
} from '../../scheduler/draw/mutants/selection.js';
import { selectByWeight } from './pps-reference.js';

const streamFor = (label: string, i: number) => streamOf(taggedHash('test/statistics', [String(i)]), label);

/** The three p-values of a way of selecting, over R trials with fixed seeds. */
function judge(select: Selector, n: number, k: number, trials: number, first = 0) {
  const tally = fullTally(n, k);
  for (let i = first; i < first + trials; i++) tally.add(select(streamFor('mutant', i), n, k));
  return [inclusionTest(tally).p, pairTest(tally).p, placeTest(tally).p];
}

const engine: Selector = (stream, n, k) => {
  const seed = taggedHash('test/engine', [String(stream.next()), String(stream.next())]);
  return Array.from(smallestTickets(seed, 's1', n, k).indices);
};

describe('distributions', () => {
  test('χ² has its known quantiles', () => {
    for (const [p, df, x] of [
      [0.95, 1, 3.8415],
      [0.95, 10, 18.307],
      [0.999, 19, 43.8202],
      [0.5, 100, 99.3341],
      [0.01, 30, 14.9535],
    ] as const) {
      expect(chiSquareQuantile(p, df)).toBeCloseTo(x, 3);
      expect(chiSquareTail(x, df)).toBeCloseTo(1 - p, 5);
    }
    expect(chiSquareTail(1000, 5)).toBe(0);
  });

  test('tails of a binomial are sums of its terms', () => {
    expect(binomialTail(2, 10, 0.5)).toBeCloseTo((2 * (1 + 10 + 45)) / 1024, 12);
    expect(binomialTail(10, 10, 0.5)).toBeCloseTo(2 / 1024, 12);
    expect(binomialTail(5, 10, 0.5)).toBe(1);
    expect([binomialTail(0, 10, 0), binomialTail(1, 10, 0)]).toEqual([1, 0]);
    expect([binomialTail(10, 10, 1), binomialTail(9, 10, 1)]).toEqual([1, 0]);
  });

  test('even values are uniform, crowded ones are not', () => {
    const even = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 100);
    expect(uniformityTest(even).p).toBeGreaterThan(0.99);
    expect(uniformityTest(even.map((x) => x ** 2)).p).toBeLessThan(0.001);
    // Table: the distance exceeds 1.36 / √n with probability 0.05.
    const shifted = Array.from({ length: 1000 }, (_, i) =>
      Math.min(1, (i + 0.5) / 1000 + 1.36 / 1000 ** 0.5),
    );
    expect(uniformityTest(shifted).p).toBeGreaterThan(0.04);
    expect(uniformityTest(shifted).p).toBeLessThan(0.06);
  });
});

describe('the constants, by enumeration of every sample', () => {
  test.each([
    [6, 3],
    [7, 3],
    [7, 5],
    [8, 4],
  ])('of %i units, %i: the mean of each statistic is its degrees of freedom', (n, k) => {
    // One trial is enough: the mean over all samples of the squared length is the trace, constant times degrees.
    const means = [0, 0];
    let samples = 0;
    for (const sample of subsets(n, k)) {
      const tally = fullTally(n, k);
      tally.add(sample);
      means[0]! += inclusionTest(tally).statistic;
      means[1]! += pairTest(tally).statistic;
      samples += 1;
    }
    expect(means[0]! / samples).toBeCloseTo(n - 1, 9);
    expect(means[1]! / samples).toBeCloseTo((n * (n - 3)) / 2, 9);
  });

  test('the covariance of pairs is λ on every pure-pair vector', () => {
    const [n, k] = [7, 3];
    const pairs = subsets(n, 2);
    const all = subsets(n, k);
    const has = all.map((sample) =>
      pairs.map(([i, j]) => Number(sample.includes(i!) && sample.includes(j!))),
    );
    const mean = pairs.map((_, a) => has.reduce((sum, row) => sum + row[a]!, 0) / all.length);
    const cycles = [
      [0, 1, 2, 3],
      [0, 4, 2, 6],
      [1, 5, 3, 2],
    ];
    for (const [a, b, c, d] of cycles) {
      const vector = pairs.map(([i, j]) => {
        const is = (x: number, y: number) => (i === x && j === y) || (i === y && j === x);
        if (is(a!, b!) || is(c!, d!)) return 1;
        return is(b!, c!) || is(d!, a!) ? -1 : 0;
      });
      const image = pairs.map((_, p) =>
        has.reduce((sum, row) => {
          const along = row.reduce((dot, x, q) => dot + (x - mean[q]!) * vector[q]!, 0);
          return sum + ((row[p]! - mean[p]!) * along) / all.length;
        }, 0),
      );
      image.forEach((x, p) => {
        expect(x).toBeCloseTo(pairConstant(n, k) * vector[p]!, 12);
      });
    }
  });

  test('places: over all orders the mean is (N − 1)(k − 1)', () => {
    const [n, k] = [5, 3];
    let [sum, orders] = [0, 0];
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) {
        for (let c = 0; c < n; c++) {
          if (new Set([a, b, c]).size < k) continue;
          const tally = fullTally(n, k);
          tally.add([a, b, c]);
          sum += placeTest(tally).statistic;
          orders += 1;
        }
      }
    }
    expect(sum / orders).toBeCloseTo((n - 1) * (k - 1), 9);
  });
});

describe('the engine', () => {
  test('N = 20, k = 5, 4,000 draws: inclusion, pairs and places at the level of 0.1 %', () => {
    for (const p of judge(engine, 20, 5, 4000)) expect(p).toBeGreaterThan(0.001);
  });

  test('blocks of neighbours and classes of places in a larger stratum, of two sizes', () => {
    const tally = new Tally(5000, { blocks: 40, places: 200, placeClasses: 8, pairUnits: 60 });
    for (let i = 0; i < 300; i++) {
      const seed = taggedHash('test/large', [String(i)]);
      tally.add(Array.from(smallestTickets(seed, 's1', 5000, 200 + (i % 2)).indices));
    }
    for (const test of [inclusionTest, placeTest]) expect(test(tally).p).toBeGreaterThan(0.001);
    expect([inclusionTest(tally).df, placeTest(tally).df, pairTest(tally).df]).toEqual([39, 273, 1710]);
  });

  test('over repeated experiments the p-values are uniform: the tests are neither blind nor nervous', () => {
    const experiments = Array.from({ length: 60 }, (_, e) => judge(engine, 12, 4, 150, 10_000 + 150 * e));
    for (const t of [0, 1, 2]) {
      expect(uniformityTest(experiments.map((ps) => ps[t]!)).p).toBeGreaterThan(0.001);
    }
  });
});

describe('when each count is small', () => {
  test.each([
    ['k = 4 of 60, 100 draws a time', 60, 4, 100],
    ['k = 3 of 30, 100 draws a time', 30, 3, 100],
  ])('%s: the p-values are still uniform enough to be trusted', (_, n, k, trials) => {
    const experiments = Array.from({ length: 80 }, (_x, e) =>
      judge(engine, n, k, trials, 100_000 + trials * e),
    );
    for (const t of [0, 1, 2]) {
      const ps = experiments.map((row) => row[t]!);
      expect(uniformityTest(ps).p).toBeGreaterThan(0.001);
      expect(Math.min(...ps)).toBeGreaterThan(0.001);
    }
  });
});

describe('mutants of the selection are killed', () => {
  const kills: [string, Selector, number, number, ('inclusion' | 'pairs' | 'places')[]][] = [
    ['exchange with any position', naiveShuffle, 20, 5, ['inclusion', 'places']],
    ['sort by tossing a coin', randomComparator, 20, 5, ['inclusion', 'pairs', 'places']],
    ['Sattolo’s cycle', sattolo, 20, 5, ['places']],
    ['a byte modulo n', byteModulo, 100, 5, ['inclusion']],
    ['every fourth from a random start', systematic, 20, 5, ['pairs']],
    ['redraw until a friend is absent', redrawUntilAbsent, 20, 5, ['inclusion']],
  ];

  test.each(kills)('%s', (_, mutant, n, k, by) => {
    const ps = judge(mutant, n, k, 4000);
    for (const name of by) expect(ps[['inclusion', 'pairs', 'places'].indexOf(name)]).toBeLessThan(1e-6);
  });

  test('the engine survives where a byte modulo n did not, as it did above for 5 of 20', () => {
    for (const p of judge(engine, 100, 5, 4000)) expect(p).toBeGreaterThan(0.001);
  });

  test('systematic sampling keeps inclusion equal: only the pairs betray it', () => {
    expect(judge(systematic, 20, 5, 4000)[0]).toBeGreaterThan(0.001);
  });

  test('Efraimidis and Spirakis for probabilities by weight', () => {
    const weights = [1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 9];
    const k = 4;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const exact = (unit: number) => (k * weights[unit]!) / total;
    const [mutant, honest] = [fullTally(12, k), fullTally(12, k)];
    const select = efraimidisSpirakis(weights);
    for (let i = 0; i < 4000; i++) {
      mutant.add(select(streamFor('weights', i), 12, k));
      const stream = streamFor('honest', i);
      const order = shuffle([...weights.keys()], stream);
      honest.add([...selectByWeight(weights, order, k, (w) => Math.floor((stream.next() / 2 ** 32) * w))]);
    }
    expect(weightTest(mutant, exact).p).toBeLessThan(1e-6);
    expect(weightTest(honest, exact).p).toBeGreaterThan(0.001);
  });
});

function subsets(n: number, k: number, from = 0): number[][] {
  if (k === 0) return [[]];
  const found: number[][] = [];
  for (let i = from; i <= n - k; i++) for (const rest of subsets(n, k - 1, i + 1)) found.push([i, ...rest]);
  return found;
}
