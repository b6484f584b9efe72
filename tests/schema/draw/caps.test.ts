import { countDraft } from '../../../schema/draw/draft-counts.js';
import { previewCampaign } from '../../../schema/draw/draw.preview.js';
import { getFile } from '../../../schema/draw/index.js';
import { endExemption, enterExemption, setVisitCap } from '../../../schema/plan/cap/cap.service.js';
import { CapScope } from '../../../schema/plan/index.js';
import {
  appendVisit,
  enterItem,
  ImportKind,
  ItemKind,
  tagTargets,
  VisitFinding,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor, Unit } from '../../../schema/shared/unit.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

let job: MainJob;
let registrar: Actor;
beforeAll(async () => {
  job = await MainJob.open();
  registrar = await job.addPerson('registrar', [Role.REGISTRAR], job.health);
  // Of this year: JY00000 (class A) was visited twice here, JY00001 (B) once here and once by the other department,
  // JY00003 (A) twice for reports, JY00006 (A) twice and is under strict watch.
  const { health, market } = job;
  await visits(health.id, 0, 2);
  await visits(health.id, 1, 1);
  await visits(market.id, 1, 1);
  await visits(health.id, 3, 2, false);
  await visits(health.id, 6, 2);
});
afterAll(() => job.close());

const idOf = (n: number) => `licence:JY${String(n).padStart(5, '0')}`;
const act = <T>(work: (unit: Unit) => Promise<T>) => job.act(job.approver, work);

function visits(department: string, n: number, count: number, isCounted = true): Promise<void> {
  return job.act(undefined, async (unit) => {
    for (let visit = 0; visit < count; visit += 1) {
      await appendVisit(unit, {
        ...{ department, targetRealId: idOf(n), inspectorRealIds: ['cert:粤GT00000'], isCounted },
        ...{ visitedOn: '2026-01-15', finding: VisitFinding.NONE, resultCode: '01' },
        ...{ campaignId: unit.newId(), assignmentId: unit.newId() },
      });
    }
  });
}

const cap = (more: object = {}) => ({
  ...{
    scope: CapScope.OWN_LEVEL,
    limitCount: 2,
    legalBasis: '本市涉企检查频次管理办法第六条（每级每年2次）',
  },
  ...{ uncappedClasses: [] as string[], uncappedTags: ['严管'], validFromOn: '2026-02-09' },
  ...more,
});

async function reasonsOf(frozen: FrozenDraw): Promise<Record<string, string>> {
  const text = await getFile(job.readAs(), frozen.id, 'excluded.jsonl');
  const records = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { id: string; reason: string });
  return Object.fromEntries(
    records.filter(({ reason }) => reason !== 'closed').map(({ id, reason }) => [id, reason]),
  );
}

const draft = (more: object = {}) => ({
  ...{ departmentId: job.health.id, itemCodes: ['WS-01'], onePerEntity: false },
  ...{ windowFromOn: '2026-02-10', windowToOn: '2026-03-31' },
  strata: ['A', 'B', 'C'].map((riskClass) => ({ riskClass, count: 2, reserve: 1 })),
  ...more,
});

