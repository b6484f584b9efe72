import { LockMode } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import type { Unit } from '../../shared/unit.js';
import { NoDepartment, PoolInUse } from '../import/import.errors.js';
import { findPoolUse, holdPools } from '../pool/pool-lock.js';

/**
 * Takes the list of the acting department until the step ends: changes of a list follow one another, and an import
 * that has begun is waited for. @returns the department's id, or why there is none
 */
export async function takeList(unit: Unit): Promise<string | NoDepartment | PoolInUse> {
  const { departmentId } = unit.actor;
  if (!departmentId) return new NoDepartment();
  if (!(await holdPools(unit, departmentId))) return new PoolInUse(await findPoolUse(unit, departmentId));
  await unit.em.findOneOrFail(Department, departmentId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return departmentId;
}
