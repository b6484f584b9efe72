import { addDays } from '../../../scheduler/calendar/index.js';
import {
  createDepartment,
  type Department,
  DepartmentKind,
  endDepartment,
  findDepartmentByCode,
  listDepartmentHistory,
  saveDivisions,
} from '../../../schema/department/index.js';
import { voidDraw } from '../../../schema/draw/draw.service.js';
import { AssignmentState } from '../../../schema/inspection/index.js';
import {
  Certificate,
  endItem,
  ImportKind,
  Inspector,
  InspectorStatus,
  RegisterHistory,
  SpecialPool,
  SpecialPoolMember,
  SubjectKind,
  Target,
  TargetStatus,
  takePools,
} from '../../../schema/registry/index.js';
import {
  cancelReorganisation,
  enactReorganisation,
  Reorganisation,
  ReorganisationKind,
  ReorganisationState,
} from '../../../schema/reorganisation/index.js';
import { makeCreditCode } from '../../../schema/shared/identifiers/credit-code.js';
import { createStep } from '../../../server/platform/step.js';
import { done, MainJob } from '../../support/main-job.js';
import { postgresUrl } from '../../support/postgresql.js';
import { expectRefused } from '../../support/unchanged.js';

const grounds = { documentNo: '湛编〔2026〕2号', reason: '机构改革' };
const after = (days: number) => addDays(job.readAs().today, days);

let job: MainJob;
let districtHealth: Department;
let serial = 0;
const code = (serial: string) =>
  makeCreditCode({ prefix: '11', divisionCode: '440800', body: serial.padStart(8, '0') });

type Draft = Parameters<typeof enactReorganisation>[1];
const enact = (draft: Partial<Draft> & Pick<Draft, 'kind'>) =>
  job.act(undefined, (unit) =>
    enactReorganisation(unit, { ...grounds, effectiveOn: after(0), fromCodes: ['zj-health'], ...draft }),
  );

async function department(name: string, more: object = {}): Promise<Department> {
  const draft = {
    code: name,
    name,
    creditCode: code(String(++serial)),
  };
  const division = { code: '440800', name: '湛江市' };
  const fromOn = '2026-01-01';
  return done(
    await job.act(undefined, (unit) => createDepartment(unit, { ...draft, division, fromOn, ...more })),
  );
}

async function countIn(owner: Department) {
  const { em } = job.readAs();
  return [
    await em.count(Target, { department: owner.id }),
    await em.count(Inspector, { department: owner.id }),
  ];
}

beforeAll(async () => {
  job = await MainJob.open({ targetCount: 12, officerCount: 6 });
  job.clock.advance({ days: 1 });
  const district = [{ code: '440802', name: '赤坎区' }];
  done(await job.act(undefined, (unit) => saveDivisions(unit, district, '2026-01-01')));
  districtHealth = await department('ck-health');
});
afterAll(() => job.close());

test('a change of name waits for the open draws, which are named; then the old name holds until its day', async () => {
  const before = (await findDepartmentByCode(job.readAs(), 'zj-health'))!;
  const frozen = await job.freeze(await job.approved());
  const rename = { kind: ReorganisationKind.RENAME, name: '湛江市卫生健康委员会', creditCode: code('4711') };
  const refused = await expectRefused(job, 'DrawsOpen', () => enact(rename));
  expect(refused.draws).toEqual([{ campaignCode: frozen.campaign.code, commitment: frozen.commitment }]);
  expect(refused.message).toContain('作废');
  done(await job.act(job.operator, (unit) => voidDraw(unit, { drawId: frozen.id, reason: '机构更名' })));
  done(await enact(rename));
  const history = await listDepartmentHistory(job.readAs(), 'zj-health');
  expect(history.slice(-2).map(({ name, creditCode, toOn }) => [name, creditCode, toOn])).toEqual([
    [before.name, before.creditCode, after(-1)],
    ['湛江市卫生健康委员会', code('4711'), null],
  ]);
  // The voided campaign stays in the log that tells of the void; the next one goes under the new code.
  const again = await job.freeze(frozen.campaign);
  const fresh = await job.freeze(await job.approved());
  expect((await job.getDraw(again.id)).authority).toBe(before.creditCode);
  expect((await job.getDraw(fresh.id)).authority).toBe(code('4711'));
  const taken = { ...rename, fromCodes: ['ck-health'], name: '另一个', creditCode: before.creditCode };
  await expectRefused(job, 'DepartmentCodeTaken', () => enact(taken));
  job.clock.advance({ hours: 1 });
  await job.runJobs();
});

