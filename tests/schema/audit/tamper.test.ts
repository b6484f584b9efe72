import { verifyDatabase } from '../../../schema/audit/index.js';
import type { Reader } from '../../../schema/shared/unit.js';
import type { TestHouse } from '../../support/steps.js';
import { addEvent, houseWithEvents, seal } from './audit-house.js';

let house: TestHouse;
beforeAll(async () => {
  house = await houseWithEvents(5);
  await seal(house);
  for (let n = 5; n < 8; n++) await addEvent(house, n);
  await seal(house);
  await addEvent(house, 8);
});
afterAll(() => house.close());

/** Does something as the owner would with all guards off, verifies, and undoes it. */
async function afterTampering(...statements: string[]) {
  const reader = house.readAsOwner();
  const em = reader.em;
  await em.begin();
  try {
    await em.execute("set local session_replication_role = 'replica'");
    for (const statement of statements) await em.execute(statement);
    const wide: Reader = { ...reader, beyond: (_why, work) => work(wide) };
    return await verifyDatabase(wide);
  } finally {
    await em.rollback();
  }
}

test('the log as it is verifies', async () => {
  const verdict = await afterTampering();
  expect(verdict).toMatchObject({ ok: true, size: 11, sealedSize: 9, checkpointCount: 2, archivedCount: 0 });
});

interface Column {
  readonly column_name: string;
  readonly data_type: string;
  readonly is_nullable: string;
}

const other: Readonly<Record<string, (name: string) => readonly string[]>> = {
  uuid: (name) => [
    `overlay(coalesce(${name}::text, '00000000-0000-7000-8000-000000000001') placing 'f' from 1)::uuid`,
  ],
  'timestamp with time zone': (name) => [
    `${name} + interval '1 microsecond'`,
    `${name} - interval '1 day'`,
    "'infinity'",
  ],
  'character varying': (name) => [
    `case when left(${name}, 1) = '0' then '1' else '0' end || substr(${name}, 2)`,
    "''",
  ],
  text: (name) => [`${name} || 'x'`, `replace(${name}, 'e', 'E')`, `substr(${name}, 2)`],
  bigint: (name) => [`${name} + 1000`, `-${name} - 1`, '0'],
  integer: (name) => [`${name} + 1`],
  smallint: (name) => [`${name} + 1`],
  jsonb: (name) => [
    `'{}'::jsonb || '{"x": 1}'`,
    `${name} || '{"x": null}'`,
    `${name} || '{"year": 1999.0}'`,
    "'null'::jsonb",
    "'[]'::jsonb",
  ],
};

async function listColumns(table: string): Promise<Column[]> {
  return house
    .readAsOwner()
    .em.execute<Column[]>(
      'select column_name, data_type, is_nullable from information_schema.columns where table_name = ? order by ordinal_position',
      [table],
    );
}

