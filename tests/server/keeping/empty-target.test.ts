import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Job, JobState } from '../../../schema/job/index.js';
import { EncodingError, TargetNotEmptyError } from '../../../server/keeping/require-empty.js';
import { takeBackup } from '../../../server/keeping/take-backup.js';
import { openDatabase, startInMemory } from '../../../server/platform/database.js';
import { emptyPlace, kinds, restoreInto, testFolder } from '../../support/keeping.js';
import { postgresUrl } from '../../support/postgresql.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';

const folder = testFolder();
const file = join(folder, 'house.tar.zst');
let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse();
  await takeBackup(house.database, file, house.clock.now());
});

afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a folder that has a database is refused, and stays as it is', async () => {
  const place = await emptyPlace('embedded');
  mkdirSync(join(place.at, 'cluster'), { recursive: true });
  writeFileSync(join(place.at, 'cluster', 'PG_VERSION'), '18\n');
  await expect(restoreInto(place, file)).rejects.toThrow(TargetNotEmptyError);
  expect(existsSync(join(place.at, 'restoring'))).toBe(false);
  expect(existsSync(join(place.at, 'fairdraw.lock'))).toBe(false);
  await place.remove();
});

test('a database whose file cannot be made is told so, and no file is left', async () => {
  await expect(takeBackup(house.database, file, house.clock.now())).rejects.toThrow('EEXIST');
  const empty = await openDatabase({ pglite: await startInMemory() });
  await expect(takeBackup(empty, join(folder, 'nothing'), house.clock.now())).rejects.toThrow(/没有可备份/);
  await empty.close();
  expect(existsSync(join(folder, 'nothing'))).toBe(false);
});

const onPostgreSql = postgresUrl ? test : test.skip;

onPostgreSql.each([
  ['a table', 'create table "somebody""s table" (n int)', '"somebody""s table"'],
  ['a view in another schema', 'create schema other; create view other.seen as select 1', 'other.seen'],
  ['a function', 'create function f() returns int language sql return 1', 'f()'],
  ['a sequence', 'create sequence counter', 'counter'],
])('a PostgreSQL database that holds %s is refused, and it is named', async (_, statement, name) => {
  const place = await emptyPlace('postgresql');
  const database = await place.open();
  try {
    await database.em.fork().execute(statement);
    await expect(restoreInto(place, file)).rejects.toThrow(
      expect.objectContaining({ constructor: TargetNotEmptyError, found: [name] }),
    );
    const tables = `select count(*)::int as count from pg_class where relname = 'migration'`;
    expect(await database.em.fork().execute(tables)).toEqual([{ count: 0 }]);
  } finally {
    await database.close();
    await place.remove();
  }
});

onPostgreSql('a database of another encoding is refused', async () => {
  const place = await emptyPlace(
    'postgresql',
    `encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0`,
  );
  await expect(restoreInto(place, file)).rejects.toThrow(EncodingError);
  await place.remove();
});

onPostgreSql('what is written while a backup is taken is not in it, in no table', async () => {
  const writing: Promise<unknown>[] = [];
  const during = join(folder, 'during.tar.zst');
  const { manifest } = await takeBackup(house.database, during, house.clock.now(), () => {
    const now = house.clock.now();
    const row = { kind: 'k', key: `${writing.length}`, payload: {}, state: JobState.PENDING };
    const write = house.stepAs()((unit) =>
      unit.em.insert(Job, { ...row, id: unit.newId(), dueAt: now, createdAt: now }),
    );
    writing.push(write);
  });
  await Promise.all(writing);
  expect(writing.length).toBeGreaterThan(0);
  expect(manifest.tables.find(({ name }) => name === 'job')?.rows).toBe(0);
  expect(await house.readAs().em.count(Job)).toBe(writing.length);
});

describe.each(kinds)('an older backup, into %s', (kind) => {
  test('has what was migrated since', async () => {
    const old = join(folder, `old-${kind}.tar.zst`);
    const before = await openDatabase({ pglite: await startInMemory() });
    await before.orm.migrator.up({ to: '0004-search' });
    await takeBackup(before, old, house.clock.now());
    await before.close();
    const place = await emptyPlace(kind);
    await restoreInto(place, old);
    const database = await place.open();
    const names = (await database.orm.migrator.getExecuted()).map(({ name }) => name);
    const [{ count } = { count: 0 }] = await database.em
      .fork()
      .execute<{ count: number }[]>('select count(*)::int as count from result_system');
    await database.close();
    await place.remove();
    expect(names.at(-1)).toBe((await house.database.orm.migrator.getExecuted()).at(-1)?.name);
    expect(count).toBe(1);
  });
});
