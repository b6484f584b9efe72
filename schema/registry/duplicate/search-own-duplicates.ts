import type { Unit } from '../../shared/unit.js';
import { NoDepartment, PoolInUse } from '../import/import.errors.js';
import { findPoolUse, takePools } from '../pool/pool-lock.js';
import { searchDuplicates } from './duplicate-search.js';

/** Searches the register of the actor's own department, which nobody imports into meanwhile. */
export async function searchOwnDuplicates(unit: Unit): Promise<number | NoDepartment | PoolInUse> {
  const { departmentId } = unit.actor;
  if (!departmentId) return new NoDepartment();
  if (!(await takePools(unit, departmentId))) return new PoolInUse(await findPoolUse(unit, departmentId));
  return searchDuplicates(unit, departmentId);
}