test('a planned merger is carried out on its day by a job, and may be cancelled before', async () => {
  const old = await department('old-health');
  const heir = await department('new-health');
  const rows = '甲店,JY70001,440800,A,存续\n乙店,JY70002,440800,B,存续\n';
  await job.bringIn(ImportKind.ENTITIES, `企业名称,许可证号,区划代码,风险等级,登记状态\n${rows}`, old.id);
  const day = after(3);
  const merger = {
    kind: ReorganisationKind.MERGE,
    fromCodes: ['old-health'],
    toCode: 'new-health',
    effectiveOn: day,
  };
  const first = done(await enact(merger));
  const cancelled = done(await job.act(undefined, (unit) => cancelReorganisation(unit, first.id)));
  expect(cancelled.state).toBe(ReorganisationState.CANCELLED);
  const second = done(await enact(merger));
  expect(second.state).toBe(ReorganisationState.PLANNED);
  job.clock.set(`${after(2)}T15:59:00Z`);
  await job.runJobs();
  expect(await countIn(old)).toEqual([2, 0]);
  job.clock.advance({ minutes: 2 });
  await job.runJobs();
  expect(await countIn(heir)).toEqual([2, 0]);
  const [was, is] = [first.id, second.id].map((id) => job.readAs().em.findOneOrFail(Reorganisation, { id }));
  expect([(await was)!.state, (await is)!.state]).toEqual([
    ReorganisationState.CANCELLED,
    ReorganisationState.DONE,
  ]);
  expect((await findDepartmentByCode(job.readAs(), 'old-health'))?.endedOn).toBe(addDays(day, -1));
  await expectRefused(job, 'ReorganisationNotPlanned', () =>
    job.act(undefined, (unit) => cancelReorganisation(unit, second.id)),
  );
});

test('what hinders a planned act on its day is written down, nothing is half done, and it is tried again', async () => {
  const { id } = done(
    await enact({ kind: ReorganisationKind.RENAME, name: '卫健委', effectiveOn: after(1) }),
  );
  const drawBy = new Date(job.clock.now().getTime() + 86_400_000 + 1_800_000);
  const frozen = await job.freeze(await job.approved(), { drawBy });
  job.clock.advance({ days: 1 });
  await job.runJobs();
  const planned = await job.readAs().em.findOneOrFail(Reorganisation, { id });
  expect(planned).toMatchObject({ state: ReorganisationState.PLANNED, doneAt: null });
  expect(planned.hindrance).toContain(frozen.campaign.code);
  job.clock.advance({ hours: 1, minutes: 1 });
  await job.runJobs();
  expect((await findDepartmentByCode(job.readAs(), 'zj-health'))?.name).toBe('卫健委');
});

test('transferred targets take their special pools along, and a natural person is still not published', async () => {
  const drawn = await job.drawn();
  const [assignment] = (await job.listAssignments(drawn)).filter(
    ({ state }) => state === AssignmentState.ASSIGNED,
  );
  const realId = assignment!.targetRealId;
  await job.act(undefined, async (unit) => {
    const stamps = { createdAt: unit.now, updatedAt: unit.now, updatedBy: null };
    const id = unit.newId();
    const pool = { id, department: job.health.id, name: '重点场所', requiredSkills: [], needsExpert: true };
    await unit.em.insert(SpecialPool, { ...pool, ...stamps });
    await unit.em.insert(SpecialPoolMember, {
      id: unit.newId(),
      specialPool: id,
      realId,
      licenceNo: 'L1',
      ...stamps,
    });
    await unit.em.nativeUpdate(
      Target,
      { realId },
      { subject: SubjectKind.NATURAL_PERSON, updatedAt: unit.now },
    );
  });
  const shares = [{ toCode: 'ck-health', targetRealIds: [realId] }];
  const act = done(await enact({ kind: ReorganisationKind.TRANSFER, toCode: 'ck-health', shares }));
  expect(act.outcome).toEqual([{ matter: 'targets', passedCount: 1, keptCount: 0 }]);
  const { em } = job.readAs();
  const pool = await em.findOneOrFail(SpecialPool, { department: districtHealth.id });
  expect(pool).toMatchObject({ name: '重点场所', needsExpert: true });
  expect(await em.count(SpecialPoolMember, { specialPool: pool.id, realId })).toBe(1);
  const result = await job.visit(assignment!.id);
  done(await job.confirm(result.id));
  await job.runJobs();
  expect(await job.listPublications([result])).toEqual([]);
});