describe.each([
  ['audit_event', 'seq'],
  ['audit_checkpoint', 'size'],
  ['audit_head', 'id'],
])('%s', (table, key) => {
  test('every change of every column of every row is found', async () => {
    const rows = await house
      .readAsOwner()
      .em.execute<{ at: string }[]>(`select ${key}::text as at from ${table} order by ${table}.${key}`);
    const missed: string[] = [];
    let tried = 0;
    for (const { at } of rows) {
      for (const { column_name: name, data_type: type, is_nullable } of await listColumns(table)) {
        const values = [...(other[type]?.(name) ?? []), ...(is_nullable === 'YES' ? ['null'] : [])];
        expect(values).not.toEqual([]);
        for (const value of values) {
          const [same] = await house
            .readAsOwner()
            .em.execute<{ same: boolean }[]>(
              `select (${value})::text is not distinct from ${name}::text as same from ${table} where ${key} = ${at}`,
            );
          if (same?.same) continue;
          tried += 1;
          const verdict = await afterTampering(`update ${table} set ${name} = ${value} where ${key} = ${at}`);
          if (verdict.ok || !verdict.difference?.zh)
            missed.push(`${table}.${name} = ${value} where ${key} = ${at}`);
        }
      }
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(rows.length * 3);
  }, 120_000);
});

test('a change of the content and one of a hash are told apart, with the row', async () => {
  const content = await afterTampering("update audit_event set actor_name = 'x' where seq = 4");
  expect(content.difference).toMatchObject({ code: 'CONTENT', seq: 4 });
  const leaf = await afterTampering("update audit_event set leaf_hash = repeat('a', 64) where seq = 4");
  expect(leaf.difference).toMatchObject({ code: 'LEAF', seq: 4, field: 'leaf_hash' });
  const chain = await afterTampering("update audit_event set chain_hash = repeat('a', 64) where seq = 4");
  expect(chain.difference).toMatchObject({ code: 'CHAIN', seq: 4, field: 'chain_hash' });
  const root = await afterTampering("update audit_checkpoint set root = repeat('a', 64) where size = 5");
  expect(root.difference).toMatchObject({ code: 'COLUMN', size: 5, field: 'root' });
});

const copied = `id, at, kind, actor_kind, actor_name, account_id, department_id, subject_kind, subject_id, data, leaf_hash, chain_hash`;
const copy = (from: number, seq: string) =>
  `insert into audit_event (${copied}, seq) select gen_random_uuid(), ${copied.slice(4)}, ${seq} from audit_event where seq = ${from}`;

test.each([
  ['the first is deleted', ['delete from audit_event where seq = 1']],
  ['one in the middle is deleted', ['delete from audit_event where seq = 6']],
  [
    'one is deleted and the others close up',
    [
      'delete from audit_event where seq = 6',
      'alter table audit_event drop constraint audit_event_seq_unique',
      'update audit_event set seq = seq - 1 where seq > 6',
    ],
  ],
  ['the last is deleted', ['delete from audit_event where seq = 11']],
  [
    'the tail is deleted, and the head is set back',
    [
      'delete from audit_event where seq > 7',
      'update audit_head set size = 7, chain_hash = (select chain_hash from audit_event where seq = 7)',
    ],
  ],
  ['all are deleted', ['delete from audit_event']],
  [
    'two change places',
    [
      'update audit_event set seq = case seq when 3 then 104 else 103 end where seq in (3, 4)',
      'update audit_event set seq = seq - 100 where seq > 100',
    ],
  ],
  ['one is inserted before the first', [copy(2, '0')]],
  ['one is inserted after the last', [copy(2, '12')]],
  ['one is written twice', ['alter table audit_event drop constraint audit_event_seq_unique', copy(2, '2')]],
  [
    'one is moved into the archive',
    ['insert into audit_archived_leaf select seq, leaf_hash, chain_hash from audit_event where seq = 4'],
  ],
  ['a checkpoint is deleted', ['delete from audit_checkpoint where size = 5']],
  ['the last checkpoint is deleted', ['delete from audit_checkpoint where size = 9']],
  [
    'a checkpoint is inserted',
    [
      `insert into audit_checkpoint select 6, root, chain_hash, at, algorithm, key_id, verifier_key, note from audit_checkpoint where size = 5`,
    ],
  ],
  [
    'two checkpoints change places',
    ['update audit_checkpoint set size = 14 - size + 100', 'update audit_checkpoint set size = size - 100'],
  ],
  ['the head is deleted', ['delete from audit_head']],
  ['a second head', ["insert into audit_head values (2, 11, repeat('a', 64))"]],
  ['a node that no leaves make', ["insert into audit_node values (1, 0, repeat('a', 64))"]],
])('found: %s', async (_what, statements) => {
  const verdict = await afterTampering(...statements);
  expect(verdict.ok).toBe(false);
  expect(verdict.difference?.zh).toMatch(/[\u4e00-\u9fff]{4}/);
});

test('after all this the log is what it was', async () => {
  expect(await afterTampering()).toMatchObject({ ok: true, size: 11 });
});
