import { verifyRestricted } from '../../../scheduler/draw/index.js';
import { Account, actorOf } from '../../../schema/account/index.js';
import { Department, findDepartmentByCode } from '../../../schema/department/index.js';
import { voidDraw } from '../../../schema/draw/draw.service.js';
import { Draw, DrawState } from '../../../schema/draw/index.js';
import { Assignment, AssignmentState, InspectionResult } from '../../../schema/inspection/index.js';
import { Campaign, CampaignState, DrawMode } from '../../../schema/plan/index.js';
import { PublicationState, PublicRecord } from '../../../schema/publication/index.js';
import {
  ImportKind,
  Inspector,
  listCompetences,
  listInspectorPool,
  PowerKind,
  RegisterHistory,
  recordPower,
  Secondment,
  SpecialPool,
  SpecialPoolMember,
  Target,
  Visit,
} from '../../../schema/registry/index.js';
import {
  enactReorganisation,
  previewReorganisation,
  type Reorganisation,
  ReorganisationKind,
} from '../../../schema/reorganisation/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { createStep } from '../../../server/platform/step.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { digestTables } from '../../support/unchanged.js';

const mergeOn = '2026-02-10';
/** Tables whose rows neither a merger nor anything else makes fewer. */
const lasting = [
  ...['campaign', 'plan', 'draw', 'draw_event', 'draw_file', 'drawn_unit', 'draw_log', 'account', 'session'],
  ...['assignment', 'assignment_officer', 'inspection_result', 'result_signature', 'visit', 'import_run'],
  ...['publication', 'channel_receipt', 'public_record', 'deadline', 'department', 'division'],
];

let job: MainJob;
let before: Record<string, string>;
let act: Reorganisation;
let halfSigned: InspectionResult;
let preview: unknown;
const at = {} as Record<
  'approved' | 'voided' | 'frozen' | 'drawn' | 'dispatched' | 'waiting' | 'due',
  FrozenDraw
> & {
  approvedCampaign: Campaign;
};

/** The same person as they sign in after the merger. */
async function now(actor: Actor): Promise<Actor> {
  const account = await job.readAs().em.findOneOrFail(Account, { id: actor.accountId! });
  return actorOf(job.readAs(), account);
}

function counts(digests: Record<string, string>): Record<string, number> {
  return Object.fromEntries(lasting.map((table) => [table, Number(digests[table]?.split(' ')[0])]));
}

async function ofMarket() {
  const { em } = job.readAs();
  const pool = { department: job.market.id };
  return { targets: await em.count(Target, pool), inspectors: await em.count(Inspector, pool) };
}

const later = { drawBy: new Date('2026-02-12T01:00:00Z') };

/** A confirmed result whose publication is due, one that waits for its review, and the rest not visited. */
async function visitedAndConfirmed(draw: FrozenDraw) {
  const [first] = (await job.listAssignments(draw)).filter(({ state }) => state === AssignmentState.ASSIGNED);
  const result = await job.visit(first!.id, { visitedOn: mergeOn });
  done(await job.confirm(result.id));
  await job.runJobs();
}

/** Both departments know two targets, one officer, one item and one special pool. */
async function bringTwins() {
  const rows =
    '虚构第0号饮食店,JY00000,440800,A,存续\n虚构第1号饮食店,JY00001,440800,B,存续\n另一家,JY90000,440800,C,存续\n';
  await job.bringIn(
    ImportKind.ENTITIES,
    `企业名称,许可证号,区划代码,风险等级,登记状态\n${rows}`,
    job.market.id,
  );
  const officers = '演员0,W0,粤GT00000,2030-12-31,科长\n市场甲,M1,粤GM00001,2030-12-31,科员\n';
  await job.bringIn(
    ImportKind.INSPECTORS,
    `姓名,单位工号,执法证号,有效期,担任职务\n${officers}`,
    job.market.id,
  );
  await job.act(undefined, async (unit) => {
    for (const [department, realId] of [
      [job.health.id, 'licence:JY00003'],
      [job.market.id, 'licence:JY90000'],
    ] as const) {
      const stamps = { createdAt: unit.now, updatedAt: unit.now, updatedBy: null };
      const id = unit.newId();
      await unit.em.insert(SpecialPool, {
        id,
        department,
        name: '公共场所',
        requiredSkills: [],
        needsExpert: false,
        ...stamps,
      });
      await unit.em.insert(SpecialPoolMember, {
        id: unit.newId(),
        specialPool: id,
        realId,
        licenceNo: '',
        ...stamps,
      });
    }
  });
}

