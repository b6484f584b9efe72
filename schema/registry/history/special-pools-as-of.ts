import type { Reader } from '../../shared/unit.js';
import { SpecialPool, SpecialPoolMember } from '../special-pool/special-pool.entity.js';
import { among, rowsAsOf } from './rows-as-of.js';

/** A special pool with its members. */
export interface SpecialPoolThen {
  readonly pool: SpecialPool;
  readonly members: readonly SpecialPoolMember[];
}

/** A department's special pools and who stood in them at an instant, also those that were taken out or expired. */
export async function listSpecialPoolsAsOf(
  reader: Reader,
  departmentId: string,
  instant: Date,
): Promise<SpecialPoolThen[]> {
  const own = { sql: 'department_id = ?', values: [departmentId] };
  const pools = await rowsAsOf(reader, SpecialPool, instant, own, 'name');
  const of = among(
    'special_pool_id',
    pools.map((pool) => pool.id),
  );
  const members = await rowsAsOf(reader, SpecialPoolMember, instant, of, 'real_id, licence_no');
  const membersOf = Map.groupBy(members, (member) => member.specialPool);
  return pools.map((pool) => ({ pool, members: membersOf.get(pool.id) ?? [] }));
}
