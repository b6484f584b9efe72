import { type Publication, PublicationState } from '../../../schema/publication/index.js';
import { findPublicRecord, PublicRecord, pagePublicRecords } from '../../../schema/publication/public.js';
import { preparePublication } from '../../../schema/publication/publication.prepare.js';
import { SubjectKind, Target } from '../../../schema/registry/index.js';
import { done } from '../../support/main-job.js';
import { digestTables, expectRefused } from '../../support/unchanged.js';
import { type ConfirmedVisit, CorrectionHouse } from '../inspection/correction-house.js';

let house: CorrectionHouse;
let visit: ConfirmedVisit;
beforeAll(async () => {
  house = await CorrectionHouse.open();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.job.clock.set('2026-02-10T02:00:00Z');
  visit = await house.confirmed();
  await house.job.runJobs();
});

/** The publications of the visit's result, the first version first. */
async function publications(): Promise<Publication[]> {
  const all = await house.job.listPublications(await house.versions(visit));
  return all.sort((a, b) => a.version - b.version);
}
const states = async () => (await publications()).map(({ version, state }) => `${version} ${state}`);
const current = async () => (await publications()).at(-1)?.id ?? '';
async function publish(): Promise<void> {
  done(await house.job.release(await current()));
  await house.job.runJobs();
}
async function correct(resultCode = '01', on = '2026-02-12'): Promise<void> {
  house.job.clock.set(`${on}T02:00:00Z`);
  const result = (await house.versions(visit)).filter(({ isConfirmed }) => isConfirmed).at(-1);
  await house.corrected({ ...visit, result: result ?? visit.result }, { resultCode });
  await house.job.runJobs();
}
const seen = async () => {
  const { edges } = await pagePublicRecords(
    house.job.readAs(),
    { identifier: visit.assignment.targetRealId },
    { first: 10 } as never,
  );
  return edges.map(({ node }) => node);
};

test('a correction of what is public is a next version, released like the first; until then the first is public', async () => {
  await publish();
  const [first] = await publications();
  await correct();
  expect(await states()).toEqual(['1 PUBLISHED', '2 DUE']);
  expect(await seen()).toMatchObject([{ version: 1, resultText: '发现问题待后续处理', correctedOn: null }]);
  const id = await current();
  await expectRefused(house, 'SecrecyReviewMissing', () => house.job.release(id, undefined, false));
  for (const actor of [visit.first, visit.second, house.job.reviewer]) {
    await expectRefused(house, 'SeparationOfDuties', () => house.job.release(id, actor));
  }
  house.job.clock.set('2026-02-13T02:00:00Z');
  await publish();
  expect(await states()).toEqual(['1 SUPERSEDED', '2 PUBLISHED']);
  const [record, ...others] = await seen();
  expect(others).toEqual([]);
  expect(record).toMatchObject({
    ...{ id: first?.id, version: 2, resultText: '未发现问题', correctedOn: '2026-02-12' },
    ...{ confirmedOn: '2026-02-12', dueOn: '2026-02-28', publishedAt: house.job.clock.now() },
  });
  expect(JSON.parse(record?.text ?? '')).toMatchObject({ version: 2, correctedOn: '2026-02-12' });
  expect(await findPublicRecord(house.job.readAs(), id)).toBeNull();
  const [kept] = await publications();
  expect(kept).toMatchObject({
    publicText: first?.publicText,
    publishedAt: new Date('2026-02-10T02:00:00Z'),
  });
});

test('what was corrected before it was released, or before it was out, is never public', async () => {
  await correct('01', '2026-02-11');
  expect(await states()).toEqual(['1 SUPERSEDED', '2 DUE']);
  const [first] = await publications();
  await expectRefused(house, 'PublicationNotDue', () => house.job.release(first?.id ?? ''));
  await publish();
  const [record] = await seen();
  // The public never saw another: nothing is called corrected.
  expect(record).toMatchObject({ version: 2, resultText: '未发现问题', correctedOn: null });
  expect(JSON.parse(record?.text ?? '')).not.toHaveProperty('correctedOn');
});

test('a version that was released and not yet out makes room as well', async () => {
  await publish();
  await correct('01', '2026-02-11');
  done(await house.job.release(await current()));
  const [, second] = await house.versions(visit);
  await house.corrected({ ...visit, result: second ?? visit.result }, { resultCode: '06' });
  const [, , third] = await house.versions(visit);
  await house.job.act(undefined, (unit) => preparePublication(unit, third?.id ?? ''));
  await house.job.runJobs();
  expect(await states()).toEqual(['1 PUBLISHED', '2 SUPERSEDED', '3 DUE']);
  await publish();
  expect(await seen()).toMatchObject([{ version: 3, resultText: '发现问题已责令改正' }]);
  expect(await states()).toEqual(['1 SUPERSEDED', '2 SUPERSEDED', '3 PUBLISHED']);
});

test('two corrections before any job ran owe one publication, of the version that stands', async () => {
  visit = await house.confirmed();
  await house.corrected(visit);
  const [, second] = await house.versions(visit);
  await house.corrected({ ...visit, result: second ?? visit.result }, { resultCode: '06' });
  await house.job.runJobs();
  expect((await publications()).map(({ title, version }) => [title.split('：').at(-1), version])).toEqual([
    ['发现问题已责令改正', 1],
  ]);
});

test('preparing and publishing again change nothing', async () => {
  await publish();
  await correct();
  await publish();
  const before = await digestTables(house.database);
  for (const { id } of await house.versions(visit)) {
    await house.job.act(undefined, (unit) => preparePublication(unit, id));
  }
  await house.job.runJobs();
  expect(await digestTables(house.database)).toEqual(before);
});

test('where the party is published no more, nothing public names it after a correction', async () => {
  await publish();
  const { targetRealId: realId } = visit.assignment;
  await house.job.act(undefined, (unit) =>
    unit.em.nativeUpdate(Target, { realId }, { subject: SubjectKind.NATURAL_PERSON }),
  );
  expect(await seen()).toHaveLength(1);
  await correct();
  expect(await states()).toEqual([`1 ${PublicationState.ENDED}`]);
  expect(await seen()).toEqual([]);
  expect(await house.job.readAs().em.count(PublicRecord, { realId })).toBe(0);
});