/** An officer of the predecessor serves the successor when both become one. */
async function secondOne() {
  const inspector = await job.readAs().em.findOneOrFail(Inspector, { realId: 'cert:粤GT00005' });
  const parties = { inspector: inspector.id, home: job.health.id, department: job.market.id };
  const days = { fromOn: '2026-02-09', toOn: '2026-06-30', documentNo: '借〔2026〕1号', districts: [] };
  await job.act(undefined, (unit) => {
    const stamps = { createdAt: unit.now, updatedAt: unit.now, updatedBy: null };
    return unit.em.insert(Secondment, { id: unit.newId(), ...parties, ...days, ...stamps });
  });
}

async function recordPowers() {
  const power = { itemCode: 'WS-01', fromOn: '2026-01-01', legalBasis: '条例第十条' };
  const penalty = {
    kind: PowerKind.PENALISING,
    holderCode: 'zj-market',
    inNameOfCode: 'zj-health',
    documentNo: '委1',
  };
  for (const more of [{ kind: PowerKind.INSPECTING, holderCode: 'zj-health' }, penalty])
    done(await job.act(undefined, (unit) => recordPower(unit, { ...power, ...more })));
}

beforeAll(async () => {
  job = await MainJob.open({ targetCount: 30, officerCount: 8 });
  job.clock.advance({ days: 1 });
  await bringTwins();
  at.approvedCampaign = await job.approved();
  at.voided = await job.freeze(await job.approved(), later);
  done(await job.act(job.operator, (unit) => voidDraw(unit, { drawId: at.voided.id, reason: '名单有误' })));
  at.dispatched = await job.drawn(undefined, later);
  at.waiting = await job.drawn(undefined, later);
  at.due = await job.drawn(undefined, later);
  await visitedAndConfirmed(at.due);
  const [assignment] = (await job.listAssignments(at.waiting)).filter(
    ({ state }) => state === AssignmentState.ASSIGNED,
  );
  await job.visit(assignment!.id, { visitedOn: mergeOn });
  const [half] = (await job.listAssignments(at.dispatched)).filter(
    ({ state }) => state === AssignmentState.ASSIGNED,
  );
  const [first] = await job.listTeam(half!.id);
  halfSigned = done(await job.record(first!, half!.id, { visitedOn: mergeOn })).result;
  // The last two stand in the middle of their draws: one anchored, one drawn whose dispatch has not run.
  at.drawn = await job.complete(await job.freeze(await job.approved(), later));
  at.frozen = await job.freeze(await job.approved({ mode: DrawMode.CONFIDENTIAL }), later);
  await job.anchor(at.frozen);
  await recordPowers();
  await secondOne();
  before = await digestTables(job.database);
  const merger = {
    ...{
      kind: ReorganisationKind.MERGE,
      effectiveOn: mergeOn,
      documentNo: '湛编〔2026〕1号',
      reason: '机构改革',
    },
    ...{ fromCodes: ['zj-health'], toCode: 'zj-market' },
  };
  const admin: Actor = { kind: 'system' };
  preview = await previewReorganisation(createStep(job.ground.sources, admin), merger);
  expect(await digestTables(job.database)).toEqual(before);
  act = done(await job.act(undefined, (unit) => enactReorganisation(unit, merger)));
});
afterAll(() => job.close());