/** How many statements the database was given while something ran. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const connection = job.database.em.getConnection();
  const execute = connection.execute;
  let count = 0;
  connection.execute = function (this: typeof connection, ...given: Parameters<typeof execute>) {
    count += 1;
    return execute.apply(this, given);
  } as typeof execute;
  try {
    await work();
  } finally {
    connection.execute = execute;
  }
  return count;
}

test('no cap holds before the department adopted one: caps differ by region', async () => {
  expect(await reasonsOf(await job.freeze(await job.approved()))).toEqual({});
});

test('who was visited as often as the cap allows is out of the pool, counted by reason and told in the rules', async () => {
  done(
    await job.act(registrar, (unit) =>
      tagTargets(unit, { realIds: [idOf(6)], tags: ['严管'], dryRun: false } as never),
    ),
  );
  done(await act((unit) => setVisitCap(unit, cap())));
  const campaign = await job.approved();
  const preview = await previewCampaign(job.readAs(job.operator), campaign.id);
  expect(preview).toMatchObject({
    words: expect.stringMatching(
      /^范围内 63 个对象，58 个参加，5 个排除（注销 3，本年度同级部门检查已达上限 2）。将抽取 9 个（候补 3 个）。共需 18 人次/,
    ),
    excluded: [
      { reason: 'closed', count: 3 },
      { reason: 'cap-own-level', count: 2 },
    ],
    remedies: [],
  });
  const frozen = await job.freeze(campaign);
  // Visits of both departments count, for they are of one level; those after reports do not; strict watch is not capped.
  expect(await reasonsOf(frozen)).toEqual({ [idOf(0)]: 'cap-own-level', [idOf(1)]: 'cap-own-level' });
  const rules = JSON.parse(await getFile(job.readAs(), frozen.id, 'rules.json'));
  expect(rules.terms).toEqual([
    { code: 'cap-own-level', limit: 2, text: '本市涉企检查频次管理办法第六条（每级每年2次）' },
  ]);
});

test('live counts of a draft say the same as the freeze, in a number of statements that does not grow', async () => {
  const counts = await countDraft(job.readAs(job.planner), draft());
  expect(counts).toMatchObject({
    strata: [
      { riskClass: 'A', count: 19, drawnCount: 2 },
      { riskClass: 'B', count: 19 },
      { riskClass: 'C', count: 20 },
    ],
    ...{ drawableCount: 58, drawnCount: 6 },
    excluded: [
      { reason: 'closed', count: 3, zh: '注销' },
      { reason: 'cap-own-level', count: 2 },
    ],
  });
  const some = await countDraft(job.readAs(job.planner), draft({ filter: { riskClasses: ['A'] } }));
  expect(some).toMatchObject({
    drawableCount: 19,
    excluded: [
      { reason: 'cap-own-level', count: 1 },
      { reason: 'closed', count: 1 },
    ],
  });
  const few = await countStatements(() =>
    countDraft(job.readAs(job.planner), draft({ filter: { riskClasses: ['A'] } })),
  );
  const all = await countStatements(() => countDraft(job.readAs(job.planner), draft()));
  expect(all).toBe(few);
  expect(all).toBeLessThanOrEqual(20);
  // Of another department nothing is told.
  expect(await countDraft(job.readAs(job.stranger), draft())).toMatchObject({
    drawableCount: 0,
    excluded: [],
  });
});

test('caps bind general items only: key items, and those with a cycle of their own, are not capped', async () => {
  const item = (code: string, more: object) => ({
    ...{ code, title: `虚构事项 ${code}`, legalBasis: '《公共场所卫生管理条例》第十条', methods: [] },
    ...{ requiredSkills: [], materials: [], resultSystem: 'default', validFromOn: '2026-02-09' },
    ...more,
  });
  await job.act(registrar, async (unit) => {
    done(await enterItem(unit, item('WS-K', { kind: ItemKind.KEY }) as never));
    done(await enterItem(unit, item('WS-C', { kind: ItemKind.GENERAL, frequency: 2 }) as never));
  });
  for (const itemCodes of [['WS-K'], ['WS-C'], ['WS-01', 'WS-K']]) {
    expect(await reasonsOf(await job.freeze(await job.approved({ itemCodes })))).toEqual({});
  }
});

test('a class may be left uncapped; a class of another scale is another class', async () => {
  await job.bringIn(
    ImportKind.ENTITIES,
    '企业名称,许可证号,区划代码,风险等级,分级标准,登记状态\n虚构丁级店,JY80000,440800,D,,存续\n虚构食品丁级店,JY80001,440800,D,食品,存续\n',
  );
  for (const n of [80000, 80001]) await visits(job.health.id, n, 3);
  done(await act((unit) => setVisitCap(unit, cap({ uncappedClasses: ['D'] }))));
  const strata = ['A', 'B', 'C', 'D'].map((riskClass) => ({ riskClass, count: 1, reserve: 0 }));
  const reasons = await reasonsOf(await job.freeze(await job.approved({ strata })));
  expect(reasons[idOf(80000)]).toBeUndefined();
  expect(reasons[idOf(80001)]).toBe('cap-own-level');
});

test('city and county together have a cap of their own; 0 ends a cap, and it never reaches back', async () => {
  done(await act((unit) => setVisitCap(unit, cap({ limitCount: 0 }))));
  done(
    await act((unit) =>
      setVisitCap(unit, cap({ scope: CapScope.CITY_AND_COUNTY, limitCount: 3, uncappedClasses: ['D'] })),
    ),
  );
  const strata = ['A', 'B', 'C', 'D'].map((riskClass) => ({ riskClass, count: 1, reserve: 0 }));
  expect(await reasonsOf(await job.freeze(await job.approved({ strata })))).toEqual({
    [idOf(80001)]: 'cap-city-and-county',
  });
  const refusal = await expectRefused(job, 'CapInvalid', () =>
    act((unit) => setVisitCap(unit, cap({ validFromOn: '2026-02-08' }))),
  );
  expect(refusal.field).toBe('validFromOn');
});

test('an exemption by list leaves out whom it names, from the items and on the days that it says', async () => {
  const exemption = (n: number, more: object = {}) => ({
    ...{ realId: idOf(n), itemCodes: [], reason: '信用示范企业', documentNo: '湛府办〔2026〕1号' },
    ...{ legalBasis: '本市免予检查清单', fromOn: '2026-02-01', toOn: '2026-12-31' },
    ...more,
  });
  const { exemption: first } = done(await act((unit) => enterExemption(unit, exemption(20))));
  done(await act((unit) => enterExemption(unit, exemption(21, { itemCodes: ['WS-01'] }))));
  done(await act((unit) => enterExemption(unit, exemption(22, { itemCodes: ['WS-K'] }))));
  done(await act((unit) => enterExemption(unit, exemption(23, { toOn: '2026-02-09' }))));
  const reasons = await reasonsOf(await job.freeze(await job.approved()));
  expect(Object.entries(reasons).filter(([, reason]) => reason === 'exempt')).toEqual([
    [idOf(20), 'exempt'],
    [idOf(21), 'exempt'],
  ]);
  done(await act((unit) => endExemption(unit, first.id)));
  expect((await reasonsOf(await job.freeze(await job.approved())))[idOf(20)]).toBeUndefined();
  await expectRefused(job, 'ExemptionNotFound', () => act((unit) => endExemption(unit, first.id)));
  await expectRefused(job, 'CapInvalid', () => act((unit) => enterExemption(unit, exemption(99999))));
});

test('who cannot be staffed is told in words, with the cheapest way out first', async () => {
  const campaign = await job.approved({
    capacity: 1,
    strata: ['A', 'B', 'C'].map((riskClass) => ({ riskClass, count: 3, reserve: 0 })),
  });
  const preview = await previewCampaign(job.readAs(job.operator), campaign.id);
  // Nine targets need eighteen places; twelve officers take one each.
  expect(preview).toMatchObject({
    feasible: 0,
    words: expect.stringContaining(
      '共需 18 人次，现有人员最多可承担 12 人次。试算 200 次，只有 0 次能配齐人员',
    ),
    remedies: [
      { kind: 'HIGHER_CAPACITY', message: expect.stringContaining('由 1 提高到 2') },
      { kind: 'ONE_TAKES_MORE', message: expect.stringMatching(/请“演员\d+”多承担一个对象/) },
      { kind: 'ONE_TAKES_MORE' },
      { kind: 'ONE_MORE_OFFICER', message: expect.stringContaining('湛江市（440800）') },
    ],
  });
  expect((preview as { words: string }).words).toContain(
    '最省的办法：将每名人员最多承担的对象数由 1 提高到 2',
  );
});
