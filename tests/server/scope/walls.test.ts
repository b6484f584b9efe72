import { appendOnly } from '../../../migrations/guards.js';
import { exceptions, parts, policedTables } from '../../../migrations/policies.js';
import { createDepartment, saveDivisions } from '../../../schema/department/index.js';
import { isRefusal } from '../../../schema/shared/refusal.js';
import type { Actor, Unit } from '../../../schema/shared/unit.js';
import { entities } from '../../../server/platform/entities.js';
import { type AnyRow, anyRow, writeAsOwner } from '../../support/policed-rows.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';

let house: TestHouse;
let [ours, theirs] = ['', ''];
/** By table, the row of each department. */
const rowsOf = new Map<string, readonly [AnyRow, AnyRow]>();

async function addDepartment(code: string, creditCode: string): Promise<string> {
  const division = { code: '440800', name: '湛江市' };
  const made = await house.stepAs()((unit) =>
    createDepartment(unit, { code, name: code, creditCode, division }),
  );
  if (isRefusal(made)) throw new Error(made.messageEn);
  return made.id;
}

/** Whose rows of a table are parts of, and by which column. */
const wholeOf = new Map(parts.map(([part, column, whole]) => [part, { column, whole }]));

function rowOf(table: string, departmentId: string, place: 0 | 1): AnyRow {
  const part = wholeOf.get(table);
  const whole = part ? { [part.column]: rowsOf.get(part.whole)?.[place].id } : {};
  return anyRow(house.database, table, departmentId, whole);
}

beforeAll(async () => {
  house = await openTestHouse();
  await house.stepAs()((unit) => saveDivisions(unit, [{ code: '440800', name: '湛江市' }]));
  ours = await addDepartment('zj-health', '91440300708461136T');
  theirs = await addDepartment('zj-market', '9144030071526726XG');
  for (const table of policedTables) rowsOf.set(table, [rowOf(table, ours, 0), rowOf(table, theirs, 1)]);
  const all = [...rowsOf].flatMap(([table, both]) => both.map((row) => [table, row] as const));
  await writeAsOwner(house.database, all);
});
afterAll(() => house.close());

class Undone extends Error {}

/** Does something as an account of our department, and undoes it. */
async function tried<T>(work: (unit: Unit) => Promise<T>, actor: Partial<Actor> = { scope: [ours] }) {
  let value: T | undefined;
  const step = house.stepAs({ accountId: '00000000-0000-7000-8000-00000000000a', roles: [], ...actor });
  await step(async (unit) => {
    value = await work(unit);
    throw new Undone();
  }).catch((error) => {
    if (!(error instanceof Undone)) throw error;
  });
  return value as T;
}

const count = async ({ em }: Pick<Unit, 'em'>, table: string): Promise<number> => {
  const [row] = await em.execute<{ count: number }[]>(`select count(*)::int as count from "${table}"`);
  return row?.count ?? 0;
};

/** Rows that a change touches. */
async function touch(unit: Unit, sql: string): Promise<number> {
  const [row] = await unit.em.execute<{ count: number }[]>(
    `with touched as (${sql} returning 1) select count(*)::int as count from touched`,
  );
  return row?.count ?? 0;
}

const open = ['result_system'];
const stands = [...appendOnly, 'register_history'];

describe.each(policedTables.map((table) => [table]))('%s', (table) => {
  const readable = !open.includes(table);
  const changeable = !stands.includes(table);
  // The details of an import go with it.
  const hasParts = table !== 'import_run' && parts.some(([, , whole]) => whole === table);

  test('shows a department its own rows alone, and nothing without a scope', async () => {
    const everything = await tried((unit) => count(unit, table), { scope: undefined });
    expect(everything).toBeGreaterThanOrEqual(2);
    expect(await tried((unit) => count(unit, table))).toBe(readable ? 1 : everything);
    expect(await count(house.readAs({ accountId: 'x', scope: [ours] }), table)).toBe(
      readable ? 1 : everything,
    );
    expect(await tried((unit) => count(unit, table), { scope: [] })).toBe(readable ? 0 : everything);
  });

  test('lets a department change and delete its own rows alone', async () => {
    const [column] = Object.keys(rowsOf.get(table)?.[0] ?? {});
    const change = `update "${table}" set "${column}" = "${column}"`;
    for (const sql of [change, `delete from "${table}"`]) {
      const touched = tried(async (unit) => {
        await unit.em.execute("select set_config('fairdraw.now', '2027-01-01', true)");
        return touch(unit, sql);
      });
      if (changeable && sql.startsWith('delete') && hasParts)
        await expect(touched).rejects.toThrow('foreign key');
      else if (changeable) expect(await touched).toBe(1);
      else await expect(touched).rejects.toThrow('permission denied');
    }
  });

  test('takes no row of another department', async () => {
    const foreign = JSON.stringify(rowsOf.get(table)?.[1]);
    const writing = tried((unit) =>
      unit.em.execute(`insert into "${table}" select (jsonb_populate_record(null::"${table}", ?::jsonb)).*`, [
        foreign,
      ]),
    );
    await expect(writing).rejects.toThrow(/row-level security|permission denied/);
  });
});

test('every table has its policy, or stands among the exceptions with its reason', () => {
  const tables = entities.map(({ meta }) => meta.tableName);
  expect([...policedTables, ...Object.keys(exceptions)].sort()).toEqual([...tables].sort());
});

test('the database asks every table’s policy of the application', async () => {
  const rows = await house.database.em.fork().execute<{ relname: string }[]>(
    `select relname from pg_class where relkind = 'r' and relrowsecurity and relnamespace = 'public'::regnamespace
       and exists (select from pg_policy where polrelid = pg_class.oid) order by 1`,
  );
  expect(rows.map((row) => row.relname).sort()).toEqual([...policedTables].sort());
});

test.each(['target_in_scope', 'register_history_in_scope'])('%s shows what its table shows', async (view) => {
  expect(await tried((unit) => count(unit, view))).toBe(1);
  expect(await tried((unit) => count(unit, view), { scope: undefined })).toBe(2);
  expect(await tried((unit) => count(unit, view), { scope: [] })).toBe(0);
  await expect(tried((unit) => touch(unit, `delete from ${view}`))).rejects.toThrow('permission denied');
});