test('of two rows of one target, officer or special pool the one that stands wins, whichever side it is on', async () => {
  const [old, heir] = [await department('twins-a'), await department('twins-b')];
  const now = () => ({ updatedAt: job.clock.now() });
  for (const [owner, risk] of [
    [old, 'A'],
    [heir, 'B'],
  ] as const) {
    const rows = [1, 2, 3, 4].map((n) => `孪生${n}号店,JY8000${n},440800,${risk},存续\n`).join('');
    const headings = '企业名称,许可证号,区划代码,风险等级,登记状态';
    await job.bringIn(ImportKind.ENTITIES, `${headings}\n${rows}`, owner.id);
    const officers = [1, 2].map((n) => `孪生${n},粤GZ0000${n},203${risk === 'A' ? 1 : 0}-12-31\n`).join('');
    await job.bringIn(ImportKind.INSPECTORS, `姓名,执法证号,有效期\n${officers}`, owner.id);
  }
  await job.act(undefined, async (unit) => {
    const { em } = unit;
    const target = (owner: Department, n: number, status: TargetStatus) =>
      em.nativeUpdate(Target, { department: owner.id, realId: `licence:JY8000${n}` }, { status, ...now() });
    await target(heir, 1, TargetStatus.MOVED);
    await target(old, 2, TargetStatus.CLOSED);
    await target(heir, 3, TargetStatus.MERGED);
    await target(old, 4, TargetStatus.SUSPENDED);
    await target(heir, 4, TargetStatus.REMOVED);
    const officer = (owner: Department, n: number, status: InspectorStatus) =>
      em.nativeUpdate(
        Inspector,
        { department: owner.id, realId: `cert:粤GZ0000${n}` },
        { status, leftOn: '2026-01-05', ...now() },
      );
    await officer(heir, 1, InspectorStatus.TRANSFERRED);
    await officer(old, 2, InspectorStatus.RETIRED);
    for (const [owner, closedOn] of [
      [old, null],
      [heir, '2026-01-05'],
    ] as const) {
      const stamps = { createdAt: unit.now, updatedAt: unit.now, updatedBy: null };
      const pool = { id: unit.newId(), department: owner.id, name: '孪生', closedOn, needsExpert: !closedOn };
      await em.insert(SpecialPool, { ...pool, requiredSkills: [], ...stamps });
      const member = { id: unit.newId(), specialPool: pool.id, realId: 'licence:JY80001', licenceNo: '' };
      await em.insert(SpecialPoolMember, { ...member, removedOn: closedOn, ...stamps });
    }
  });
  job.clock.advance({ minutes: 1 });
  const merger = { kind: ReorganisationKind.MERGE, fromCodes: ['twins-a'], toCode: 'twins-b' };
  const act = done(await enact(merger));
  expect(act.outcome!.find(({ matter }) => matter === 'targets')).toMatchObject({
    passedCount: 0,
    keptCount: 4,
  });
  const { em } = job.readAs();
  const own = { department: heir.id };
  const targets = await em.find(Target, own, { orderBy: { realId: 'asc' } });
  expect(targets.map(({ status, riskClass }) => [status, riskClass])).toEqual([
    [TargetStatus.ACTIVE, 'A'],
    [TargetStatus.ACTIVE, 'B'],
    [TargetStatus.MERGED, 'B'],
    [TargetStatus.SUSPENDED, 'A'],
  ]);
  const officers = await em.find(Inspector, own, { orderBy: { realId: 'asc' } });
  expect(officers.map(({ status, leftOn }) => [status, leftOn])).toEqual([
    [InspectorStatus.ACTIVE, null],
    [InspectorStatus.ACTIVE, null],
  ]);
  const certificates = await em.find(Certificate, { inspector: { $in: officers.map(({ id }) => id) } });
  expect(certificates.map(({ validToOn }) => validToOn).sort()).toEqual(['2030-12-31', '2031-12-31']);
  const pool = await em.findOneOrFail(SpecialPool, own);
  expect(pool).toMatchObject({ closedOn: null, needsExpert: true });
  expect(await em.count(SpecialPoolMember, { specialPool: pool.id, removedOn: null })).toBe(1);
  // Each row that gave way is kept.
  const kept = await em.find(RegisterHistory, { departmentId: { $in: [old.id, heir.id] } });
  for (const register of ['target', 'inspector', 'special_pool'] as const) {
    expect(kept.filter((one) => one.register === register).length).toBeGreaterThan(0);
  }
});

