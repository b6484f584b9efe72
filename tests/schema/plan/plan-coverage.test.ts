import { readPlanCoverage } from '../../../schema/plan/annual/annual.read.js';
import { applyPlanSpread, setItemRanges } from '../../../schema/plan/annual/batch.service.js';
import { listBatches } from '../../../schema/plan/annual/plan-content.js';
import { spreadOver } from '../../../schema/plan/annual/spread.js';
import { CoverageGap, PlanWarningCode } from '../../../schema/plan/index.js';
import { ItemKind } from '../../../schema/registry/index.js';
import { done } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { countStatements } from '../registry/console.js';
import { PlanHouse } from './plan-house.js';

let house: PlanHouse;
beforeAll(async () => {
  house = await PlanHouse.open();
});
afterAll(() => house.close());

async function coverageOf(planId: string, itemCode: string) {
  const coverage = await readPlanCoverage(house.job.readAs(house.job.planner), planId);
  return coverage?.items.find((item) => item.itemCode === itemCode);
}

describe('a plan below a legal floor is not submitted', () => {
  // Sixty targets may be drawn, twenty in each class; three more are closed.
  test('the refusal names item, floor and what is planned', async () => {
    await house.item('F-1', { ratioFloorPpm: 50_000 });
    const id = await house.draft();
    const batch = await house.saved(id, { itemCodes: ['WS-01', 'F-1'], ratioPpm: 40_000 });
    expect(await coverageOf(id, 'F-1')).toMatchObject({
      ...{ targetCount: 60, floorCount: 3, plannedCount: 3, gaps: [] },
    });
    await house.saved(id, { id: batch.id, itemCodes: ['WS-01', 'F-1'], ratioPpm: null, aboutCount: 2 });
    const refusal = await expectRefused(house.job, 'PlanBelowFloor', () => house.submit(id, true));
    expect(refusal.items).toEqual([
      {
        ...{ itemCode: 'F-1', title: '虚构事项 F-1', gap: CoverageGap.BELOW_FLOOR },
        ...{ boundPpm: 50_000, boundCount: 3, plannedCount: 2, targetCount: 60 },
      },
    ]);
    expect(refusal.message).toContain('F-1 虚构事项 F-1：60 个对象，下限 5%（3 个），计划 2 个');
    await house.saved(id, { id: batch.id, itemCodes: ['WS-01', 'F-1'], ratioPpm: null, aboutCount: 3 });
    done(await house.submit(id, true));
  });

  test('an item with a floor that no batch names is below it', async () => {
    const id = await house.draft();
    await house.saved(id);
    const refusal = await expectRefused(house.job, 'PlanBelowFloor', () => house.submit(id, true));
    expect(refusal.items).toMatchObject([{ itemCode: 'F-1', plannedCount: 0, boundCount: 3 }]);
    await house.item('F-1', { ratioFloorPpm: null });
  });

  test('batches of one item add up, and a share counts of the range of its batch', async () => {
    await house.item('F-2', { ratioFloorPpm: 100_000 });
    const id = await house.draft();
    const of = (riskClass: string, ratioPpm: number) =>
      house.saved(id, {
        title: `F-2 ${riskClass}`,
        ...{ itemCodes: ['F-2'], ratioPpm, filter: { riskClasses: [riskClass] } },
      });
    await of('A', 50_000);
    await of('B', 100_000);
    expect(await coverageOf(id, 'F-2')).toMatchObject({ plannedCount: 3, gaps: ['BELOW_FLOOR'] });
    await of('C', 150_000);
    expect(await coverageOf(id, 'F-2')).toMatchObject({
      ...{ floorCount: 6, plannedCount: 6, plannedBatchCount: 3, gaps: [] },
    });
    await house.item('F-2', { ratioFloorPpm: null });
  });

  test('an item may be about a part of the register: its share is of that part', async () => {
    await house.item('F-3', { ratioFloorPpm: 500_000 });
    const id = await house.draft();
    await house.saved(id, { itemCodes: ['F-3'], ratioPpm: 200_000 });
    expect(await coverageOf(id, 'F-3')).toMatchObject({ targetCount: 60, floorCount: 30, plannedCount: 12 });
    const ranges = [{ itemCode: 'F-3', filter: { riskClasses: ['A'] } }];
    done(await house.job.act(house.job.planner, (unit) => setItemRanges(unit, id, ranges)));
    // A fifth of all is a fifth of these too, and no more than they are.
    expect(await coverageOf(id, 'F-3')).toMatchObject({ targetCount: 20, floorCount: 10, plannedCount: 4 });
    await expectRefused(house.job, 'PlanBelowFloor', () => house.submit(id, true));
    await house.saved(id, {
      ...{ title: 'A 类补充', itemCodes: ['F-3'], ratioPpm: null, aboutCount: 500 },
      filter: { riskClasses: ['A'] },
    });
    expect(await coverageOf(id, 'F-3')).toMatchObject({ plannedCount: 24 });
    done(await house.submit(id, true));
    await house.item('F-3', { ratioFloorPpm: null });
  });

  test('one that was within the law when it was submitted, and is not any more, is not approved', async () => {
    const id = await house.draft();
    await house.saved(id, { ratioPpm: 50_000 });
    done(await house.submit(id, true));
    await house.item('WS-01', { title: '公共场所卫生监督检查', ratioFloorPpm: 100_000 });
    await expectRefused(house.job, 'PlanBelowFloor', () => house.approve(id));
    await house.item('WS-01', { title: '公共场所卫生监督检查' });
  });
});

