import { Account, actorOf } from '../../../schema/account/index.js';
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
  Inspector,
  SpecialPool,
  SpecialPoolMember,
  SubjectKind,
  Target,
} from '../../../schema/registry/index.js';
import {
  cancelReorganisation,
  enactReorganisation,
  Reorganisation,
  ReorganisationKind,
  ReorganisationState,
} from '../../../schema/reorganisation/index.js';
import { makeCreditCode } from '../../../schema/shared/identifiers/credit-code.js';
import { Role } from '../../../schema/shared/roles.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

const today = '2026-02-10';
const page = { documentNo: '湛编〔2026〕2号', reason: '机构改革', effectiveOn: today };

let job: MainJob;
let districtHealth: Department;
const code = (serial: string) =>
  makeCreditCode({ prefix: '11', divisionCode: '440800', body: serial.padStart(8, '0') });

type Draft = Parameters<typeof enactReorganisation>[1];
const enact = (draft: Partial<Draft> & Pick<Draft, 'kind'>) =>
  job.act(undefined, (unit) => enactReorganisation(unit, { ...page, fromCodes: ['zj-health'], ...draft }));

async function department(name: string, more: object = {}): Promise<Department> {
  const draft = {
    code: name,
    name,
    creditCode: code(String(name.length * 7919 + name.charCodeAt(name.length - 1))),
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

beforeEach(async () => {
  job = await MainJob.open({ targetCount: 12, officerCount: 6 });
  job.clock.advance({ days: 1 });
  done(
    await job.act(undefined, (unit) =>
      saveDivisions(unit, [{ code: '440802', name: '赤坎区' }], '2026-01-01'),
    ),
  );
  districtHealth = await department('ck-health');
});
afterEach(() => job.close());

const inDivision = (division: string, count: number) =>
  job
    .readAs()
    .em.execute(
      `update target set division_code = ?, updated_at = ? where real_id in (select real_id from target order by real_id limit ?)`,
      [division, job.clock.now().toISOString(), count],
    );

test('a change of name waits for the open draws, which are named; then the old name holds until its day', async () => {
  const frozen = await job.freeze(await job.approved());
  const rename = { kind: ReorganisationKind.RENAME, name: '湛江市卫生健康委员会', creditCode: code('4711') };
  const refused = await expectRefused(job, 'DrawsOpen', () => enact(rename));
  expect(refused.draws).toEqual([{ campaignCode: 'zj-health-2026-001', commitment: frozen.commitment }]);
  expect(refused.message).toContain('作废');
  done(await job.act(job.operator, (unit) => voidDraw(unit, { drawId: frozen.id, reason: '机构更名' })));
  done(await enact(rename));
  const history = await listDepartmentHistory(job.readAs(), 'zj-health');
  expect(history.map(({ name, creditCode, toOn }) => [name, creditCode, toOn])).toEqual([
    ['湛江市卫生健康局', job.health.creditCode, '2026-02-09'],
    ['湛江市卫生健康委员会', code('4711'), null],
  ]);
  // The voided campaign stays in the log that tells of the void; the next one goes under the new code.
  const again = await job.freeze(frozen.campaign);
  const fresh = await job.freeze(await job.approved());
  expect((await job.getDraw(again.id)).authority).toBe(job.health.creditCode);
  expect((await job.getDraw(fresh.id)).authority).toBe(code('4711'));
  const taken = {
    kind: ReorganisationKind.RENAME,
    fromCodes: ['ck-health'],
    name: '另一个',
    creditCode: job.health.creditCode,
  };
  await expectRefused(job, 'DepartmentCodeTaken', () => enact(taken));
});

test('a planned merger is carried out on its day by a job, and may be cancelled before', async () => {
  const merger = { kind: ReorganisationKind.MERGE, toCode: 'zj-market', effectiveOn: '2026-02-13' };
  const first = done(await enact(merger));
  const cancelled = done(await job.act(undefined, (unit) => cancelReorganisation(unit, first.id)));
  expect(cancelled.state).toBe(ReorganisationState.CANCELLED);
  const second = done(await enact(merger));
  expect(second.state).toBe(ReorganisationState.PLANNED);
  job.clock.advance({ days: 2, hours: 14 });
  await job.runJobs();
  expect(await countIn(job.health)).toEqual([15, 6]);
  job.clock.advance({ hours: 2 });
  await job.runJobs();
  expect(await countIn(job.market)).toEqual([15, 6]);
  const acts = await job.readAs().em.find(Reorganisation, {}, { orderBy: { id: 'asc' } });
  expect(acts.map(({ state }) => state)).toEqual([ReorganisationState.CANCELLED, ReorganisationState.DONE]);
  expect((await findDepartmentByCode(job.readAs(), 'zj-health'))?.endedOn).toBe('2026-02-12');
  await expectRefused(job, 'ReorganisationNotPlanned', () =>
    job.act(undefined, (unit) => cancelReorganisation(unit, second.id)),
  );
});

test('what hinders a planned act on its day is written down, nothing is half done, and it is tried again', async () => {
  const { id } = done(
    await enact({ kind: ReorganisationKind.RENAME, name: '卫健委', effectiveOn: '2026-02-11' }),
  );
  const frozen = await job.freeze(await job.approved(), { drawBy: new Date('2026-02-11T01:30:00Z') });
  job.clock.advance({ days: 1 });
  await job.runJobs();
  const planned = await job.readAs().em.findOneOrFail(Reorganisation, { id });
  expect(planned).toMatchObject({ state: ReorganisationState.PLANNED, doneAt: null });
  expect(planned.hindrance).toContain(frozen.campaign.code);
  job.clock.advance({ hours: 1, minutes: 1 });
  await job.runJobs();
  expect((await findDepartmentByCode(job.readAs(), 'zj-health'))?.name).toBe('卫健委');
});

test('a split gives each heir its share and the main heir the rest; open draws and visits go on', async () => {
  await inDivision('440802', 5);
  const drawn = await job.drawn();
  const [assignment] = (await job.listAssignments(drawn)).filter(
    ({ state }) => state === AssignmentState.ASSIGNED,
  );
  const [officer, other] = await job.listTeam(assignment!.id);
  const inspector = await job.readAs().em.findOneOrFail(Inspector, { id: officer!.inspectorId! });
  const account = await job.addPerson('officer-a', [Role.INSPECTOR], job.health, inspector.id);
  const open = await job.freeze(await job.approved());
  await job.anchor(open);
  const share = {
    ...{ toCode: 'ck-health', divisionCodes: ['440802'], inspectorRealIds: [inspector.realId] },
    usernames: ['operator', 'reviewer'],
  };
  const split = { kind: ReorganisationKind.SPLIT, toCode: 'zj-market', shares: [share] };
  const named = { ...share, campaignCodes: [open.campaign.code] };
  await expectRefused(job, 'DrawsOpen', () => enact({ ...split, shares: [named] }));
  done(await enact(split));
  expect([await countIn(districtHealth), await countIn(job.market)]).toEqual([
    [5, 1],
    [10, 5],
  ]);
  const accounts = await job
    .readAs()
    .em.find(Account, { username: { $in: ['operator', 'reviewer', 'officer-a'] } });
  const of = Object.fromEntries(accounts.map((one) => [one.username, one.department]));
  expect(of).toEqual({
    operator: job.market.id,
    reviewer: districtHealth.id,
    'officer-a': districtHealth.id,
  });

  job.operator = await actorOf(job.readAs(), accounts.find(({ username }) => username === 'operator')!);
  done(await job.tryRevealWitness(open));
  done(await job.tryRevealOperator(open));
  await job.runJobs();
  expect(await job.listAssignments(open)).not.toHaveLength(0);

  const moved = await actorOf(
    job.readAs(),
    await job.readAs().em.findOneOrFail(Account, { id: account.accountId! }),
  );
  expect(moved.departmentId).toBe(districtHealth.id);
  const { result } = done(await job.record(moved, assignment!.id));
  expect(done(await job.countersign(other!, result.id)).result.signedOn).toBe(today);
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

test('what contradicts itself is refused by its field', async () => {
  await department('squad', { kind: DepartmentKind.INSTITUTION, parentCode: 'zj-health', fromOn: today });
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
    enact({ kind: MERGE, toCode: 'zj-market', effectiveOn: '2026-02-01' }),
  );
  await job.act(undefined, (unit) => endDepartment(unit, districtHealth.id, today, job.market.id));
  await expectRefused(job, 'DepartmentEnded', () => enact({ kind: MERGE, toCode: 'ck-health' }));
});
