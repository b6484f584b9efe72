import type { Unit } from '../../shared/unit.js';
import { NoDepartment } from '../import/import.errors.js';

/** Does something to the pools of the actor's own department; an account of none keeps no pool. */
export async function inOwnDepartment<T>(
  unit: Unit,
  work: (departmentId: string) => Promise<T>,
): Promise<T | NoDepartment> {
  const { departmentId } = unit.actor;
  return departmentId ? work(departmentId) : new NoDepartment();
}
