import { AuditEvent } from '../../../schema/audit/index.js';
import { approveChange } from '../../../schema/inspection/change/change.decide.js';
import { requestPostponement, requestTargetChange } from '../../../schema/inspection/change/change.file.js';
import { requestBulkPostponement } from '../../../schema/inspection/change/postpone-many.js';
import {
  Assignment,
  approveTermination,
  dissolveMergedVisit,
  MergedVisit,
  mergeVisits,
  PostponementReason,
  pageMergeProposals,
  requestTermination,
  TargetChangeReason,
} from '../../../schema/inspection/index.js';
import { DrawMode } from '../../../schema/plan/index.js';
import { burdenOf } from '../../../schema/registry/index.js';
import { isRefusal } from '../../../schema/shared/refusal.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';

let job: MainJob;
let draws: FrozenDraw[];
beforeEach(async () => {
  job = await MainJob.open({ targetCount: 3 });
  const strata = [{ riskClass: 'A', count: 1, reserve: 0 }];
  const drawn = (windowFromOn: string, windowToOn: string, mode = DrawMode.CONFIDENTIAL) =>
    job.drawn({ strata, windowFromOn, windowToOn, mode });
  draws = [await drawn('2026-02-10', '2026-02-12'), await drawn('2026-02-11', '2026-03-31')];
});
afterEach(() => job.close());

const page = { first: 100 };
const propose = (actor: Actor = job.approver) => pageMergeProposals(job.readAs(actor), page);
const merge = (assignmentIds: string[], visitOn: string, actor: Actor = job.approver) =>
  job.act(actor, (unit) => mergeVisits(unit, { assignmentIds, visitOn }));
/** The assignments, the first campaign's first. */
const list = () => job.readAs().em.find(Assignment, {}, { orderBy: { windowToOn: 'asc' } });
const ids = async () => (await list()).map((one) => one.id);

test('two campaigns that drew one target are proposed as one visit, and nobody is told its name before its teams', async () => {
  const { edges } = await propose();
  expect(edges.map(({ node }) => node)).toEqual([
    {
      id: expect.any(String),
      fromOn: '2026-02-11',
      toOn: '2026-02-12',
      targetName: null,
      parts: [
        expect.objectContaining({ campaignId: draws[0]!.campaign.id }),
        expect.objectContaining({ campaignId: draws[1]!.campaign.id }),
      ],
    },
  ]);
  expect((await propose(job.stranger)).edges).toEqual([]);
  job.clock.set('2026-02-10T12:00:00Z');
  expect((await propose()).edges[0]?.node.targetName).toBe('虚构第0号饮食店');
});

test('merged, they have one day; each keeps its team, its items and its result; one visit is counted', async () => {
  const [first, second] = (await ids()) as [string, string];
  const teams = [await job.listTeam(first), await job.listTeam(second)];
  const { mergedVisit } = done(await merge([first, second], '2026-02-12'));
  expect(mergedVisit).toMatchObject({ visitOn: '2026-02-12', assignmentIds: [first, second].sort() });
  expect((await propose()).edges).toEqual([]);
  const assignments = await list();
  expect(assignments.map((one) => one.mergedVisitId)).toEqual([mergedVisit.id, mergedVisit.id]);
  // Both teams see the target on the eve of the one day.
  expect(assignments.map((one) => one.visibleAt.toISOString())).toEqual([
    '2026-02-11T10:00:00.000Z',
    '2026-02-11T10:00:00.000Z',
  ]);
  expect([await job.listTeam(first), await job.listTeam(second)]).toEqual(teams);

  job.clock.set('2026-02-12T02:00:00Z');
  for (const id of [first, second]) done(await job.confirm((await job.visit(id)).id));
  const realId = assignments[0]!.targetRealId;
  const burden = (await burdenOf(job.readAs(), [realId], 2026)).get(realId);
  expect(burden).toMatchObject({ CITY: 1 });
});

test('made on another day it needs a reason, which is kept; and then they are two visits, whatever was decided', async () => {
  const [first, second] = (await ids()) as [string, string];
  const { mergedVisit } = done(await merge([first, second], '2026-02-12'));
  job.clock.set('2026-02-12T02:00:00Z');
  // A reason that nothing asks for is not kept.
  const onItsDay = await job.visit(first, { otherDayReason: '多余的理由' });
  expect(onItsDay.otherDayReason ?? null).toBeNull();
  done(await job.confirm(onItsDay.id));
  job.clock.set('2026-02-13T02:00:00Z');
  const [officer] = await job.listTeam(second);
  const refusal = await expectRefused(job, 'MergedDayMissed', () => job.record(officer!, second));
  expect(refusal.visitOn).toBe('2026-02-12');
  const otherDayReason = '当日负责人住院，店内无人';
  const result = await job.visit(second, { otherDayReason });
  expect(result.otherDayReason).toBe(otherDayReason);
  const events = await job.readAs().em.find(AuditEvent, { subjectId: mergedVisit.id });
  expect(events.map(({ kind }) => kind)).toContain('merged-visit.other-day');
  done(await job.confirm(result.id));
  const { targetRealId } = await job.readAs().em.findOneOrFail(Assignment, { id: first });
  expect((await burdenOf(job.readAs(), [targetRealId], 2026)).get(targetRealId)).toMatchObject({ CITY: 2 });
});

