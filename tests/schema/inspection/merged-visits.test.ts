import {
  Assignment,
  dissolveMergedVisit,
  mergeVisits,
  pageMergeProposals,
} from '../../../schema/inspection/index.js';
import { DrawMode } from '../../../schema/plan/index.js';
import { burdenOf } from '../../../schema/registry/index.js';
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

test('made on different days they are two visits, whatever was decided', async () => {
  const [first, second] = (await ids()) as [string, string];
  done(await merge([first, second], '2026-02-12'));
  job.clock.set('2026-02-12T02:00:00Z');
  done(await job.confirm((await job.visit(first)).id));
  job.clock.set('2026-02-13T02:00:00Z');
  done(await job.confirm((await job.visit(second)).id));
  const { targetRealId } = await job.readAs().em.findOneOrFail(Assignment, { id: first });
  expect((await burdenOf(job.readAs(), [targetRealId], 2026)).get(targetRealId)).toMatchObject({ CITY: 2 });
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
