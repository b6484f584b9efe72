import { randomInt, randomUUID } from 'node:crypto';
import type { EntityProperty } from '@mikro-orm/core';
import type { Database } from '../../server/platform/database.js';
import { entities } from '../../server/platform/entities.js';

/** What a column holds where a test does not care: any value of its kind. */
function anyValue({ columnTypes, items, nullable }: EntityProperty): unknown {
  if (items?.length) return items[0];
  if (nullable) return null;
  const type = columnTypes[0] ?? 'text';
  if (type === 'uuid') return randomUUID();
  if (type.startsWith('date')) return '2026-03-02';
  if (type.startsWith('timestamp')) return '2026-03-02T00:00:00Z';
  if (type.endsWith('[]')) return [];
  if (type === 'jsonb') return {};
  if (type === 'boolean') return false;
  if (type === 'bytea') return '\\x';
  if (type.endsWith('serial')) return randomInt(1_000_000);
  if (/^(int|bigint|smallint|double|real|numeric|float)/.test(type)) return 1;
  return randomUUID().slice(0, 8);
}

/** A row of a table by the names of its columns. */
export type AnyRow = Record<string, unknown>;

/** A row of one department, as a part of another row where `whole` says so. */
export function anyRow(database: Database, table: string, departmentId: string, whole: AnyRow = {}): AnyRow {
  const entity = entities.find(({ meta }) => meta.tableName === table);
  if (!entity) throw new Error(`no entity has the table ${table}`);
  const columns = database.orm
    .getMetadata()
    .get<object>(entity as never)
    .props.filter(({ persist, fieldNames }) => persist !== false && fieldNames?.length === 1);
  const row = Object.fromEntries(columns.map((prop) => [prop.fieldNames[0] as string, anyValue(prop)]));
  for (const column of ['department_id', 'home_id', 'sender_id'])
    if (column in row) row[column] = departmentId;
  return { ...row, ...whole };
}

/** Writes rows as the owner, without minding what they refer to. */
export async function writeAsOwner(
  database: Database,
  rows: readonly (readonly [string, AnyRow])[],
): Promise<void> {
  const em = database.em.fork();
  await em.begin();
  await em.execute("set local session_replication_role = 'replica'");
  for (const [table, row] of rows) {
    await em.execute(`insert into "${table}" select (jsonb_populate_record(null::"${table}", ?::jsonb)).*`, [
      JSON.stringify(row),
    ]);
  }
  await em.commit();
}
