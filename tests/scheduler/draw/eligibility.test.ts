import { eligibility } from '../../../scheduler/draw/eligible.js';
import type { InspectorRecord, Rules } from '../../../scheduler/draw/index.js';
import { previewDraw } from '../../../scheduler/draw/index.js';
import { leadOf } from '../../../scheduler/draw/lead.js';
import { inspector, poolsOf, rulesOf, target } from './scenario.js';

/** Whether one officer may inspect a food shop in 440802 between 8 and 30 October 2026. */
function may(more: Partial<InspectorRecord>, change?: (rules: Rules) => void): boolean {
  const rules = rulesOf({ change });
  const { team, window } = rules;
  const slotsOf = eligibility({ ...rules, team: team!, window: window! }, [inspector(1, more)], []);
  return slotsOf({ ...target(1), skills: ['food'] })[0]!.length === 1;
}

const certificate = (from: string, to: string, kind = 'law') => ({ kind, from, to });

describe('who may inspect whom (§10)', () => {
  test('an ordinary officer may', () => {
    expect(may({})).toBe(true);
  });

  test('the certificate must be valid on every day of the window', () => {
    expect(may({ certificates: [] })).toBe(false);
    expect(may({ certificates: [certificate('2026-10-08', '2026-10-30')] })).toBe(true);
    expect(may({ certificates: [certificate('2026-10-09', '2026-10-30')] })).toBe(false);
    expect(may({ certificates: [certificate('2026-10-08', '2026-10-29')] })).toBe(false);
  });

  test('two certificates may follow each other, without a day between', () => {
    const first = certificate('2020-01-01', '2026-10-15');
    expect(may({ certificates: [first, certificate('2026-10-16', '2030-01-01')] })).toBe(true);
    expect(may({ certificates: [first, certificate('2026-10-17', '2030-01-01')] })).toBe(false);
  });

  test('where the rules name a kind of certificate, only that kind counts', () => {
    const law = (rules: Rules) => Object.assign(rules.team!, { certificate: 'law' });
    expect(may({}, law)).toBe(true);
    expect(may({ certificates: [certificate('2020-01-01', '2030-01-01', 'driving')] }, law)).toBe(false);
  });

  test('in the district, or seconded to it on every day', () => {
    expect(may({ districts: [{ code: '440803' }] })).toBe(false);
    const seconded = (from: string, to: string) => [{ code: '440802', from, to }, { code: '440803' }];
    expect(may({ districts: seconded('2026-10-01', '2026-12-31') })).toBe(true);
    expect(may({ districts: seconded('2026-10-01', '2026-10-20') })).toBe(false);
  });

  test('skilled, active, present', () => {
    expect(may({ skills: [] })).toBe(false);
    expect(may({ skills: ['fire', 'food'] })).toBe(true);
    expect(may({ status: 'suspended' })).toBe(false);
    expect(may({ leave: [{ from: '2026-10-30', to: '2026-11-05' }] })).toBe(false);
    expect(may({ leave: [{ from: '2026-10-31', to: '2026-11-05' }] })).toBe(true);
    const week = (rules: Rules) => Object.assign(rules.team!, { leaveDays: 7 });
    expect(may({ leave: [{ from: '2026-10-10', to: '2026-10-15' }] }, week)).toBe(true);
    expect(may({ leave: [{ from: '2026-10-10', to: '2026-10-16' }] }, week)).toBe(false);
  });

  test('an expert is no inspector; a slot may ask for a department or a skill', () => {
    expect(may({ role: 'expert' })).toBe(false);
    const env = (rules: Rules) => Object.assign(rules.team!.slots[0]!, { department: 'env' });
    expect(may({}, env)).toBe(false);
    expect(may({ department: 'env' }, env)).toBe(true);
    const fire = (rules: Rules) => Object.assign(rules.team!.slots[0]!, { skill: 'fire' });
    expect(may({}, fire)).toBe(false);
    expect(may({ skills: ['fire', 'food'] }, fire)).toBe(true);
  });

  test('a conflict with the target or with its responsible entity bars, and only there', () => {
    const rules = rulesOf();
    const pair = { entity: 'uscc:E1', officer: 'cert:A1', reason: 'a'.repeat(64) };
    const both = [inspector(1), inspector(2)];
    const full = { ...rules, team: rules.team!, window: rules.window! };
    const slotsOf = eligibility(full, both, [pair]);
    expect(slotsOf({ ...target(1), entity: 'uscc:E1' })).toEqual([[1]]);
    expect(slotsOf({ ...target(2), entity: 'uscc:E2' })).toEqual([[0, 1]]);
    expect(eligibility(full, both, [{ ...pair, entity: 'licence:L1' }])(target(1))).toEqual([[1]]);
  });

  test('the lead is the drawn inspector of highest rank, ties by draw order; an expert never leads', () => {
    const ranks = [1, 5, 5, 9].map((rank, n) => inspector(n, { rank }));
    const slots = [
      { n: 3, role: 'inspector' as const },
      { n: 1, role: 'expert' as const },
    ];
    expect(leadOf({ index: 0, slots: [[0, 2, 1], [3]] }, slots, ranks)).toBe(2);
    expect(leadOf({ index: 0, slots: [[1, 0, 2], [3]] }, slots, ranks)).toBe(1);
  });
});

describe('the preview', () => {
  test('names every unit with too few eligible officers, and counts the seeds that can be staffed', () => {
    const inspectors = [inspector(1), inspector(2), inspector(3, { status: 'suspended' })];
    const preview = previewDraw({ rules: rulesOf(), pools: poolsOf({ inspectors }), seeds: 50 });
    expect(preview.shortages).toEqual([{ stratum: 's1', id: 'licence:L1', slot: 0, needed: 2, eligible: 1 }]);
    expect(preview).toMatchObject({ demand: 6, capacity: 9, seeds: 50 });
    expect(preview.feasible).toBeGreaterThan(15); // licence:L1 is in two of five draws
    expect(preview.feasible).toBeLessThan(45);
    expect(preview.sizes).toEqual([
      { code: 's1', count: 5, k: 2, reserve: 1 },
      { code: 's2', count: 3, k: 1, reserve: 1 },
    ]);
    expect(previewDraw({ rules: rulesOf(), pools: poolsOf(), seeds: 20 }).feasible).toBe(20);
  });
});