test('a general item is not planned above its cap; a key item has none', async () => {
  await house.item('C-1', { ratioCapPpm: 50_000 });
  await house.item('C-2', { kind: ItemKind.KEY });
  const id = await house.draft();
  await house.saved(id, { itemCodes: ['C-1', 'C-2'], ratioPpm: 100_000 });
  const refusal = await expectRefused(house.job, 'PlanAboveCap', () => house.submit(id, true));
  expect(refusal.items).toMatchObject([
    { itemCode: 'C-1', gap: 'ABOVE_CAP', boundCount: 3, plannedCount: 6 },
  ]);
  await house.item('C-1');
});

test('what the list asks and no law does is warned of, by name, and may be submitted knowingly', async () => {
  await house.item('W-1', { ratioPpm: 200_000, frequency: 2 });
  const id = await house.draft();
  await house.saved(id, {
    itemCodes: ['W-1', 'WS-01'],
    ratioPpm: 100_000,
    fromOn: '2026-11-01',
    toOn: '2026-12-31',
  });
  const refusal = await expectRefused(house.job, 'PlanHasWarnings', () => house.submit(id));
  const warnings = refusal.warnings as { warning: string; itemCode?: string; message: string }[];
  expect(warnings.map(({ warning, itemCode }) => [warning, itemCode])).toEqual([
    [PlanWarningCode.BELOW_RATIO, 'W-1'],
    [PlanWarningCode.BELOW_CYCLE, 'W-1'],
    [PlanWarningCode.RUSH_BEFORE_YEAR_END, undefined],
  ]);
  expect(warnings.map(({ message }) => message).join()).toContain('全年 100% 的对象排在 11 月及以后');
  expect(done(await house.submit(id, true)).warnings).toHaveLength(3);
  await house.item('W-1');
});

test('during the year: what was drawn and visited stands beside what was planned', async () => {
  const id = await house.draft();
  const batch = await house.saved(id, { ratioPpm: 150_000 });
  await house.publish(id);
  const frozen = await house.job.drawn({ planId: id, batchId: batch.id });
  expect(await coverageOf(id, 'WS-01')).toMatchObject({ drawnCampaignCount: 1, visitedCount: 0 });
  house.job.clock.set('2026-02-24T02:00:00Z');
  for (const assignment of (await house.job.listAssignments(frozen)).slice(0, 2)) {
    done(await house.job.confirm((await house.job.visit(assignment.id)).id));
  }
  expect(await coverageOf(id, 'WS-01')).toMatchObject({ plannedCount: 9, visitedCount: 2 });
  house.job.clock.set('2026-02-09T01:00:00Z');
});

