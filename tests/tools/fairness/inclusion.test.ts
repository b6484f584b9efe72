import { allocate } from '../../../scheduler/draw/allocate.js';
import { fraction, toNumber, toText } from '../../../scheduler/draw/fraction.js';
import { inclusionOf } from '../../../scheduler/draw/inclusion.js';
import type { Rules, StratumRule } from '../../../scheduler/draw/index.js';
import { taggedHash } from '../../../scheduler/draw/index.js';
import { binomialTail } from '../../../tools/fairness/chi-square.js';
import { waitingOf } from '../../../tools/fairness/waiting.js';
import { selectByWeight } from './pps-reference.js';

const ticket = (code: string, more: Partial<StratumRule>): StratumRule => ({
  code,
  reserve: 3,
  select: 'sr-ticket/1',
  ...more,
});
const rules = (strata: StratumRule[], total?: number) => ({ strata, ...(total && { total }) }) as Rules;
const texts = (of: ReturnType<typeof inclusionOf>) => of.map((stratum) => toText(stratum.of(0)));

describe('equal probabilities in a stratum', () => {
  test('a count is k/N; a rate is rounded up, down, or kept exactly', () => {
    const strata = [
      ticket('a', { count: 4 }),
      ticket('b', { rate: 50_000, rounding: 'ceil' }),
      ticket('c', { rate: 50_000, rounding: 'floor' }),
      ticket('d', { rate: 50_000, rounding: 'controlled' }),
      ticket('e', { rate: 50_000, rounding: 'ceil' }),
    ];
    const sizes = [10, 33, 33, 33, 40].map((count, h) => ({ code: 'abcde'[h]!, count }));
    expect(texts(inclusionOf(rules(strata), sizes))).toEqual(['2/5', '2/33', '1/33', '1/20', '1/20']);
  });

  test('a total is shared: exactly K over all units with controlled rounding', () => {
    const strata = [
      ticket('a', { rounding: 'controlled' }),
      ticket('b', { rounding: 'controlled' }),
      ticket('c', { rounding: 'floor' }),
    ];
    const sizes = [3, 7, 11].map((count, h) => ({ code: 'abc'[h]!, count }));
    expect(texts(inclusionOf(rules(strata, 5), sizes))).toEqual(['5/21', '5/21', '2/11']);
  });

  test('controlled sizes, by enumeration of every u: the upper one with probability f/D exactly', () => {
    const counts = [3, 7, 11, 2];
    const total = 5;
    const all = 23;
    const strata = counts.map((_, h) => ticket('abcd'[h]!, { rounding: 'controlled' }));
    const found = inclusionOf(
      rules(strata, total),
      counts.map((count, h) => ({ code: 'abcd'[h]!, count })),
    );
    const seen = counts.map(() => new Map<number, number>());
    for (let u = 0; u < all; u++) {
      let c = 0;
      counts.forEach((count, h) => {
        const f = (total * count) % all;
        const k =
          Math.floor((total * count) / all) + Math.floor((c + f + u) / all) - Math.floor((c + u) / all);
        c += f;
        seen[h]!.set(k, (seen[h]!.get(k) ?? 0) + 1);
      });
    }
    found.forEach((stratum, h) => {
      const enumerated = [...seen[h]!].sort(([a], [b]) => a - b);
      expect(stratum.sizes.map(({ k, chance }) => [k, toText(chance)])).toEqual(
        enumerated.map(([k, times]) => [k, toText(fraction(times, all))]),
      );
    });
  });

  test('the engine gives these sizes as often as said', () => {
    const counts = [130, 70, 41].map((count, h) => ({ code: 'abc'[h]!, count }));
    const strata = counts.map(({ code }) => ticket(code, { rate: 30_000, rounding: 'controlled' }));
    const found = inclusionOf(rules(strata), counts);
    const trials = 2000;
    const sizes = Array.from({ length: trials }, (_, i) =>
      allocate(rules(strata), counts, taggedHash('test/inclusion', [String(i)])).map((part) => part.k),
    );
    found.forEach((stratum, h) => {
      expect(stratum.sizes).toHaveLength(2);
      const { k, chance } = stratum.sizes[1]!;
      const seen = sizes.filter((row) => row[h] === k).length;
      expect(binomialTail(seen, trials, toNumber(chance))).toBeGreaterThan(0.001);
      expect(sizes.filter((row) => row[h] === k - 1).length).toBe(trials - seen);
    });
  });
});

describe('probabilities by weight', () => {
  const weights = [1, 2, 2, 7, 3];

  test.each([1, 2, 3, 4])('k = %i: by enumeration of every order and every u, exactly', (k) => {
    const [found] = inclusionOf(rules([ticket('w', { count: k, select: 'sr-pps/1' })]), [
      { code: 'w', count: 5, weights },
    ]);
    const seen = weights.map(() => 0n);
    let states = 0n;
    const left = weights.map((_, i) => i);
    const orders = permutations(left);
    let totalLeft = 0;
    selectByWeight(weights, left, k, (total) => {
      totalLeft = total;
      return 0;
    });
    for (const order of orders) {
      for (let u = 0; u < totalLeft; u++) {
        states += 1n;
        const taken = selectByWeight(weights, order, k, () => u);
        expect(taken.size).toBe(k);
        for (const unit of taken) seen[unit]! += 1n;
      }
    }
    expect(weights.map((_, unit) => toText(found!.of(unit)))).toEqual(
      seen.map((times) => toText(fraction(times, states))),
    );
  });

  test('units that weigh too much are certain, the others share the rest, and a size in between is a mixture', () => {
    const rule = ticket('w', { rate: 500_000, rounding: 'controlled', select: 'sr-pps/1' });
    const [found] = inclusionOf(rules([rule]), [{ code: 'w', count: 5, weights }]);
    expect(found!.sizes.map(({ k, chance }) => [k, toText(chance)])).toEqual([
      [2, '1/2'],
      [3, '1/2'],
    ]);
    // k = 2: 14/15 and 2/15; k = 3: certain, then 2·1/8.
    expect(toText(found!.of(3))).toBe('29/30');
    expect(toText(found!.of(0))).toBe(toText(fraction(2 * 8 + 2 * 15, 2 * 15 * 8)));
    const sum = weights.reduce((all, _, unit) => all + toNumber(found!.of(unit)), 0);
    expect(sum).toBeCloseTo(2.5, 12);
  });
});

test('a stratum from which nobody can come says why', () => {
  const found = inclusionOf(
    rules([
      ticket('a', { rate: 30_000, rounding: 'floor' }),
      ticket('b', { rate: 0, rounding: 'ceil' }),
      ticket('c', { count: 0 }),
      ticket('d', { rate: 30_000, rounding: 'ceil' }),
    ]),
    [33, 10, 5, 33].map((count, h) => ({ code: 'abcd'[h]!, count })),
  );
  expect(found.map((stratum) => stratum.never)).toEqual([
    'rounded-to-zero',
    'rate-zero',
    'count-zero',
    undefined,
  ]);
});

test('waiting: a twentieth twice a year is ten years, and 0.95^6 without a visit in three', () => {
  const { years, none3, none5 } = waitingOf(fraction(1, 20), 2);
  expect(years).toBeCloseTo(10, 12);
  expect(none3).toBeCloseTo(0.95 ** 6, 12);
  expect(none5).toBeCloseTo(0.95 ** 10, 12);
  expect(waitingOf(fraction(0), 1)).toEqual({ none3: 1, none5: 1 });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}
