import type { Decision } from '../../../schema/decision/index.js';
import {
  PenaltyTier,
  Publication,
  PublicationKind,
  releasePublication,
} from '../../../schema/publication/index.js';
import {
  findPublicUnit,
  listPublicationCounts,
  type PublicSearch,
  pagePublicRecords,
} from '../../../schema/publication/public.js';
import { countPublications } from '../../../schema/publication/publication-count.js';
import { Target } from '../../../schema/registry/index.js';
import { done, MainJob } from '../../support/main-job.js';
import { DecisionHouse, licenceGiven, penaltyGiven } from '../decision/decision-house.js';

let job: MainJob;
let house: DecisionHouse;
let penalty: Decision;
beforeAll(async () => {
  job = await MainJob.open();
  house = await DecisionHouse.over(job);
  const draw = await job.drawn();
  await job.act(undefined, (unit) =>
    unit.em.nativeUpdate(Target, { department: job.health.id }, { tradeCodes: ['F5213', 'H62'] }),
  );
  job.clock.set('2026-02-10T02:00:00Z');
  await job.published(await job.inspected(draw));
  job.clock.set('2026-02-11T02:00:00Z');
  const texts = { CF_WSH: '湛卫医罚〔2026〕9号', CF_JDRQ: '2026/02/11', CF_GSJZQ: '2026/12/31' };
  penalty = await decided(penaltyGiven(texts), PenaltyTier.GENERAL);
  await decided(licenceGiven({ XK_WSH: '湛卫许〔2026〕9号' }));
});
afterAll(() => job.close());

async function decided(given: Parameters<DecisionHouse['entered']>[0], tier?: PenaltyTier) {
  const decision = await house.entered(given);
  await job.runJobs();
  const [{ id }] = (await job.readAs().em.find(Publication, { recordId: decision.id })) as [Publication];
  done(await job.act(job.publisher, (unit) => releasePublication(unit, { id, secrecyReviewed: true, tier })));
  await job.runJobs();
  return decision;
}

const anonymous = () => job.readAs({ kind: 'anonymous' }, 'portal');
const find = async (search: PublicSearch) =>
  (await pagePublicRecords(anonymous(), search, { first: 100 })).edges.map(({ node }) => node);
const count = async (search: PublicSearch) => (await find(search)).length;

test.each<[string, PublicSearch, number]>([
  ['everything', {}, 11],
  ['a kind', { kind: PublicationKind.PENALTY }, 1],
  ['two characters of a name', { name: '饮食' }, 9],
  ['more of a name', { name: '饮食店' }, 9],
  ['characters of a name that do not stand together so', { name: '店饮食' }, 0],
  ['what means something to the database', { name: '%_' }, 0],
  ['a department', { department: 'zj-health' }, 11],
  ['another department', { department: 'zj-market' }, 0],
  ['its division', { division: '440800' }, 11],
  ['a division that is not above it', { division: '440300' }, 0],
  ['a section of trades', { trade: 'F' }, 9],
  ['a trade', { trade: 'F5213' }, 9],
  ['a trade besides the main one', { trade: 'H6' }, 9],
  ['a trade of nobody', { trade: 'F53' }, 0],
  ['words of the result', { resultWords: '未发现' }, 9],
  ['words that no result has', { resultWords: '注销' }, 0],
  ['the day of the visits', { fromOn: '2026-02-10', toOn: '2026-02-10' }, 9],
  ['from the day of the decision on', { fromOn: '2026-02-11', kind: PublicationKind.PENALTY }, 1],
  ['until the day before', { toOn: '2026-02-10', kind: PublicationKind.PENALTY }, 0],
  ['several conditions, which must all hold', { trade: 'F', name: '饮食', department: 'zj-health' }, 9],
])('records are found by %s', async (_what, search, expected) => {
  expect(await count(search)).toBe(expected);
});

test('records are found by the code of their result, and by that of no other', async () => {
  const [record] = await find({ resultWords: '未发现' });
  expect(await count({ resultCode: record?.resultCode ?? '' })).toBe(9);
  expect(await count({ resultCode: 'X-99' })).toBe(0);
});

test('a unit’s page has its records by kind and year, by its number with its scheme or without', async () => {
  const [record] = await find({ resultWords: '未发现' });
  const { realId = '', identifier = '', entityName } = record ?? {};
  const page = {
    realId,
    name: entityName,
    years: [{ year: 2026, kind: PublicationKind.INSPECTION_RESULT, count: 1 }],
  };
  expect(await findPublicUnit(anonymous(), realId)).toEqual(page);
  expect(await findPublicUnit(anonymous(), identifier)).toEqual(page);
  expect(await findPublicUnit(anonymous(), 'np:1234')).toBeNull();
  expect(await findPublicUnit(anonymous(), 'JY99999')).toBeNull();
});

test('the service’s own record counts what was due, and after an end what is public no more', async () => {
  const counted = async () => {
    await job.act(undefined, countPublications);
    return listPublicationCounts(anonymous(), { from: '2026-01', to: '2026-12' }, 'zj-health');
  };
  const sum = async (field: 'dueCount' | 'inTimeCount' | 'lateCount' | 'overdueCount' | 'endedCount') =>
    (await counted()).reduce((total, row) => total + row[field], 0);
  expect(await Promise.all([await sum('dueCount'), await sum('lateCount')])).toEqual([
    11,
    expect.any(Number),
  ]);
  expect((await sum('inTimeCount')) + (await sum('lateCount'))).toBe(11);
  done(await house.withdraw(penalty.id));
  await job.runJobs();
  expect([await sum('endedCount'), await sum('overdueCount')]).toEqual([1, 0]);
  expect(await count({ kind: PublicationKind.PENALTY })).toBe(0);
  expect(await findPublicUnit(anonymous(), penalty.partyId)).toBeNull();
});
