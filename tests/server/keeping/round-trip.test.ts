import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { verifyPublic, verifyRestricted } from '../../../scheduler/draw/index.js';
import { Session } from '../../../schema/account/index.js';
import { Job, JobState } from '../../../schema/job/index.js';
import { Target } from '../../../schema/registry/index.js';
import { createApp } from '../../../server/app.js';
import { takeBackup } from '../../../server/keeping/take-backup.js';
import { readConfig } from '../../../server/platform/config.js';
import { entities } from '../../../server/platform/entities.js';
import { emptyPlace, kinds, restoreInto, testFolder } from '../../support/keeping.js';
import { type FrozenDraw, MainJob } from '../../support/main-job.js';
import { digestTables } from '../../support/unchanged.js';

const folder = testFolder();
const file = join(folder, 'house.tar.zst');
let job: MainJob;
let draw: FrozenDraw;
let before: Record<string, string>;
let names: string[];

/** What beginning anew may touch. */
const touched = ['audit_event', 'audit_head', 'session', 'job'];

/** The target that was changed, so that history has a row. */
const changed = { name: '虚构第7号饮食店' };

const claimed = {
  id: '019c0000-0000-7000-8000-000000000001',
  kind: 'draw.lapse',
  key: 'claimed by a process that is gone',
  payload: { text: 'a "quoted" \\ 汉字\n\t' },
  state: JobState.PENDING,
  dueAt: new Date('2099-01-01T00:00:00Z'),
  createdAt: new Date('2026-02-10T02:00:00Z'),
  leasedUntil: new Date('2026-02-10T02:01:00Z'),
};

beforeAll(async () => {
  job = await MainJob.open();
  draw = await job.drawn();
  job.clock.set('2026-02-10T02:00:00Z');
  await job.published(await job.inspected(draw));
  await job.cookieOf(job.planner);
  await job.act(undefined, (unit) =>
    unit.em.nativeUpdate(Target, changed, { tags: ['油烟, "后厨"', 'back\\slash', ''], updatedAt: unit.now }),
  );
  await job.act(undefined, (unit) => unit.em.insert(Job, claimed));
  before = await digestTables(job.database);
  const { manifest } = await takeBackup(job.database, file, job.clock.now());
  names = manifest.tables.map(({ name }) => name);
});

afterAll(async () => {
  await job?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every table of the house is in a backup, and the record of its migrations', () => {
  const tables = entities.map(({ meta }) => meta.tableName);
  expect(names).toEqual([...tables, 'migration'].sort());
});

describe.each(kinds)('restored into %s', (kind) => {
  let restored: MainJob;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const place = await emptyPlace(kind);
    remove = place.remove;
    await restoreInto(place, file, '2026-02-11T01:00:00Z');
    const database = await place.open();
    restored = job.on({ ...job.ground, database, sources: { ...job.ground.sources, database } });
  });

  afterAll(async () => {
    await restored?.database.close();
    await remove?.();
  });

  test('every row of every table is what it was', async () => {
    const after = await digestTables(restored.database);
    for (const name of touched) after[name] = before[name] as string;
    expect(after).toEqual(before);
  });

  test('nobody is signed in, no job is claimed, and the restoring is recorded', async () => {
    const { em } = restored.readAs();
    expect(await em.count(Session, {})).toBe(1);
    expect(await em.count(Session, { revokedAt: null })).toBe(0);
    expect(await em.count(Job, { leasedUntil: { $ne: null } })).toBe(0);
    const events = await em.execute(
      `select kind, data ->> 'endedSessionCount' as ended from audit_event where kind like 'installation.%'`,
    );
    expect(events).toEqual([{ kind: 'installation.restored', ended: '1' }]);
  });

  test('the chain of the audit record goes on where it was', async () => {
    const owner = restored.database.em.fork();
    const chain = `select count(*)::int as events, max(seq)::int as last, (select size::int from audit_head) as size from audit_event`;
    const [row] = await owner.execute<{ events: number; last: number; size: number }[]>(chain);
    expect(row).toEqual({ events: row?.size, last: row?.size, size: row?.size });
    const [{ events } = { events: 0 }] = await job.database.em.fork().execute<{ events: number }[]>(chain);
    expect(row?.size).toBe(events + 1);
  });

  test('the draw verifies', async () => {
    expect(verifyPublic(await restored.readBundle(draw))).toMatchObject({ ok: true });
    expect(verifyRestricted(await restored.readBundle(draw, 'restricted'))).toMatchObject({ ok: true });
  });

  test('a change of a register is kept in its history, with the next number', async () => {
    const { em } = restored.readAs();
    const last = `select max(id)::int as last, count(*)::int as count from register_history`;
    const [earlier] = await em.execute<{ last: number; count: number }[]>(last);
    expect(earlier?.count).toBe(1);
    await restored.act(undefined, (unit) =>
      unit.em.nativeUpdate(Target, changed, { tags: [], updatedAt: unit.now }),
    );
    const [later] = await em.execute<{ last: number; count: number }[]>(last);
    expect(later).toEqual({ last: earlier!.last + 1, count: 2 });
  });

  test.each(['audit_event', 'draw_event', 'visit'])('the guard of %s refuses', async (table) => {
    const owner = restored.database.em.fork();
    await expect(owner.execute(`delete from ${table}`)).rejects.toThrow('append-only');
    await expect(owner.execute(`truncate ${table} cascade`)).rejects.toThrow('append-only');
    const { em } = restored.readAs();
    await expect(em.execute(`delete from ${table}`)).rejects.toThrow('permission denied');
  });

  test('a server starts on it, and the next campaign is drawn', async () => {
    const app = await createApp({
      ...restored.ground.sources,
      config: readConfig({ PORT: '0' }),
      database: { ...restored.database, close: async () => {} },
      logger: pino({ level: 'silent' }),
    });
    try {
      const response = await fetch(`${await app.listen()}/readyz`);
      expect(await response.json()).toEqual({ status: 'ready' });
    } finally {
      await app.close();
    }
    const next = await restored.drawn();
    expect(verifyPublic(await restored.readBundle(next))).toMatchObject({ ok: true });
  });
});
