import type { EntityMetadata, EntityName } from '@mikro-orm/core';
import type { Reader } from '../../shared/unit.js';

/** A row as `to_jsonb` writes it, by the names of its columns. */
export type JsonRow = Readonly<Record<string, unknown>>;

/** A condition on the columns of a register, with the values of its placeholders. */
export interface RowCondition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The row under the names of its properties, as the ORM reads it. */
export function entityOf<E extends object>(reader: Reader, entity: EntityName<E>, row: JsonRow): E {
  const meta: EntityMetadata<E> = reader.em.getMetadata().get(entity);
  const read = meta.props.map(({ name, fieldNames, runtimeType }) => {
    const value = row[fieldNames[0] as string] ?? null;
    return [name, runtimeType === 'Date' && value !== null ? new Date(String(value)) : value];
  });
  return Object.fromEntries(read) as E;
}

/**
 * The rows of a register as they stood at an instant: those that stand since then, and of the others what history kept.
 * @param condition on the columns of the row
 * @param orderBy columns
 */
export async function rowsAsOf<E extends object>(
  reader: Reader,
  entity: EntityName<E>,
  instant: Date,
  { sql, values }: RowCondition,
  orderBy: string,
  limit?: number,
): Promise<E[]> {
  const table = reader.em.getMetadata().get(entity).tableName;
  const at = instant.toISOString();
  const [answer] = await reader.em.execute<{ rows: string }[]>(
    `select coalesce(json_agg(one order by ${orderBy}), '[]')::text as rows from (select one.* from (
       select stands.* from "${table}" as stands where stands.updated_at <= ?::timestamptz
       union all
       select kept.* from register_history h cross join lateral jsonb_populate_record(null::"${table}", h.row) as kept
        where h.register = '${table}' and h.began_at <= ?::timestamptz and h.ended_at > ?::timestamptz
     ) as one where ${sql} order by ${orderBy} limit ?) as one`,
    [at, at, at, ...values, limit ?? null],
  );
  return (JSON.parse(answer?.rows ?? '[]') as JsonRow[]).map((row) => entityOf(reader, entity, row));
}

/** The condition that a column is one of these. */
export function among(column: string, values: readonly string[]): RowCondition {
  return {
    sql: `${column}::text in (select jsonb_array_elements_text(?::jsonb))`,
    values: [JSON.stringify(values)],
  };
}
