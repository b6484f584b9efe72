import { verifyRestricted } from '../../../../scheduler/draw/index.js';
import { passDraws } from '../../../../schema/draw/index.js';
import { approveChange } from '../../../../schema/inspection/change/change.decide.js';
import {
  requestPostponement,
  requestStaffing,
  requestTargetChange,
} from '../../../../schema/inspection/change/change.file.js';
import { approveHandOver, requestHandOver } from '../../../../schema/inspection/hand-over.service.js';
import {
  type Assignment,
  AssignmentOfficer,
  AssignmentState,
  mergeVisits,
  ObstacleKind,
  PostponementReason,
  passAssignments,
  TargetChangeReason,
} from '../../../../schema/inspection/index.js';
import { Campaign, listParticipants, passPlans } from '../../../../schema/plan/index.js';
import { burdenOf, ImportKind, Inspector } from '../../../../schema/registry/index.js';
import { LeaveKind } from '../../../../schema/registry/inspector/inspector.states.js';
import { enterLeave } from '../../../../schema/registry/inspector/leave.service.js';
import { Role } from '../../../../schema/shared/roles.js';
import { done } from '../../../support/main-job.js';
import { expectRefused } from '../../../support/unchanged.js';
import { JointHouse } from './joint-house.js';

let house: JointHouse;
beforeEach(async () => {
  house = await JointHouse.open({ targetCount: 3 });
});
afterEach(() => house.close());

const strata = [{ riskClass: 'A', count: 1, reserve: 0 }];

test('an officer who leaves a participant is replaced by one of the same department, and the draw verifies', async () => {
  const { job, market } = house;
  const draw = await house.drawn({ strata });
  const parts = await job.listAssignments(draw);
  const own = parts.find(({ department }) => department === job.market.id)!;
  const [leaving] = await job.listTeam(own.id);
  const inspectorId = leaving!.inspectorId ?? '';
  const registrar = await job.addPerson('market.registrar', [Role.REGISTRAR], job.market);
  const asked = { inspectorId, lastOn: '2026-02-10', documentNo: '湛市监人〔2026〕1号' };
  const { handOver } = done(await job.act(registrar, (unit) => requestHandOver(unit, asked)));
  await expectRefused(job, 'HandOverNotFound', () =>
    job.act(job.approver, (unit) => approveHandOver(unit, handOver.id)),
  );
  done(await job.act(market.approver, (unit) => approveHandOver(unit, handOver.id)));

  const { em } = job.readAs();
  const team = await em.find(AssignmentOfficer, { assignment: own.id });
  const officers = await em.find(Inspector, { id: { $in: team.map((one) => one.inspectorId) } });
  expect(officers.map(({ department }) => department)).toEqual([job.market.id, job.market.id]);
  expect(officers.map(({ id }) => id)).not.toContain(inspectorId);
  const everybody = await em.find(AssignmentOfficer, { assignment: { $in: parts.map(({ id }) => id) } });
  expect(everybody).toHaveLength(6);
  expect(everybody.filter(({ isLead }) => isLead)).toHaveLength(1);
  expect(verifyRestricted(await job.readBundle(draw, 'restricted'))).toMatchObject({ ok: true });
});

test('a joint visit is postponed as a whole, and the other visits stay', async () => {
  const { job } = house;
  const draw = await house.drawn({ strata: [...strata, { riskClass: 'B', count: 1, reserve: 0 }] });
  const before = await job.listAssignments(draw);
  const lead = before.find(({ part }) => part === 0)!;
  const draft = {
    ...{ assignmentId: lead.id, statement: '变压器检修停电', evidence: 'c'.repeat(64) },
    ...{ reason: PostponementReason.POWER_CUT, newOn: '2026-03-02' },
  };
  const { change } = done(await job.act(job.planner, (unit) => requestPostponement(unit, draft)));
  done(await job.act(job.approver, (unit) => approveChange(unit, change.id)));
  const moved = (await job.listAssignments(draw)).map(({ visitId, postponedToOn }) => [
    visitId,
    postponedToOn ?? null,
  ]);
  const days = before.map(({ visitId }) => [visitId, visitId === lead.visitId ? '2026-03-02' : null]);
  expect(moved.sort()).toEqual(days.sort());
  expect(moved.filter(([, day]) => day)).toHaveLength(3);
});

/** Which departments' officers are on each part, and who leads. */
async function readTeams(parts: readonly Assignment[]) {
  const { em } = house.job.readAs();
  const team = await em.find(AssignmentOfficer, { assignment: { $in: parts.map(({ id }) => id) } });
  const officers = await em.find(Inspector, { id: { $in: team.map(({ inspectorId }) => inspectorId) } });
  const home = new Map(officers.map(({ id, department }) => [id, department]));
  const homesOf = (id: string) =>
    team.filter(({ assignment }) => assignment === id).map(({ inspectorId }) => home.get(inspectorId));
  return { homes: parts.map(({ id }) => homesOf(id)), leads: team.filter(({ isLead }) => isLead).length };
}

