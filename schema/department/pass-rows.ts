import type { Unit } from '../shared/unit.js';

/** From whom, and to whom, matters pass. */
export interface Passing {
  /** Ids of departments. */
  readonly from: string;
  readonly to: string;
}

/** Which rows pass, in SQL over the table's own columns; all when absent. */
export interface PassedRows {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The rows that are one of a list; the values are numbers or texts of one type. */
export function oneOf(column: string, values: readonly string[], type = 'text'): PassedRows {
  return { sql: `${column} = any(?::${type}[])`, values: [arrayLiteral(values)] };
}

function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}

/**
 * Passes a table's rows from one department to another; called only by the room that owns the table.
 * @returns how many passed
 */
export async function passRows(
  unit: Unit,
  table: string,
  { from, to }: Passing,
  options: {
    readonly where?: PassedRows;
    readonly column?: string;
    /** The table's changes are kept as history: who and when must be told. */
    readonly stamped?: boolean;
  } = {},
): Promise<number> {
  const { where, column = 'department_id', stamped = false } = options;
  const stamps = stamped ? ', updated_at = ?::timestamptz, updated_by = ?::uuid' : '';
  const [row] = await unit.em.execute<{ count: number }[]>(
    `with passed as (update "${table}" set "${column}" = ?::uuid${stamps}
        where "${column}" = ?::uuid${where ? ` and ${where.sql}` : ''} returning 1)
     select count(*)::int as count from passed`,
    [
      to,
      ...(stamped ? [unit.now.toISOString(), unit.actor.accountId ?? null] : []),
      from,
      ...(where?.values ?? []),
    ],
  );
  return row?.count ?? 0;
}