test('coverage asks the same few statements whatever the size of a plan', async () => {
  const small = await house.draft();
  await house.saved(small);
  const large = await house.draft();
  for (let n = 1; n <= 30; n += 1) {
    await house.saved(large, {
      title: `第${n}批`,
      filter: { riskClasses: ['ABC'[n % 3] as string], tags: [`t${n}`] },
    });
  }
  const reader = () => house.job.readAs(house.job.planner);
  const statementsOf = (id: string) =>
    countStatements(house.job as never, () => readPlanCoverage(reader(), id));
  expect(await statementsOf(large)).toBe(await statementsOf(small));
});

describe('the year of a plan', () => {
  const batch = (number: number, load: number, months: readonly [string, string], itemCodes = ['X']) => ({
    ...{ id: `b${number}`, number, load, itemCodes },
    ...{ fromOn: `2026-${months[0]}-01`, toOn: `2026-${months[1]}-28` },
  });

  test('a rush is a share of the last months above the setting, and the proposal has none', () => {
    const batches = [batch(1, 100, ['11', '12']), batch(2, 60, ['12', '12']), batch(3, 40, ['03', '04'])];
    const spread = spreadOver(2026, batches, '2025-12-01');
    expect(spread).toMatchObject({ rushPercent: 80, isRush: true });
    expect(spread.proposedMonthly.slice(10)).toEqual([0, 0]);
    expect(spread.proposedMonthly.reduce((sum, load) => sum + load)).toBe(200);
    expect(spreadOver(2026, batches, '2025-12-01', { rushFromMonth: 11, rushPercent: 80 }).isRush).toBe(
      false,
    );
  });

  test('the same batches give the same proposal, whatever their order', () => {
    const batches = Array.from({ length: 12 }, (_, n) => batch(n + 1, (n * 37) % 11 || 1, ['11', '12']));
    const one = spreadOver(2026, batches, '2025-12-01').proposal;
    expect(spreadOver(2026, [...batches].reverse(), '2025-12-01').proposal).toEqual(one);
  });

  test('batches of one item come apart, none begins in a month that is over, and each keeps its length', () => {
    const batches = [batch(1, 10, ['01', '02']), batch(2, 10, ['01', '02'])];
    const { proposal } = spreadOver(2026, batches, '2026-05-10');
    const starts = proposal.map(({ fromOn }) => Number(fromOn.slice(5, 7)));
    expect(Math.min(...starts)).toBe(5);
    expect(Math.abs((starts[0] ?? 0) - (starts[1] ?? 0))).toBeGreaterThanOrEqual(4);
    for (const { fromOn, toOn } of proposal) {
      expect(Number(toOn.slice(5, 7)) - Number(fromOn.slice(5, 7))).toBe(1);
    }
  });

  test('late in the year what is left is all there is', () => {
    const { proposal } = spreadOver(2026, [batch(1, 5, ['01', '06'])], '2026-12-02');
    expect(proposal).toEqual([{ batchId: 'b1', fromOn: '2026-12-01', toOn: '2026-12-31' }]);
  });

  test('a proposal is taken for batches without a campaign; those that have one keep their time', async () => {
    const id = await house.draft();
    const late = { fromOn: '2026-11-01', toOn: '2026-12-31' };
    const busy = await house.saved(id, { title: '已有任务', ...late });
    await house.saved(id, { title: '尚无任务', ...late });
    done(await house.job.draft({ planId: id, batchId: busy.id }));
    const { movedCount } = done(await house.job.act(house.job.planner, (unit) => applyPlanSpread(unit, id)));
    expect(movedCount).toBe(1);
    const [kept, moved] = await listBatches(house.job.readAs(house.job.planner), id);
    expect(kept).toMatchObject(late);
    expect(Number(moved?.toOn.slice(5, 7))).toBeLessThan(11);
  });
});
