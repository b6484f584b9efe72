import { verifyRestricted } from '../../../../scheduler/draw/index.js';
import { passDraws } from '../../../../schema/draw/index.js';
import { approveChange } from '../../../../schema/inspection/change/change.decide.js';
import { requestPostponement } from '../../../../schema/inspection/change/change.file.js';
import { approveHandOver, requestHandOver } from '../../../../schema/inspection/hand-over.service.js';
import {
  AssignmentOfficer,
  mergeVisits,
  PostponementReason,
  passAssignments,
} from '../../../../schema/inspection/index.js';
import { Campaign, listParticipants, passPlans } from '../../../../schema/plan/index.js';
import { burdenOf, Inspector } from '../../../../schema/registry/index.js';
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
