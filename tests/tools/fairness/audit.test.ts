import type { Rules } from '../../../scheduler/draw/index.js';
import { inspectorFile, targetFile } from '../../../scheduler/draw/index.js';
import { auditDraw, auditPage, headline } from '../../../tools/fairness/index.js';
import { inspector, rulesOf } from '../../scheduler/draw/scenario.js';
import { samplePools, sampleRules } from './sample.js';

const enough = (rules: Rules) => {
  rules.team!.capacity = 20;
};
const decimalOf = (fraction: string) => {
  const [num, den = '1'] = fraction.split('/');
  return Number(num) / Number(den);
};
const audit = auditDraw({ rules: sampleRules(enough), pools: samplePools(), trials: 200 });

describe('the audit of a sample', () => {
  test('exact probabilities and years, stratum by stratum', () => {
    expect(audit.strata.map(({ classes }) => classes.map((one) => [one.probability, one.units]))).toEqual([
      [['1/5', 60]],
      [['1/20', 200]],
      [['0', 37]],
    ]);
    expect(audit.strata[1]!.classes[0]!.years).toBeCloseTo(20, 9);
    expect(audit.strata[1]!.classes[0]!.none3).toBeCloseTo(0.95 ** 3, 12);
    expect(audit.strata[2]!.classes[0]).not.toHaveProperty('years');
  });

  test('who can never be drawn, why, and what would help', () => {
    const found = audit.never.map(({ why, stratum, reason, ids }) => [why, stratum ?? reason, ids.length]);
    expect(found).toEqual([
      ['rounded-to-zero', 'c3', 37],
      ['excluded', 'case-open', 4],
      ['excluded', 'closed', 8],
    ]);
    expect(audit.never[0]!.remedyZh).toContain('控制取整');
    expect(headline(audit).zh).toBe(
      '对象被抽中的概率在 5.00% 与 20.0% 之间，同一层内完全相等；平均 5 至 20 年一次；37 个对象按现行规则永远抽不到。',
    );
  });

  test('every statistic of the engine is as it should be; everything that varies is tested', () => {
    expect(audit.consistent).toBe(true);
    expect(audit.statistics.map(({ stratum, kind }) => `${stratum} ${kind}`)).toEqual([
      ...['c1 inclusion', 'c1 pairs', 'c1 places'],
      ...['c2 inclusion', 'c2 pairs', 'c2 places'],
    ]);
  });

  test('people: loads add up to the places filled, targets with few officers are named', () => {
    const { loads, targets, held, few, most } = audit.pairs!;
    expect(loads.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(2 * (targets - held), 9);
    expect(most).toBeLessThanOrEqual(1);
    for (const { officers } of few) expect(officers).toBeLessThan(4);
    expect(audit.expected).toMatchObject({ demand: 44_000_000, flow: 44_000_000, lacking: [] });
  });

  test('the same files give the same audit', () => {
    expect(auditDraw({ rules: sampleRules(enough), pools: samplePools(), trials: 200 })).toEqual(audit);
  });

  test('equal probabilities read as one; twice a year halves the years', () => {
    const rules = sampleRules((draft) => {
      draft.strata = draft.strata.map(({ code }) => ({
        code,
        rate: 50_000,
        rounding: 'controlled',
        reserve: 0,
        select: 'sr-ticket/1',
      }));
    });
    const equal = auditDraw({ rules, pools: samplePools(), trials: 20, campaignsPerYear: 2 });
    expect(headline(equal).zh).toContain(
      '每个对象被抽中的概率 5.00%，平均 10 年一次；库内没有永远抽不到的对象，另有 12 个封库时已排除',
    );
  });

  test('by weight: every unit has its own probability, and the engine keeps to it', () => {
    const rules = sampleRules((draft) => {
      draft.strata[0] = { code: 'c1', rate: 100_000, rounding: 'controlled', reserve: 4, select: 'sr-pps/1' };
      enough(draft);
    });
    const pools = samplePools(150);
    const records = new TextDecoder()
      .decode(pools.strata[0]!.records as Uint8Array)
      .trim()
      .split('\n');
    const weighted = records.map((line, i) => ({ ...JSON.parse(line), weight: i === 3 ? 900 : 1 + (i % 9) }));
    const strata = [{ code: 'c1', records: targetFile(weighted) }, ...pools.strata.slice(1)];
    const found = auditDraw({ rules, pools: { ...pools, strata }, trials: 1500 });
    expect(found.consistent).toBe(true);
    expect(found.statistics.map(({ kind }) => kind)).toEqual(['weights', 'inclusion', 'pairs', 'places']);
    const { classes, sizes } = found.strata[0]!;
    expect(classes.at(-1)).toMatchObject({ probability: '1', units: 1, weight: 900 });
    const mean = sizes.reduce((sum, { k, chance }) => sum + k * decimalOf(chance), 0);
    expect(classes.reduce((sum, one) => sum + one.decimal * one.units, 0)).toBeCloseTo(mean, 9);
    expect(headline(found).zh).toContain('由公布的权重决定');
  });

  test('with equal probabilities the pairs are exact, and more equal than by drawing alone', () => {
    const rules = sampleRules((draft) => {
      enough(draft);
      draft.team!.alg = 'sr-assign-me/1';
    });
    const { pairs } = auditDraw({ rules, pools: samplePools(), trials: 20 });
    expect(pairs).not.toHaveProperty('trials');
    expect(pairs!.standardError).toBe(0);
    expect(pairs!.loads.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(2 * pairs!.targets, 6);
    expect(pairs!.effective.median).toBeGreaterThan(audit.pairs!.effective.median);
  });

  test('units without a possible team are drawn in vain, and said so', () => {
    const rules = rulesOf({
      change(draft) {
        draft.strata = [{ code: 's1', count: 2, reserve: 0, select: 'sr-ticket/1' }];
      },
    });
    const pools = {
      strata: [
        {
          code: 's1',
          records: targetFile(
            [1, 2, 3, 4].map((n) => ({
              id: `licence:L${n}`,
              district: '440802',
              ...(n === 4 && { skills: ['gas'] }),
            })),
          ),
        },
      ],
      excluded: '',
      inspectors: inspectorFile([1, 2].map((n) => inspector(n))),
      conflicts: '',
    };
    const found = auditDraw({ rules, pools, trials: 30 });
    expect(found.never).toMatchObject([{ why: 'unstaffable', ids: ['licence:L4'] }]);
    expect(headline(found).zh).toContain('1 个对象抽到也组不成检查组');
    expect(found.expected.lacking).toMatchObject([{ demand: 1_000_000, flow: 0, officers: 0 }]);
  });
});

describe('its page', () => {
  const page = auditPage(audit, 'fairdraw draw audit --rules R --pools P');

  test('stands alone: no script, nothing from elsewhere, both languages, titles for every chart', () => {
    expect(page).not.toMatch(/<script|src=|<link|@import|url\(|https?:\/\/(?!www\.w3\.org\/)/);
    expect(page).toContain(headline(audit).zh);
    expect(page).toContain(headline(audit).en);
    const charts = page.match(/<svg[^>]*>/g)!;
    expect(charts).toHaveLength(8);
    expect(page.match(/<svg[^>]*role="img"[^>]*><title>/g)).toHaveLength(8);
    expect(page).toContain('var(--s1)');
    expect(page).not.toMatch(/#0[1-2]0[1-2]0[1-2]|#[1-6]{2}0000/);
  });

  test('an id is text, whatever it holds', () => {
    const hostile = structuredClone(audit);
    hostile.never[0]!.ids = ['licence:<img/onerror=x>'];
    hostile.pairs!.loads[0]!.id = 'cert:"><script>alert(1)</script>';
    hostile.pairs!.few = [{ id: 'licence:<b>', officers: 2, effective: 2 }];
    const shown = auditPage(hostile, 'x && <y>');
    expect(shown).not.toMatch(/<img|<script|<b>licence|<y>/);
    expect(shown).toContain('licence:&lt;img/onerror=x&gt;');
    expect(shown).toContain('x &amp;&amp; &lt;y&gt;');
  });
});
