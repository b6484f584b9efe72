import {
  AuditEvent,
  archiveEvents,
  findArchivable,
  readEnd,
  recordEvent,
  verifyDatabase,
} from '../../../schema/audit/index.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';
import { seal } from './audit-house.js';

let house: TestHouse;
const fileHash = 'f'.repeat(64);
const add = () => house.stepAs()((unit) => recordEvent(unit, 'plan.created', { kind: 'plan', id: 'x' }));
beforeEach(async () => {
  house = await openTestHouse('2020-01-01T01:00:00Z');
  for (let n = 0; n < 3; n++) await add();
  await seal(house);
});
afterEach(() => house.close());

const archive = (size: number, keepDays: number) =>
  house.stepAsOwner()((unit) => archiveEvents(unit, { size, fileHash, keepDays }));

test('leaves and places remain, the rest is gone, and that is recorded', async () => {
  expect(await archive(3, 184)).toBe(3);
  const events = await house.readAs().em.find(AuditEvent, {}, { orderBy: { seq: 'asc' } });
  expect(events.map(({ seq, kind }) => `${seq} ${kind}`)).toEqual(['4 audit.sealed', '5 audit.archived']);
  expect(events[1]?.data).toEqual({ first: 1, last: 3, fileHash });
  expect(await verifyDatabase(house.readAsOwner())).toMatchObject({ ok: true, size: 5, archivedCount: 3 });
});

test('also when all events are archived the record goes on from where it was', async () => {
  await seal(house);
  await archive(3, 184);
  house.clock.set('2020-02-01T00:00:00Z');
  await seal(house);
  expect((await readEnd(house.readAs()))?.size).toBe(6);
  await archive(5, 184);
  expect(await verifyDatabase(house.readAsOwner())).toMatchObject({ ok: true, size: 7, archivedCount: 5 });
});

test('the database itself refuses what is too young, whatever it is told, and what no checkpoint covers', async () => {
  await expect(archive(2, 184)).rejects.toThrow('no checkpoint of 2 events');
  await expect(archive(3, 36_500)).rejects.toThrow('events are kept 36500 days');
  const [{ now } = { now: '' }] = await house
    .readAs()
    .em.execute<{ now: string }[]>('select now()::text as now');
  house.clock.set(new Date(new Date(now).getTime() - 183 * 86_400_000));
  await add();
  await seal(house);
  for (const days of [0, 184, -1]) await expect(archive(5, days)).rejects.toThrow('events are kept 184 days');
  expect(await verifyDatabase(house.readAsOwner())).toMatchObject({ ok: true, archivedCount: 0 });
});

test('only whole checkpoints of days before, and never under the setting', async () => {
  house.clock.set('2020-03-01T01:00:00Z');
  await add();
  await seal(house);
  house.clock.set('2021-01-01T01:00:00Z');
  const reader = house.readAs();
  expect(await findArchivable(reader, '2020-02-01', 184)).toMatchObject({ size: 3 });
  expect(await findArchivable(reader, '2020-06-01', 184)).toMatchObject({ size: 5 });
  expect(await findArchivable(reader, '2020-01-01', 184)).toMatchObject({ __typename: 'NothingToArchive' });
  expect(await findArchivable(reader, '2020-02-01', 400)).toMatchObject({ __typename: 'TooEarlyToArchive' });
  expect(await findArchivable(reader, '2020-07-02', 184)).toMatchObject({ latestOn: '2020-07-01' });
});