test('nothing is lost: every table has as many rows as before, and what both had is counted', async () => {
  expect(counts(await digestTables(job.database))).toEqual(counts(before));
  expect(act.outcome).toEqual(preview);
  const of = Object.fromEntries(act.outcome!.map(({ matter, ...count }) => [matter, count]));
  expect(of.targets).toEqual({ passedCount: 31, keptCount: 2 });
  expect(of.inspectors).toEqual({ passedCount: 7, keptCount: 1 });
  expect(of.specialPools).toEqual({ passedCount: 0, keptCount: 1 });
  expect(of.campaigns).toEqual({ passedCount: 7, keptCount: 0 });
  expect(await ofMarket()).toEqual({ targets: 34, inspectors: 9 });
  const gone = await job.readAs().em.count(RegisterHistory, {
    register: 'target',
    departmentId: job.health.id,
    row: { real_id: 'licence:JY00000' } as never,
  });
  expect(gone).toBeGreaterThan(0);
  expect(await job.readAs().em.count(SpecialPoolMember, {})).toBe(2);
});

test('the predecessor ends on the eve, and its people act for the successor at once', async () => {
  const old = await findDepartmentByCode(job.readAs(), 'zj-health');
  expect(old).toMatchObject({ endedOn: '2026-02-09', successor: job.market.id, name: '湛江市卫生健康局' });
  expect(await now(job.operator)).toMatchObject({ departmentId: job.market.id });
  const planner = await now(job.planner);
  const { campaign } = done(await job.draft({ title: '承继部门的任务' }, planner));
  expect(campaign).toMatchObject({ department: job.market.id, code: 'zj-market-2026-001' });
  const stale = await job.draft({}, job.planner);
  expect(stale.__typename).toBe('DepartmentEnded');
});

test('a draw that was anchored is revealed and drawn by the same people, in the old log, and holds', async () => {
  job.operator = await now(job.operator);
  done(await job.tryRevealWitness(at.frozen));
  done(await job.tryRevealOperator(at.frozen));
  await job.runJobs();
  const draw = await job.getDraw(at.frozen.id);
  expect(draw).toMatchObject({
    state: DrawState.DRAWN,
    department: job.market.id,
    authority: job.health.creditCode,
  });
  expect(await job.listAssignments(at.frozen)).not.toHaveLength(0);
  const bundle = await job.readBundle(at.frozen, 'restricted');
  expect(verifyRestricted(bundle)).toMatchObject({ ok: true });
});

test('a draw whose dispatch was waiting is dispatched for the successor, with all its officers', async () => {
  const assignments = await job.listAssignments(at.drawn);
  expect(assignments.length).toBeGreaterThan(0);
  for (const one of assignments) {
    expect(one).toMatchObject({ department: job.market.id });
    if (one.state === AssignmentState.ASSIGNED) expect(await job.listTeam(one.id)).toHaveLength(2);
  }
});

test('a campaign that was never frozen goes into the successor’s log, one that was voided stays in the log that tells of it', async () => {
  const fresh = await job.freeze(at.approvedCampaign, { drawBy: new Date('2026-02-13T01:00:00Z') });
  expect(await job.getDraw(fresh.id)).toMatchObject({ authority: job.market.creditCode, drawNo: 1 });
  const again = await job.freeze(at.voided.campaign, { drawBy: new Date('2026-02-13T01:00:00Z') });
  expect(await job.getDraw(again.id)).toMatchObject({ authority: job.health.creditCode, drawNo: 2 });
  expect(
    await job.readAs().em.count(Campaign, { state: CampaignState.FROZEN, department: job.market.id }),
  ).toBe(2);
});

