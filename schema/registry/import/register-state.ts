import type { Reader } from '../../shared/unit.js';
import { ImportKind } from './import-run.states.js';

/**
 * What tells one state of a register from another: how many rows there are, and by which transactions they were written
 * last. Whatever is inserted, changed or deleted makes another.
 */
const statements: Readonly<Record<ImportKind, string>> = {
  ENTITIES: sumOf('target', 'department_id = ?'),
  INSPECTORS: ['inspector', 'interest']
    .map((table) => sumOf(table, 'department_id = ?'))
    .concat(
      ['certificate', 'leave'].map((table) =>
        sumOf(table, 'inspector_id in (select id from inspector where department_id = ?)'),
      ),
    )
    .join(" || '/' || "),
  ITEMS: sumOf('item', 'department_id = ?'),
  SPECIAL_POOLS: [
    sumOf('special_pool', 'department_id = ?'),
    sumOf('special_pool_member', 'special_pool_id in (select id from special_pool where department_id = ?)'),
  ].join(" || '/' || "),
};

function sumOf(table: string, where: string): string {
  return `(select count(*) || '.' || coalesce(sum(xmin::text::bigint), 0) from ${table} where ${where})`;
}

export async function readRegisterState(
  reader: Reader,
  kind: ImportKind,
  departmentId: string,
): Promise<string> {
  const sql = statements[kind];
  const parameters = Array.from(sql.matchAll(/\?/g), () => departmentId);
  const [row] = await reader.em.execute<{ state: string }[]>(`select ${sql} as state`, parameters);
  return row?.state ?? '';
}