const readMerger = (id: string) => job.readAs().em.findOneOrFail(MergedVisit, { id });

/** A visit is postponed, asked by one and approved by another. */
async function postpone(assignmentId: string, newOn: string, together?: boolean) {
  const draft = { assignmentId, statement: '变压器检修停电', evidence: 'c'.repeat(64), newOn, together };
  const reason = PostponementReason.POWER_CUT;
  const asked = await job.act(job.planner, (unit) => requestPostponement(unit, { ...draft, reason }));
  if (isRefusal(asked)) return asked;
  return job.act(job.approver, (unit) => approveChange(unit, asked.change.id));
}

describe('of merged visits one is postponed', () => {
  test('by itself: it leaves the others, and a merger of fewer than two is dissolved and stays on record', async () => {
    const [first, second] = (await ids()) as [string, string];
    const { mergedVisit } = done(await merge([first, second], '2026-02-12'));
    done(await postpone(second, '2026-03-02'));
    const [stayed, moved] = await list();
    expect(moved).toMatchObject({ id: second, postponedToOn: '2026-03-02', mergedVisitId: null });
    // It is seen when it would have been without the merger.
    expect(stayed).toMatchObject({ id: first, postponedToOn: null, mergedVisitId: null });
    expect(stayed!.visibleAt.toISOString()).toBe('2026-02-09T10:00:00.000Z');
    expect(await readMerger(mergedVisit.id)).toMatchObject({
      dissolvedAt: expect.any(Date),
      assignmentIds: [first, second].sort(),
    });
    job.clock.set('2026-02-10T02:00:00Z');
    await job.visit(first);
  });

  test('together: all have the new day, if it is within every window', async () => {
    const [first, second] = (await ids()) as [string, string];
    const { mergedVisit } = done(await merge([first, second], '2026-02-11'));
    const beyond = await expectRefused(job, 'BeyondWindow', () => postpone(second, '2026-02-13', true));
    expect(beyond).toMatchObject({ fromOn: '2026-02-11', toOn: '2026-02-12' });
    done(await postpone(second, '2026-02-12', true));
    expect(await list()).toMatchObject([
      { postponedToOn: '2026-02-12', mergedVisitId: mergedVisit.id },
      { postponedToOn: '2026-02-12', mergedVisitId: mergedVisit.id },
    ]);
    expect(await readMerger(mergedVisit.id)).toMatchObject({ visitOn: '2026-02-12', dissolvedAt: null });
    job.clock.set('2026-02-12T02:00:00Z');
    await job.visit(first);
    await job.visit(second);
  });

  test('of three, two stay merged; when all are postponed to one day by a typhoon, the merger has that day', async () => {
    const strata = [{ riskClass: 'A', count: 1, reserve: 0 }];
    await job.drawn({ strata, windowFromOn: '2026-02-11', windowToOn: '2026-03-30' });
    const [first, second, third] = (await ids()) as [string, string, string];
    const { mergedVisit } = done(await merge([first, second, third], '2026-02-12'));
    done(await postpone(second, '2026-03-02'));
    expect((await readMerger(mergedVisit.id)).dissolvedAt).toBeNull();
    expect((await list()).filter(({ mergedVisitId }) => mergedVisitId).map(({ id }) => id)).toEqual([
      first,
      third,
    ]);
    const typhoon = {
      statement: '台风橙色预警',
      evidence: 'c'.repeat(64),
      reason: PostponementReason.WEATHER,
    };
    const days = { fromOn: '2026-02-10', toOn: '2026-02-11', newOn: '2026-02-12' };
    const { change } = done(
      await job.act(job.planner, (unit) =>
        requestBulkPostponement(unit, { ...typhoon, ...days, divisionCodes: ['440800'] }),
      ),
    );
    done(await job.act(job.approver, (unit) => approveChange(unit, change.id)));
    expect(await readMerger(mergedVisit.id)).toMatchObject({ visitOn: '2026-02-12', dissolvedAt: null });
    expect((await list()).map(({ postponedToOn }) => postponedToOn)).toEqual([
      '2026-02-12',
      '2026-03-02',
      '2026-02-12',
    ]);
  });
});

