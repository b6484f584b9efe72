import type { Reader } from '../../shared/unit.js';
import { type PoolFilter, poolCondition } from '../pool/pool.filter.js';
import { pagesByRealId } from '../pool/pool.service.js';
import { readTargets } from '../pool/target-rows.js';
import type { Target } from '../target/target.entity.js';

/**
 * `listRegister` as it was at an instant: all targets that a department had then, as they were then, in ascending order
 * of the bytes of their real-world ids; memory holds one page. With a filter only those that it took in then.
 */
export function listRegisterAsOf(
  reader: Reader,
  departmentId: string,
  instant: Date,
  filter: PoolFilter = {},
): AsyncGenerator<Target[]> {
  return pagesByRealId((after, limit) =>
    readTargetsAsOf(reader, departmentId, { instant, filter, after, limit }),
  );
}

/** Which page of which day. */
interface PageAsOf {
  readonly instant: Date;
  readonly filter: PoolFilter;
  readonly after: string;
  readonly limit: number;
}

/**
 * Rows that stand since then and rows that history kept come by the same order, each from an index; a page takes the
 * first of both.
 */
function readTargetsAsOf(
  reader: Reader,
  departmentId: string,
  { instant, filter, after, limit }: PageAsOf,
): Promise<Target[]> {
  const { sql, values } = poolCondition(departmentId, filter);
  const at = instant.toISOString();
  const source = `(
    (select * from target where ${sql} and real_id > ? and updated_at <= ?::timestamptz order by real_id limit ?)
    union all
    (select target.* from (
         select row as kept from register_history where register = 'target' and department_id = ?
            and (row ->> 'real_id') collate "C" > ? and began_at <= ?::timestamptz and ended_at > ?::timestamptz
       ) h cross join lateral jsonb_populate_record(null::target, h.kept) as target
      where ${sql} order by (h.kept ->> 'real_id') collate "C" limit ?))`;
  const kept = [departmentId, after, at, at, ...values, limit];
  return readTargets(reader, source, [...values, after, at, limit, ...kept], limit);
}
