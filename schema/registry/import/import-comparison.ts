import type { Unit } from '../../shared/unit.js';
import {
  type BulkRecord,
  type BulkTable,
  findStanding,
  keyOf,
  runBound,
  type Standing,
} from './bulk-table.js';
import type { FieldRemark } from './import-remark.js';
import type { Deed } from './import-writing.js';

/** What a file says about one field, and what the register does. */
export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** One row of a table that waits to be written. */
export interface TableWrite {
  readonly table: BulkTable;
  readonly deed: Deed;
  readonly record: BulkRecord;
}

/** Why a row cannot simply be taken: somebody else says otherwise. */
export interface Conflict extends FieldRemark {
  readonly field: string;
}

/** What became of one row of a file, compared with the register. */
export interface Compared {
  readonly isNew: boolean;
  readonly writes: readonly TableWrite[];
  readonly changes: readonly FieldChange[];
  readonly conflict?: Conflict;
  /** Wrong whatever the policy. */
  readonly faults?: readonly FieldRemark[];
  /** Told, and in nobody's way. */
  readonly warnings?: readonly FieldRemark[];
}

/** Texts, numbers, truth values, lists of texts and null, as JSON has them. */
export function isSameValue(left: unknown, right: unknown): boolean {
  if ((left ?? null) === (right ?? null)) return true;
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
  return left.every((value, index) => value === right[index]);
}

const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * The columns in which a record differs from the row that stands. A column that the file says nothing about
 * (`undefined`) leaves the register's as it is.
 */
export function changesOf(table: BulkTable, record: BulkRecord, standing: Standing): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const column in table.content) {
    const to = record[column];
    if (to === undefined || isSameValue(to, standing[column])) continue;
    changes.push({ field: column, from: standing[column] ?? null, to });
  }
  return changes;
}

/** The change of a row, ready to be written. */
export function updateOf(table: BulkTable, standing: Standing, changes: readonly FieldChange[]): TableWrite {
  const record: Record<string, unknown> = { id: standing.id, was_at: standing.was_at };
  for (const column in table.content) record[column] = standing[column] ?? null;
  for (const { field, to } of changes) record[field] = to;
  return { table, deed: 'update', record };
}

/** As people name a column: `riskClass`. */
export function named(changes: readonly FieldChange[]): FieldChange[] {
  return changes.map((change) => ({ ...change, field: camel(change.field) }));
}

/** The rows of a table under their keys. */
export async function standingByKey(
  unit: Unit,
  table: BulkTable,
  records: readonly BulkRecord[],
): Promise<ReadonlyMap<string, Standing>> {
  const found = await findStanding(unit.em, table, records);
  return new Map(found.map((standing) => [keyOf(table, standing), standing]));
}

/** What rows were when the import that wrote them last was made: the file's own words of that time, by row id. */
export async function findAsImported(
  unit: Unit,
  table: BulkTable,
  rows: readonly Standing[],
): Promise<ReadonlyMap<string, BulkRecord>> {
  const wanted = rows
    .filter((row) => row.imported_at != null)
    .map(({ id, imported_at }) => ({ id, imported_at }));
  if (wanted.length === 0) return new Map();
  const { rows: found } = await runBound<{ id: string; row: BulkRecord | string }>(
    unit.em,
    `select h.row_id as id, h.row from jsonb_to_recordset($1::jsonb) as k(id uuid, imported_at timestamptz)
       join register_history h on h.row_id = k.id and h.register = '${table.name}'
        and h.began_at <= k.imported_at and h.ended_at > k.imported_at`,
    [JSON.stringify(wanted)],
  );
  return new Map(found.map(({ id, row }) => [id, typeof row === 'string' ? JSON.parse(row) : row]));
}

/** Of the changes those that would undo what a hand has entered since the import before. */
export function againstHand(
  changes: readonly FieldChange[],
  asImported: BulkRecord | undefined,
): FieldChange[] {
  if (!asImported) return [...changes];
  return changes.filter(({ field, from }) => !isSameValue(asImported[field] ?? null, from));
}
