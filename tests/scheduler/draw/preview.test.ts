import {
  canonical,
  hashRules,
  previewDraw,
  type Rules,
  toHex,
  trialBench,
} from '../../../scheduler/draw/index.js';
import { inspector, poolsOf, rulesOf } from './scenario.js';
import { tagged } from './tagged.js';

/** H("dr/1/preview", rulesHash, i) as docs/draw.md §13 states it, i in decimal, rulesHash as bytes. */
const previewSeed = (rules: Rules, i: number) =>
  tagged('dr/1/preview', tagged('dr/1/rules', canonical(rules)), String(i));

/** Shares of 10/8 and 6/8 under a total of 2: which stratum has which of the two depends on the seed alone. */
const shared = (basis: string) =>
  rulesOf({
    change: (rules) => {
      rules.basis = basis;
      rules.total = 2;
      rules.strata = ['s1', 's2'].map((code) => ({
        code,
        rounding: 'controlled',
        reserve: 0,
        select: 'sr-ticket/1',
      }));
    },
  });

describe('the seeds of a preview', () => {
  test('a known value', () => {
    const rules = rulesOf();
    expect(tagged('dr/1/rules', canonical(rules)).toString('hex')).toBe(hashRules(rules));
    expect(toHex(previewSeed(rules, 0))).toBe(
      '6c8315ecf602242f5c2a1ce7bd384be5594ae0ee656cf101e090418a8687b354',
    );
  });

  test('the sizes shown are those under the seed of 0', () => {
    const pools = poolsOf();
    const seen = new Set<string>();
    for (let n = 0; n < 40; n++) {
      const rules = shared(`第${n}稿`);
      const expected = trialBench({ rules, pools })
        .select(previewSeed(rules, 0))
        .map(({ code, k }) => ({ code, k }));
      const { sizes } = previewDraw({ rules, pools, seeds: 1 });
      expect(sizes.map(({ code, k }) => ({ code, k }))).toEqual(expected);
      seen.add(JSON.stringify(expected));
    }
    expect(seen.size).toBe(2);
  });

  test('200 of them by default, 0 to 199: as many are staffed as under those seeds', () => {
    const rules = rulesOf();
    // One unit needs what only one officer has: it cannot be staffed, and a draw can where it is not selected.
    const pools = poolsOf({
      inspectors: [1, 2, 3, 4].map((n) => inspector(n, { skills: n === 1 ? ['drug', 'food'] : ['food'] })),
      unit: (n) => ({ id: `licence:L${n}`, district: '440802', skills: n === 7 ? ['drug'] : ['food'] }),
    });
    const tried: number[] = [];
    const preview = previewDraw({ rules, pools, progress: (count) => tried.push(count) });
    expect(tried).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(preview.seeds).toBe(200);
    const bench = trialBench({ rules, pools });
    const staffed = Array.from({ length: 200 }, (_, i) => bench.draw(previewSeed(rules, i))).filter(
      ({ teams }) => teams!.held.length === 0,
    );
    expect(preview.feasible).toBe(staffed.length);
    expect(staffed.length).toBeGreaterThan(100);
    expect(staffed.length).toBeLessThan(160);
  });
});
