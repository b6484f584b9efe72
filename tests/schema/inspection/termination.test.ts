import { AuditEvent } from '../../../schema/audit/index.js';
import { approveChange } from '../../../schema/inspection/change/change.decide.js';
import { requestTargetChange } from '../../../schema/inspection/change/change.file.js';
import {
  AssignmentState,
  approveTermination,
  CampaignTermination,
  refuseTermination,
  requestTermination,
  TargetChangeReason,
} from '../../../schema/inspection/index.js';
import { Campaign, CampaignState } from '../../../schema/plan/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { VisitHouse } from './visit/visit-house.js';

let job: MainJob;
beforeEach(async () => {
  job = await MainJob.open();
});
afterEach(() => job.close());

const reason = '机构职能调整，余下检查由新的计划安排';

const request = (campaignId: string, actor: Actor = job.planner) =>
  job.act(actor, (unit) => requestTermination(unit, { campaignId, reason }));
const approve = (id: string, actor: Actor = job.approver) =>
  job.act(actor, (unit) => approveTermination(unit, id));
const stateOf = async (id: string) => (await job.readAs().em.findOneOrFail(Campaign, { id })).state;

test('after the first visit a campaign can be terminated: what was done stands, what is open ends', async () => {
  const draw = await job.drawn();
  job.clock.set('2026-02-10T02:00:00Z');
  const [done1, done2, ...open] = await job.listAssignments(draw);
  const confirmed = await job.visit(done1!.id);
  done(await job.confirm(confirmed.id));
  const submitted = await job.visit(done2!.id);

  const { termination } = done(await request(draw.campaign.id));
  expect(await stateOf(draw.campaign.id)).toBe(CampaignState.DRAWN);
  const approved = done(await approve(termination.id)).termination;
  expect(approved).toMatchObject({ standingCount: 2, endedCount: open.length, reason });
  expect(await stateOf(draw.campaign.id)).toBe(CampaignState.TERMINATED);

  const states = (await job.listAssignments(draw)).map(({ state }) => state);
  expect(states.filter((state) => state === AssignmentState.TERMINATED)).toHaveLength(open.length);
  // The visit that waits for its review is reviewed as ever.
  done(await job.confirm(submitted.id));
  const [officer] = await job.listTeam(open[0]!.id);
  await expectRefused(job, 'AssignmentStateWrong', () => job.record(officer!, open[0]!.id));
  const events = await job
    .readAs()
    .em.find(AuditEvent, { subjectId: draw.campaign.id }, { orderBy: { seq: 'asc' } });
  expect(events.map(({ kind }) => kind).slice(-2)).toEqual([
    'campaign.termination-requested',
    'campaign.terminated',
  ]);
});

test('a draw is not given up for its result: before the first visit nothing is terminated', async () => {
  const draw = await job.drawn();
  await expectRefused(job, 'CampaignNotBegun', () => request(draw.campaign.id));
});

test('while the pools are frozen the draw has to end first', async () => {
  const frozen = await job.freeze(await job.approved());
  await expectRefused(job, 'DrawUnderWay', () => request(frozen.campaign.id));
});

test('a campaign that can never be frozen is terminated, and frozen no more', async () => {
  const campaign = await job.approved();
  const { termination } = done(await request(campaign.id));
  done(await approve(termination.id));
  await expectRefused(job, 'CampaignStateWrong', () => job.tryFreeze(campaign));
  await expectRefused(job, 'CampaignStateWrong', () => request(campaign.id));
});

test('whoever asked does not decide, by whichever account', async () => {
  const both = await job.addPerson('both', [Role.PLAN_OWNER, Role.APPROVER], job.health);
  const { campaign } = done(await job.draft());
  const { termination } = done(await request(campaign.id, both));
  await expectRefused(job, 'TerminationApproverInvolved', () => approve(termination.id, both));
  await expectRefused(job, 'TerminationPending', () => request(campaign.id));
  await expectRefused(job, 'TerminationNotFound', () => approve(termination.id, job.stranger));
  const refused = done(
    await job.act(job.approver, (unit) => refuseTermination(unit, termination.id, '仍须完成年度任务')),
  ).termination;
  expect(refused).toMatchObject({ state: 'REFUSED', refusedFor: '仍须完成年度任务' });
  expect(await stateOf(campaign.id)).toBe(CampaignState.DRAFT);
  expect(await job.readAs(job.stranger).em.count(CampaignTermination)).toBe(0);
});

test('what was terminated goes on nowhere else: a closed target is recorded as such, and none takes its place', async () => {
  const house = await VisitHouse.over(job);
  const visit = await house.take();
  const photos = [await house.picture(visit), await house.picture(visit)];
  await house.send(visit.first, [house.event(visit, 'EXIT', { exit: 'MOVED' }), ...photos]);
  const draft = {
    ...{ assignmentId: visit.assignment.id, reason: TargetChangeReason.MOVED, withoutReplacement: false },
    ...{ statement: '已搬迁', evidence: 'a'.repeat(64) },
  };
  const ask = () => job.act(job.planner, (unit) => requestTargetChange(unit, draft));
  const { change } = done(await ask()) as { change: { id: string } };
  done(await approve(done(await request(house.draw.campaign.id)).termination.id));
  await expectRefused(job, 'CampaignStateWrong', () =>
    job.act(job.approver, (unit) => approveChange(unit, change.id)),
  );
  await expectRefused(job, 'CampaignStateWrong', ask);
});