const evidence = 'c'.repeat(64);

test('a joint target that closed ends for all departments, and of the next one each has its own part with its own officers', async () => {
  const { job } = house;
  const heading = '企业名称,许可证号,区划代码,风险等级,登记状态';
  await job.bringIn(ImportKind.ENTITIES, `${heading}\n虚构候补饮食店,JY99999,440800,A,存续\n`);
  const draw = await house.drawn({ strata: [{ riskClass: 'A', count: 1, reserve: 1 }] });
  const gone = await job.listAssignments(draw);
  const ofMarket = gone.find(({ department }) => department === job.market.id)!;
  job.clock.set('2026-02-09T10:30:00Z');
  const [member] = await house.listTeam(ofMarket.id);
  const draft = {
    ...{ assignmentId: ofMarket.id, statement: '现场已关门停业', evidence },
    ...{ reason: TargetChangeReason.CLOSED, withoutReplacement: false },
  };
  const { change } = done(await job.act(member!, (unit) => requestTargetChange(unit, draft)));
  // The target is the lead's, whoever found it closed.
  await expectRefused(job, 'ChangeNotFound', () =>
    job.act(house.market.approver, (unit) => approveChange(unit, change.id)),
  );
  done(await job.act(job.approver, (unit) => approveChange(unit, change.id)));

  const now = await job.listAssignments(draw);
  const ended = now.filter(({ state }) => state === AssignmentState.SUBSTITUTED);
  expect(ended.map(({ id }) => id).sort()).toEqual(gone.map(({ id }) => id).sort());
  const next = now.filter(({ state }) => state === AssignmentState.ASSIGNED).sort((a, b) => a.part - b.part);
  const departments = [job.health.id, job.market.id, house.fire.department.id];
  expect(next.map(({ department }) => department)).toEqual(departments);
  expect(new Set(next.map(({ visitId }) => visitId)).size).toBe(1);
  expect(next[0]?.visitId).not.toBe(gone[0]?.visitId);
  const { homes, leads } = await readTeams(next);
  expect(homes).toEqual(departments.map((department) => [department, department]));
  expect(leads).toBe(1);
  expect(verifyRestricted(await job.readBundle(draw, 'restricted'))).toMatchObject({ ok: true });
});

test('a joint target one of whose parts is recorded is visited: it is not replaced', async () => {
  const { job } = house;
  const draw = await house.drawn({ strata: [{ riskClass: 'A', count: 1, reserve: 1 }] });
  const [lead, other] = (await job.listAssignments(draw)).sort((a, b) => a.part - b.part);
  job.clock.set('2026-02-10T02:00:00Z');
  const [officer] = await house.listTeam(other!.id);
  done(await job.record(officer!, other!.id));
  const draft = {
    ...{ assignmentId: lead!.id, statement: '现场已关门停业', evidence },
    ...{ reason: TargetChangeReason.CLOSED, withoutReplacement: false },
  };
  await expectRefused(job, 'AssignmentStateWrong', () =>
    job.act(job.planner, (unit) => requestTargetChange(unit, draft)),
  );
});

test('a held joint target is staffed as a whole: every department with officers of its own', async () => {
  const { job } = house;
  const classes = ['A', 'B', 'C'].map((riskClass) => ({ riskClass, count: 1, reserve: 0 }));
  const seven = [{ departmentCode: 'zj-health', isLead: true, itemCodes: [], officers: 5 }];
  const campaign = await house.draft({ strata: classes, capacity: 1 });
  done(await house.invite(campaign.id, [...seven, ...house.departments.slice(1)]));
  done(await house.accept(campaign.id, house.market));
  done(await house.accept(campaign.id, house.fire));
  const draw = await job.complete(await job.freeze(done(await job.approve(campaign.id)).campaign));
  await job.runJobs();
  const held = (await job.listAssignments(draw))
    .filter(({ state }) => state === AssignmentState.HELD)
    .sort((a, b) => a.part - b.part);
  expect(held).toHaveLength(3);
  const draft = { assignmentId: held[0]!.id, statement: '增派人手', evidence, extra: 1 };
  const { change } = done(await job.act(job.planner, (unit) => requestStaffing(unit, draft)));
  done(await job.act(job.approver, (unit) => approveChange(unit, change.id)));
  const now = (await job.listAssignments(draw)).filter(({ visitId }) => visitId === held[0]!.visitId);
  expect(now.map(({ state }) => state)).toEqual(held.map(() => AssignmentState.ASSIGNED));
  const { homes, leads } = await readTeams(held);
  const [ofHealth, ofMarket, ofFire] = [job.health.id, job.market.id, house.fire.department.id];
  expect(homes).toEqual([Array(5).fill(ofHealth), Array(2).fill(ofMarket), Array(2).fill(ofFire)]);
  expect(leads).toBe(1);
  expect(verifyRestricted(await job.readBundle(draw, 'restricted'))).toMatchObject({ ok: true });
});