// The embedded database has one connection: there nobody is ever waited for.
const onPostgreSql = postgresUrl ? test : test.skip;

onPostgreSql(
  'while an import has the pools of the successor, a merger and a change of its list are refused',
  async () => {
    const merger = { kind: ReorganisationKind.MERGE, toCode: 'zj-market' };
    const entered = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    const importing = job.act(undefined, async (unit) => {
      await takePools(unit, job.market.id);
      entered.resolve();
      await left.promise;
    });
    await entered.promise;
    try {
      await expectRefused(job, 'PoolInUse', () => enact(merger));
      const installation = { training: false, poolWaitSeconds: 0 };
      const registrar = { kind: 'account' as const, departmentId: job.market.id };
      const step = createStep({ ...job.ground.sources, installation }, registrar as never);
      await expectRefused(job, 'PoolInUse', () => step((unit) => endItem(unit, 'WS-01', after(9))));
    } finally {
      left.resolve();
      await importing;
    }
  },
);

test('what contradicts itself is refused by its field', async () => {
  await department('squad', { kind: DepartmentKind.INSTITUTION, parentCode: 'zj-health', fromOn: after(0) });
  const { MERGE, SPLIT, TRANSFER, RENAME } = ReorganisationKind;
  const share = { toCode: 'ck-health', divisionCodes: ['440802'] };
  const cases: [Partial<Draft> & Pick<Draft, 'kind'>, string][] = [
    [{ kind: MERGE, toCode: 'zj-health' }, 'toCode'],
    [{ kind: MERGE }, 'toCode'],
    [{ kind: MERGE, toCode: 'squad' }, 'toCode'],
    [{ kind: SPLIT, toCode: 'zj-market' }, 'shares'],
    [{ kind: SPLIT, toCode: 'zj-market', shares: [{ toCode: 'ck-health' }] }, 'shares'],
    [{ kind: SPLIT, toCode: 'zj-market', shares: [share, share] }, 'shares'],
    [{ kind: SPLIT, toCode: 'zj-market', shares: [{ ...share, campaignCodes: ['none'] }] }, 'shares'],
    [{ kind: TRANSFER, toCode: 'zj-health', shares: [share] }, 'toCode'],
    [{ kind: RENAME }, 'name'],
    [{ kind: RENAME, name: '新', fromCodes: ['zj-health', 'zj-market'] }, 'fromCodes'],
  ];
  for (const [draft, field] of cases) {
    expect(await expectRefused(job, 'ReorganisationInvalid', () => enact(draft))).toMatchObject({ field });
  }
  await expectRefused(job, 'UnknownDepartment', () => enact({ kind: MERGE, toCode: 'nobody' }));
  await expectRefused(job, 'NotStandingThen', () =>
    enact({ kind: MERGE, toCode: 'zj-market', effectiveOn: '2025-12-31' }),
  );
  const gone = await department('gone');
  await job.act(undefined, (unit) => endDepartment(unit, gone.id, after(0), job.market.id));
  await expectRefused(job, 'DepartmentEnded', () => enact({ kind: MERGE, toCode: 'gone' }));
});
