import { createHash, randomUUID } from 'node:crypto';
import type { InspectionResult } from '../../../schema/inspection/index.js';
import { ChannelReceipt, type Publication, PublicationState } from '../../../schema/publication/index.js';
import { PublicRecord } from '../../../schema/publication/public.js';
import { preparePublication } from '../../../schema/publication/publication.prepare.js';
import { publish } from '../../../schema/publication/publication.service.js';
import { Target } from '../../../schema/registry/index.js';
import { done, MainJob } from '../../support/main-job.js';
import { digestTables, expectRefused } from '../../support/unchanged.js';

let job: MainJob;
let results: InspectionResult[];
let due: Publication[];
beforeAll(async () => {
  job = await MainJob.open();
  const draw = await job.drawn();
  job.clock.set('2026-02-10T02:00:00Z');
  results = await job.inspected(draw);
  due = await job.listPublications(results);
});
afterAll(() => job.close());

/** A publication that no other test uses. */
function take(): Publication {
  const publication = due.pop();
  if (!publication) throw new Error('inspect more targets');
  return publication;
}

test('a confirmed result is a duty to publish a version that is frozen', async () => {
  const publication = take();
  expect(publication).toMatchObject({ state: PublicationState.DUE, version: 1, dueOn: '2026-02-26' });
  const hash = createHash('sha256').update(publication.publicText).digest('hex');
  expect(publication.publicHash).toBe(hash);
  const edition = JSON.parse(publication.publicText);
  expect(edition).toMatchObject({ visitedOn: '2026-02-10', confirmedOn: '2026-02-10', result: '未发现问题' });
  await job.act(undefined, (unit) =>
    unit.em.nativeUpdate(Target, { realId: edition.realId }, { name: '后来改的名称' }),
  );
  done(await job.release(publication.id));
  await job.runJobs();
  const record = await job.readAs().em.findOneOrFail(PublicRecord, { id: publication.id });
  expect([record.entityName, record.hash]).toEqual([edition.entityName, hash]);
});

test('the day of confirmation is that of the review, not of the job', async () => {
  const draw = await job.drawn({ strata: [{ riskClass: 'A', count: 1, reserve: 0 }] });
  const [assignment] = await job.listAssignments(draw);
  const { id } = await job.visit(assignment?.id ?? '');
  const { result } = done(await job.confirm(id));
  job.clock.advance({ days: 2 });
  await job.runJobs();
  const [publication] = await job.listPublications([result]);
  expect(JSON.parse(publication?.publicText ?? '').confirmedOn).toBe('2026-02-10');
});

describe('a release', () => {
  test('without a secrecy review is refused', async () => {
    const { id } = take();
    await expectRefused(job, 'SecrecyReviewMissing', () => job.release(id, job.publisher, false));
  });

  test('by whoever reviewed, inspected or operated is refused', async () => {
    const { id, subjectId } = take();
    const assignment = results.find((result) => result.id === subjectId)?.assignment ?? '';
    const [first, second] = await job.listTeam(assignment);
    for (const actor of [job.reviewer, job.operator, first, second])
      await expectRefused(job, 'SeparationOfDuties', () => job.release(id, actor));
    done(await job.release(id));
  });

  test('is given once', async () => {
    const { id } = take();
    const { publication } = done(await job.release(id));
    expect(publication.state).toBe(PublicationState.QUEUED);
    await expectRefused(job, 'PublicationNotDue', () => job.release(id));
    await job.runJobs();
    await expectRefused(job, 'PublicationNotDue', () => job.release(id));
  });

  test('of another department’s matter, or of none, is answered alike', async () => {
    const { id } = take();
    const theirs = await expectRefused(job, 'PublicationNotFound', () => job.release(id, job.stranger));
    const none = await expectRefused(job, 'PublicationNotFound', () => job.release(randomUUID()));
    expect(theirs).toEqual(none);
  });
});

test('publishing and preparing again change nothing', async () => {
  const { id, subjectId } = take();
  done(await job.release(id));
  await job.runJobs();
  const before = await digestTables(job.database);
  await job.act(undefined, (unit) => publish(unit, id));
  await job.act(undefined, (unit) => preparePublication(unit, subjectId));
  await job.runJobs();
  expect(await digestTables(job.database)).toEqual(before);
  expect(await job.readAs().em.count(ChannelReceipt, { publication: id })).toBe(1);
});

test('nothing is published that was not released', async () => {
  const { id } = take();
  await job.act(undefined, (unit) => publish(unit, id));
  expect(await job.readAs().em.count(PublicRecord, { id })).toBe(0);
});