test('a target that is replaced leaves what it was merged with', async () => {
  const [first, second] = (await ids()) as [string, string];
  const { mergedVisit } = done(await merge([first, second], '2026-02-12'));
  const draft = {
    ...{ assignmentId: second, statement: '现场已关门停业', evidence: 'c'.repeat(64) },
    ...{ reason: TargetChangeReason.CLOSED, withoutReplacement: true },
  };
  const { change } = done(await job.act(job.planner, (unit) => requestTargetChange(unit, draft)));
  done(await job.act(job.approver, (unit) => approveChange(unit, change.id)));
  expect(await list()).toMatchObject([
    { mergedVisitId: null },
    { mergedVisitId: null, state: 'SUBSTITUTED' },
  ]);
  expect((await readMerger(mergedVisit.id)).dissolvedFor).toContain('替换');
});

test('a campaign that is terminated leaves its visits out of what they were merged with', async () => {
  const more = { windowFromOn: '2026-02-10', windowToOn: '2026-03-30' };
  const strata = ['A', 'B'].map((riskClass) => ({ riskClass, count: 1, reserve: 0 }));
  const draw = await job.drawn({ strata, ...more });
  const [first] = (await ids()) as [string];
  const { targetRealId } = (await list())[0]!;
  const [own, other] = (await job.listAssignments(draw)).sort((a) =>
    a.targetRealId === targetRealId ? -1 : 1,
  );
  const { mergedVisit } = done(await merge([first, own!.id], '2026-02-12'));
  job.clock.set('2026-02-11T02:00:00Z');
  await job.visit(other!.id);
  const asked = { campaignId: draw.campaign.id, reason: '机构职能调整' };
  const { termination } = done(await job.act(job.planner, (unit) => requestTermination(unit, asked)));
  done(await job.act(job.approver, (unit) => approveTermination(unit, termination.id)));
  expect((await readMerger(mergedVisit.id)).dissolvedFor).toContain('终止');
  expect(await job.readAs().em.count(Assignment, { mergedVisitId: mergedVisit.id })).toBe(0);
});

test('a merger is taken back before anything of it is recorded, and stays on record', async () => {
  const all = await ids();
  const { mergedVisit } = done(await merge(all, '2026-02-12'));
  const dissolve = (actor: Actor = job.approver) =>
    job.act(actor, (unit) => dissolveMergedVisit(unit, mergedVisit.id, '两组时间不合'));
  await expectRefused(job, 'MergedVisitNotFound', () => dissolve(job.stranger));
  const dissolved = done(await dissolve()).mergedVisit;
  expect(dissolved).toMatchObject({ dissolvedFor: '两组时间不合', assignmentIds: [...all].sort() });
  expect((await list()).map((one) => one.visibleAt.toISOString())).toEqual([
    '2026-02-09T10:00:00.000Z',
    '2026-02-10T10:00:00.000Z',
  ]);
  await expectRefused(job, 'MergedVisitNotFound', () => dissolve());
  expect((await propose()).edges).toHaveLength(1);

  const again = done(await merge(all, '2026-02-11')).mergedVisit;
  job.clock.set('2026-02-11T02:00:00Z');
  await job.visit(all[0]!);
  await expectRefused(job, 'MergedVisitBegun', () =>
    job.act(job.approver, (unit) => dissolveMergedVisit(unit, again.id, '迟了')),
  );
});

test('what cannot be one visit is refused by name', async () => {
  const [first, second] = (await ids()) as [string, string];
  const refusedFor = async (fault: string, assignmentIds: string[], visitOn: string) => {
    const refusal = await expectRefused(job, 'VisitsNotMergeable', () => merge(assignmentIds, visitOn));
    expect(refusal.fault).toBe(fault);
  };
  await refusedFor('ONE_CAMPAIGN', [first], '2026-02-12');
  await refusedFor('OUTSIDE_WINDOW', [first, second], '2026-02-13');
  await refusedFor('OUTSIDE_WINDOW', [first, second], '2026-02-08');
  await expectRefused(job, 'AssignmentNotFound', () => merge([first, second], '2026-02-12', job.stranger));
  done(await merge([first, second], '2026-02-12'));
  await refusedFor('MERGED_ALREADY', [first, second], '2026-02-12');

  const other = await job.drawn({ strata: [{ riskClass: 'B', count: 1, reserve: 0 }] });
  const [third] = await job.listAssignments(other);
  await refusedFor('OTHER_TARGET', [first, third!.id], '2026-02-12');
  job.clock.set('2026-02-12T02:00:00Z');
  const more = await job.drawn({ strata: [{ riskClass: 'B', count: 1, reserve: 0 }] });
  await job.visit(third!.id);
  const [fourth] = await job.listAssignments(more);
  await refusedFor('NOT_WAITING', [third!.id, fourth!.id], '2026-02-12');
});