test('somebody of another department who is away stands against the day of a joint visit, unnamed', async () => {
  const { job, market } = house;
  const draw = await house.drawn({ strata });
  const parts = await job.listAssignments(draw);
  const lead = parts.find(({ part }) => part === 0)!;
  const ofMarket = parts.find(({ department }) => department === job.market.id)!;
  const draft = {
    ...{ assignmentId: lead.id, statement: '变压器检修停电', evidence },
    ...{ reason: PostponementReason.POWER_CUT, newOn: '2026-03-02' },
  };
  const { change } = done(await job.act(job.planner, (unit) => requestPostponement(unit, draft)));
  const [officer] = await job.listTeam(ofMarket.id);
  const registrar = await job.addPerson('market.clerk', [Role.REGISTRAR], market.department);
  const leave = { inspectorId: officer!.inspectorId ?? '', kind: LeaveKind.LEAVE };
  done(
    await job.act(registrar, (unit) =>
      enterLeave(unit, { ...leave, fromOn: '2026-03-02', toOn: '2026-03-02' }),
    ),
  );
  const refusal = await expectRefused(job, 'PostponementRefused', () =>
    job.act(job.approver, (unit) => approveChange(unit, change.id)),
  );
  expect(refusal.obstacles).toEqual([
    expect.objectContaining({ kind: ObstacleKind.OFFICER_NOT_AVAILABLE, officerRealId: undefined }),
  ]);
});

test('merged with another campaign, a joint visit comes with all its parts, and is counted once', async () => {
  const { job } = house;
  const joint = await house.drawn({ strata });
  const alone = await job.drawn({ strata });
  const parts = await job.listAssignments(joint);
  const [other] = await job.listAssignments(alone);
  const lead = parts.find(({ part }) => part === 0)!;
  const input = { assignmentIds: [lead.id, other!.id], visitOn: '2026-02-12' };
  // Only the lead of the joint campaign decides on its visits.
  await expectRefused(job, 'AssignmentNotFound', () =>
    job.act(house.market.approver, (unit) => mergeVisits(unit, input)),
  );
  const { mergedVisit } = done(await job.act(job.approver, (unit) => mergeVisits(unit, input)));
  expect(mergedVisit.assignmentIds).toEqual([...parts, other!].map(({ id }) => id).sort());
  expect(mergedVisit.jointWith).toEqual([job.market.id, house.fire.department.id].sort());

  job.clock.set('2026-02-12T02:00:00Z');
  for (const { id } of [...parts, other!]) {
    const [first, second] = await house.listTeam(id);
    const { result } = done(await job.record(first!, id));
    done(await job.countersign(second!, result.id));
    const reviewer = [job.reviewer, house.market.reviewer, house.fire.reviewer].find(
      ({ departmentId }) => departmentId === first!.departmentId,
    );
    done(await job.confirm(result.id, reviewer));
  }
  const { targetRealId } = lead;
  expect((await burdenOf(job.readAs(), [targetRealId], 2026)).get(targetRealId)).toMatchObject({ CITY: 1 });
});

test('a department that was merged into another is followed in what it takes part in', async () => {
  const { job, market, fire } = house;
  const draw = await house.drawn({ strata });
  const passing = { from: market.department.id, to: fire.department.id };
  await job.act(undefined, async (unit) => {
    await passPlans(unit, passing, new Map());
    await passDraws(unit, passing);
    await passAssignments(unit, passing, new Map());
  });
  const { em } = job.readAs();
  const campaign = await em.findOneOrFail(Campaign, { id: draw.campaign.id });
  expect(campaign.jointWith).toEqual([fire.department.id, fire.department.id]);
  expect(campaign.slots.map(({ department }) => department)).toEqual([
    job.health.id,
    fire.department.id,
    fire.department.id,
  ]);
  const participants = await listParticipants(job.readAs(fire.approver), campaign.id);
  expect(participants.map(({ department }) => department)).toEqual(
    campaign.slots.map(({ department }) => department),
  );
  // Both parts of each visit are its own now.
  const parts = await job.listAssignments(draw);
  expect(parts.filter(({ department }) => department === fire.department.id)).toHaveLength(2);
});
