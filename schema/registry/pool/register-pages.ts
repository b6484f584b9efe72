import { dayInShanghai } from '../../shared/day.js';
import { type PoolCondition, type PoolFilter, poolCondition } from './pool.filter.js';
import type { TargetSource } from './target-rows.js';

/** How many targets a page of the register holds. */
const PAGE_ROWS = 500;

/** From which real-world id on a page is read, and how many rows it has. */
export interface PageKey {
  readonly after: string;
  readonly limit: number;
}

/** Page after page, each read from the last real-world id of the one before; memory holds one page. */
export async function* pagesByRealId<Row extends { readonly realId: string }>(
  read: (key: PageKey) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  let after = '';
  for (;;) {
    const page = await read({ after, limit: PAGE_ROWS });
    if (page.length > 0) yield page;
    if (page.length < PAGE_ROWS) return;
    after = page.at(-1)?.realId ?? after;
  }
}

/** Targets of a condition from a key on. */
export function standing({ sql, values }: PoolCondition, { after }: PageKey): TargetSource {
  return { sql: `(select * from target where ${sql} and real_id > ?)`, values: [...values, after] };
}

/** Rows of a department that stood at an instant and were changed since, from a key on, as they were. */
function kept(
  departmentId: string,
  filter: PoolFilter,
  instant: Date,
  { after, limit }: PageKey,
): TargetSource {
  const condition = poolCondition(departmentId, filter, dayInShanghai(instant));
  const at = instant.toISOString();
  return {
    sql: `(select target.* from (
         select row as kept from register_history_in_scope where register = 'target' and department_id = ?
            and (row ->> 'real_id') collate "C" > ? and began_at <= ?::timestamptz and ended_at > ?::timestamptz
       ) h cross join lateral jsonb_populate_record(null::target, h.kept) as target
      where ${condition.sql} order by (h.kept ->> 'real_id') collate "C" limit ?)`,
    values: [departmentId, after, at, at, ...condition.values, limit],
  };
}

/** Rows that stand since an instant, from a key on. */
function unchanged(
  departmentId: string,
  filter: PoolFilter,
  instant: Date,
  { after, limit }: PageKey,
): TargetSource {
  const condition = poolCondition(departmentId, filter, dayInShanghai(instant));
  return {
    sql: `(select * from target where ${condition.sql} and real_id > ? and updated_at <= ?::timestamptz
            order by real_id limit ?)`,
    values: [...condition.values, after, instant.toISOString(), limit],
  };
}

/**
 * A page of the register as it was at an instant. Rows that stand since then and rows that history kept come in the same
 * order, each from an index; a page takes the first of both.
 */
export function asOf(departmentId: string, filter: PoolFilter, instant: Date, key: PageKey): TargetSource {
  const [stand, were] = [
    unchanged(departmentId, filter, instant, key),
    kept(departmentId, filter, instant, key),
  ];
  return { sql: `(${stand.sql} union all ${were.sql})`, values: [...stand.values, ...were.values] };
}

/** Rows that stood at an instant and were changed since, as they were then. */
export function changedAsOf(departmentId: string, instant: Date, key: PageKey): TargetSource {
  return kept(departmentId, {}, instant, key);
}

/** Rows that were entered or changed after an instant, as they are. */
export function changedSince(departmentId: string, instant: Date, key: PageKey): TargetSource {
  const condition = poolCondition(departmentId, {}, dayInShanghai(instant));
  return standing(
    {
      sql: `${condition.sql} and updated_at > ?::timestamptz`,
      values: [...condition.values, instant.toISOString()],
    },
    key,
  );
}
