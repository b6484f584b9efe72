import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { createNightlyCopy, type NightlyCopy } from '../../../server/keeping/nightly-copy.js';
import { lastDueAt } from '../../../server/keeping/nightly-due.js';
import { checkBackup } from '../../../server/keeping/read-backup.js';
import { readConfig } from '../../../server/platform/config.js';
import { type Database, migrate, openDatabase } from '../../../server/platform/database.js';
import { type SettableClock, settableClock } from '../../support/clock.js';
import { testFolder } from '../../support/keeping.js';

test.each([
  ['2026-03-02T18:59:59Z', '03:00', '2026-03-01T19:00:00.000Z'],
  ['2026-03-02T19:00:00Z', '03:00', '2026-03-02T19:00:00.000Z'],
  ['2026-03-02T15:00:00Z', '23:30', '2026-03-01T15:30:00.000Z'],
])('at %s a copy for %s was last due at %s', (now, at, due) => {
  expect(lastDueAt(new Date(now), at).toISOString()).toBe(due);
});

describe('the nightly copy', () => {
  const folder = testFolder();
  const dataDir = join(folder, 'data');
  const backups = join(folder, 'copies');
  let database: Database;
  let clock: SettableClock;
  let nightly: NightlyCopy;

  beforeAll(async () => {
    database = await openDatabase({ folder: dataDir });
    await migrate(database);
    clock = settableClock('2026-03-02T01:00:00Z');
    const settings = { FAIRDRAW_DATA_DIR: dataDir, FAIRDRAW_BACKUP_DIR: backups, FAIRDRAW_BACKUP_KEEP: '2' };
    nightly = createNightlyCopy(database, readConfig(settings), clock, pino({ level: 'silent' }));
  });

  afterAll(async () => {
    await nightly?.stop();
    await database?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a night that was missed is made up for, and checked', async () => {
    const file = await nightly.look();
    expect(file).toBe(join(backups, 'fairdraw-2026-03-02-0900.tar.zst'));
    const { manifest } = await checkBackup(file as string);
    expect(manifest.takenAt).toBe('2026-03-02T01:00:00.000Z');
    expect(manifest.tables.length).toBeGreaterThan(60);
  });

  test('the file is its owner’s alone, and nothing else is left', () => {
    expect(statSync(backups).mode & 0o777).toBe(0o700);
    expect(readdirSync(backups)).toEqual(['fairdraw-2026-03-02-0900.tar.zst']);
    expect(statSync(join(backups, 'fairdraw-2026-03-02-0900.tar.zst')).mode & 0o777).toBe(0o600);
    expect(existsSync(join(dataDir, 'snapshot'))).toBe(false);
  });

  test('one a night, and the old ones go', async () => {
    expect(await nightly.look()).toBeUndefined();
    clock.set('2026-03-02T18:59:00Z');
    expect(await nightly.look()).toBeUndefined();
    clock.set('2026-03-02T19:00:30Z');
    expect(await nightly.look()).toBeDefined();
    clock.set('2026-03-04T00:00:00Z');
    expect(await nightly.look()).toBeDefined();
    expect(readdirSync(backups).sort()).toEqual([
      'fairdraw-2026-03-03-0300.tar.zst',
      'fairdraw-2026-03-04-0800.tar.zst',
    ]);
  });

  test('a copy that fails is a fault until one succeeds; it is tried again after an hour', async () => {
    rmSync(backups, { recursive: true });
    writeFileSync(backups, 'in the way');
    expect(nightly.fault?.()).toBeUndefined();
    await expect(nightly.look()).rejects.toThrow('EEXIST');
    expect(nightly.fault?.()).toBe('the nightly copy failed; see the log');
    rmSync(backups);
    clock.advance({ minutes: 59 });
    expect(await nightly.look()).toBeUndefined();
    clock.advance({ minutes: 2 });
    expect(await nightly.look()).toBeDefined();
    expect(nightly.fault?.()).toBeUndefined();
  });
});
