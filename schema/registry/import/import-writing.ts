import type { SqlEntityManager } from '@mikro-orm/sql';
import { itemTable } from '../item/item.tables.js';
import { specialPoolMemberTable, specialPoolTable } from '../special-pool/special-pool.tables.js';
import { targetTable } from '../target/target.tables.js';
import { type BulkRecord, type BulkTable, runBound, typesOf } from './bulk-table.js';
import { inspectorTables } from './import-inspector-parts.js';
import { personalRecordTable } from './import-people.js';

/** What is to be done with rows of one table. An update's rows carry `id`, `was_at` and what changes. */
export type Deed = 'insert' | 'update';

/** Rows of one table as they wait to be written: the header is small, the rows are one text. */
export interface WaitingRows {
  readonly table: string;
  readonly deed: Deed;
  readonly count: number;
  readonly varying: readonly string[];
  /** Columns that are the same in all these rows, as a JSON text. */
  readonly constants: string;
  /** JSON of the rows, their varying columns only. */
  readonly rows: string;
}

/** A row turned out to be otherwise than it was compared: somebody wrote in between. */
export class RegisterMoved extends Error {}

function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
  return left.every((value, index) => value === right[index]);
}

/**
 * Rows made ready to wait. What is the same in all of them is told once: most columns of a list are blank or alike, and
 * each that a row repeats costs the database as much as a column that differs.
 */
export function waitingRows(
  table: BulkTable,
  deed: Deed,
  columns: readonly string[],
  records: readonly BulkRecord[],
): WaitingRows {
  const [first] = records;
  const isConstant = (column: string) =>
    column !== 'id' && records.every((record) => isSame(record[column] ?? null, first?.[column] ?? null));
  const varying = columns.filter((column) => !isConstant(column));
  const constant = columns.filter((column) => !varying.includes(column));
  const pick = (record: BulkRecord, names: readonly string[]) => {
    const picked: Record<string, unknown> = {};
    for (const name of names) if (record[name] != null) picked[name] = record[name];
    return picked;
  };
  return {
    table: table.name,
    deed,
    count: records.length,
    varying,
    constants: JSON.stringify(Object.fromEntries(constant.map((name) => [name, first?.[name] ?? null]))),
    rows: JSON.stringify(records.map((record) => pick(record, varying))),
  };
}

/** The insertion of rows of `varying` columns beside those that are told once. */
function insertion(table: BulkTable, types: Types, varying: readonly string[], constant: readonly string[]) {
  const declare = (columns: readonly string[]) => columns.map((name) => `${name} ${types[name]}`).join(', ');
  return (
    `insert into ${table.name} (${[...varying, ...constant].join(', ')}) ` +
    `select ${[...varying.map((name) => `r.${name}`), ...constant.map((name) => `c.${name}`)].join(', ')} ` +
    `from jsonb_to_recordset($1::jsonb) as r(${declare(varying)}), jsonb_to_record($2::jsonb) as c(${declare(constant)}) ` +
    `on conflict (${table.key.join(', ')}) do nothing`
  );
}

function change(table: BulkTable, types: Types, varying: readonly string[], constant: readonly string[]) {
  const declare = (columns: readonly string[]) => columns.map((name) => `${name} ${types[name]}`).join(', ');
  const set = [
    ...varying.filter((name) => name !== 'id' && name !== 'was_at').map((name) => `${name} = r.${name}`),
    ...constant.filter((name) => name !== 'was_at').map((name) => `${name} = c.${name}`),
  ];
  const was = varying.includes('was_at') ? 'r.was_at' : 'c.was_at';
  return (
    `update ${table.name} t set ${set.join(', ')} ` +
    `from jsonb_to_recordset($1::jsonb) as r(${declare(varying)}), jsonb_to_record($2::jsonb) as c(${declare(constant)}) ` +
    `where t.id = r.id and t.updated_at = ${was}`
  );
}

const tables: ReadonlyMap<string, BulkTable> = new Map(
  [
    targetTable,
    personalRecordTable,
    ...inspectorTables,
    itemTable,
    specialPoolTable,
    specialPoolMemberTable,
  ].map((table) => [table.name, table]),
);

type Types = Readonly<Record<string, string>>;

/**
 * Writes rows that waited, with the stamps of the step that writes them.
 * @throws RegisterMoved where a row is no longer as it was compared; the caller's step must not stand then
 */
export async function writeWaiting(
  em: SqlEntityManager,
  { table: name, deed, varying, constants, rows, count }: WaitingRows,
  stamps: BulkRecord,
): Promise<void> {
  const table = tables.get(name);
  if (!table) throw new Error(`nothing is imported into ${name}`);
  const types: Types = { ...typesOf(table), id: 'uuid', was_at: 'timestamptz' };
  const mine =
    deed === 'insert' ? Object.keys(stamps).filter((name) => name in types) : changeStamps(table, stamps);
  const told = JSON.parse(constants) as Record<string, unknown>;
  for (const name of mine) if (!varying.includes(name)) told[name] = stamps[name];
  const constant = Object.keys(told);
  const sql = (deed === 'insert' ? insertion : change)(table, types, varying, constant);
  const written = await runBound(em, sql, [rows, JSON.stringify(told)]);
  if (written.count !== count) throw new RegisterMoved();
}

function changeStamps(table: BulkTable, stamps: BulkRecord): string[] {
  return Object.keys(table.stamps).filter((name) => name in stamps);
}