test('teams go on with their visits, and waiting results are confirmed and published by the successor’s people', async () => {
  const reviewer = await job.addPerson('market-reviewer', [Role.REVIEWER], job.market);
  const publisher = await job.addPerson('market-publisher', [Role.PUBLISHER], job.market);
  const left = (await job.listAssignments(at.waiting)).filter(
    ({ state }) => state === AssignmentState.ASSIGNED,
  );
  for (const { id } of left) await job.visit(id, { visitedOn: mergeOn });
  const results = await job.act(reviewer, async (unit) => {
    const assignments = await unit.em.find(Assignment, {
      draw: at.waiting.id,
      state: AssignmentState.SUBMITTED,
    });
    return unit.em.find(InspectionResult, { assignment: { $in: assignments.map(({ id }) => id) } });
  });
  expect(results).toHaveLength(left.length + 1);
  for (const { id } of results) done(await job.confirm(id, reviewer));
  await job.runJobs();
  for (const one of await job.listPublications(results)) {
    expect(one.department).toBe(job.market.id);
    done(await job.release(one.id, publisher));
  }
  await job.runJobs();
  const states = (await job.listPublications(results)).map(({ state }) => state);
  expect(new Set(states)).toEqual(new Set([PublicationState.PUBLISHED]));
});

test('a result that one officer signed before is submitted when the other signs after', async () => {
  const [first, second] = await job.listTeam(halfSigned.assignment);
  const again = await job.countersign(first!, halfSigned.id);
  expect(again.__typename).toBe('AlreadySigned');
  expect(done(await job.countersign(second!, halfSigned.id)).result.signedOn).toBe(mergeOn);
});

test('what was frozen under the old name is published under the old name', async () => {
  const publisher = await now(job.publisher);
  const { em } = job.readAs();
  const assignments = await em.find(Assignment, { draw: at.due.id });
  const results = await em.find(InspectionResult, {
    assignment: { $in: assignments.map(({ id }) => id) },
    isConfirmed: true,
  });
  const [due] = await job.listPublications(results);
  done(await job.release(due!.id, publisher));
  await job.runJobs();
  const record = await em.findOneOrFail(PublicRecord, { id: due!.id });
  expect(record).toMatchObject({ departmentCode: 'zj-health', departmentName: '湛江市卫生健康局' });
  const { targetRealId } = assignments.find(({ id }) => id === results[0]!.assignment)!;
  const visits = await em.find(Visit, { targetRealId });
  expect(visits.map(({ department }) => department)).toContain(job.health.id);
});

test('the officer whom both had is one, with the open visits of both', async () => {
  const rows = await job.readAs().em.find(Inspector, { realId: 'cert:粤GT00000' });
  expect(rows.map(({ department }) => department)).toEqual([job.market.id]);
  expect(await job.readAs().em.count(Draw, { department: job.health.id })).toBe(0);
  expect(await job.readAs().em.count(Department, {})).toBe(2);
});

test('powers and delegations pass on the day, and who had them before stays on record', async () => {
  const who = async (on: string) =>
    (await listCompetences(job.readAs(), 'WS-01', '440800', on)).map(({ power }) => [
      power.holder,
      power.inNameOf,
    ]);
  expect(await who('2026-02-09')).toEqual([
    [job.health.id, null],
    [job.market.id, job.health.id],
  ]);
  // What the successor did in the predecessor's name it now does in its own.
  expect(await who(mergeOn)).toEqual([
    [job.market.id, null],
    [job.market.id, null],
  ]);
});

test('a secondment between the two ends with them, and its officer can be drawn', async () => {
  const [secondment] = await job.readAs().em.find(Secondment, {});
  expect(secondment).toMatchObject({ home: job.market.id, department: job.market.id, toOn: '2026-02-09' });
  const pool = await listInspectorPool(job.readAs(), job.market.id);
  const found = pool.filter(({ inspector }) => inspector.realId === 'cert:粤GT00005');
  expect(found.map(({ leaves }) => leaves)).toEqual([[]]);
});
