import { appendOnly } from '../../../migrations/guards.js';
import { AuditEvent, recordEvent } from '../../../schema/audit/index.js';
import { APPLICATION_ROLE } from '../../../server/platform/application-role.js';
import { entities } from '../../../server/platform/entities.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

/** What the application may do with tables where it may not do everything with rows. */
const lesser: Readonly<Record<string, string>> = {
  ...Object.fromEntries(appendOnly.map((table) => [table, 'SELECT INSERT'])),
  register_history: 'SELECT',
  migration: 'SELECT',
  public_version: 'SELECT',
  audit_head: '',
  audit_checkpoint: 'SELECT INSERT',
  audit_node: 'SELECT INSERT',
  audit_archived_leaf: 'SELECT',
  target_in_scope: 'SELECT',
  register_history_in_scope: 'SELECT',
};

const privileges = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'];

test('the application has of every table what is meant for it, and nothing more', async () => {
  const tables = [...new Set([...entities.map(({ meta }) => meta.tableName), ...Object.keys(lesser)])];
  const rows = await house.database.em.fork().execute<{ table: string; held: string }[]>(
    `select t as table, coalesce(string_agg(p, ' ' order by place) filter (where has_table_privilege(?, t, p)), '') as held
       from unnest(?::text[]) t, unnest(?::text[]) with ordinality as privilege (p, place) group by t`,
    [APPLICATION_ROLE, `{${tables.join(',')}}`, `{${privileges.join(',')}}`],
  );
  const expected = tables.map((table) => [table, lesser[table] ?? 'SELECT INSERT UPDATE DELETE']);
  expect(Object.fromEntries(rows.map(({ table, held }) => [table, held]))).toEqual(
    Object.fromEntries(expected),
  );
});

test('it owns nothing', async () => {
  const [owned] = await house.database.em
    .fork()
    .execute<{ count: number }[]>('select count(*)::int as count from pg_class where relowner = ?::regrole', [
      APPLICATION_ROLE,
    ]);
  expect(owned?.count).toBe(0);
});

test.each([
  'alter table target add column spare text',
  'alter table audit_event disable trigger user',
  'alter table target disable row level security',
  'drop policy scope on target',
  'drop table target',
  'truncate target',
  'create table spare (id int)',
  'create function spare() returns int language sql return 1',
  "update audit_event set kind = 'other'",
  'delete from audit_event',
  'delete from migration',
  'update public_version set version = 0',
  "set session_replication_role = 'replica'",
  'select * from pg_authid',
  "select pg_read_file('/etc/passwd')",
  "copy department to '/tmp/fairdraw-departments'",
  'alter role fairdraw_app superuser',
  'alter function fairdraw_sees_all() rename to spare',
])('it may not: %s', async (sql) => {
  await expect(house.stepAs()((unit) => unit.em.execute(sql))).rejects.toThrow(
    /permission denied|must be (owner|superuser)|Only roles with/,
  );
});

test('a step that failed leaves neither its role nor its scope behind', async () => {
  await house.stepAs()((unit) => recordEvent(unit, 'department.created', { kind: 'department', id: 'x' }));
  await expect(house.stepAs()((unit) => unit.em.execute('select 1 / 0'))).rejects.toThrow('division by zero');
  const { em } = house.readAs({ accountId: 'x', scope: [] });
  expect(await em.count(AuditEvent)).toBe(1);
  expect(await em.execute("select current_user, current_setting('fairdraw.scope') as scope")).toEqual([
    { current_user: APPLICATION_ROLE, scope: '{}' },
  ]);
  const login = house.database.em.fork();
  const [asked] = await login.execute<{ own: boolean; scope: string }[]>(
    "select current_user = session_user as own, current_setting('fairdraw.scope') as scope",
  );
  expect(asked).toEqual({ own: true, scope: '' });
});
