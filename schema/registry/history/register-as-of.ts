import type { Reader } from '../../shared/unit.js';
import type { PoolFilter } from '../pool/pool.filter.js';
import { asOf, changedAsOf, changedSince, pagesByRealId } from '../pool/register-pages.js';
import { type DrawTarget, readDrawTargets, readTargets } from '../pool/target-rows.js';
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
  return pagesByRealId((key) => readTargets(reader, asOf(departmentId, filter, instant, key), key.limit));
}

/** What changed in a register since an instant: the same rows as they were and as they are, and nothing else. */
export interface RegisterChanges {
  /** Those of them that stood then. */
  readonly before: AsyncGenerator<DrawTarget[]>;
  /** Those of them that stand now. */
  readonly after: AsyncGenerator<DrawTarget[]>;
}

/** Both lists of `RegisterChanges` in the order of the register. */
export function listRegisterChanges(reader: Reader, departmentId: string, since: Date): RegisterChanges {
  return {
    before: pagesByRealId((key) => readDrawTargets(reader, changedAsOf(departmentId, since, key), key.limit)),
    after: pagesByRealId((key) => readDrawTargets(reader, changedSince(departmentId, since, key), key.limit)),
  };
}

/** Every district of the targets that a department had at an instant. */
export async function listDistrictsAsOf(
  reader: Reader,
  departmentId: string,
  instant: Date,
): Promise<string[]> {
  const at = instant.toISOString();
  const rows = await reader.em.execute<{ district: string }[]>(
    `select district from target where department_id = ? and updated_at <= ?::timestamptz
     union
     select row ->> 'district' from register_history where register = 'target' and department_id = ?
        and began_at <= ?::timestamptz and ended_at > ?::timestamptz`,
    [departmentId, at, departmentId, at, at],
  );
  return rows.map(({ district }) => district);
}
