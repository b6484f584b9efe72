import type { Unit } from '../../shared/unit.js';
import { takePools } from './pool-lock.js';

/** How often, and after how many seconds each, a small change asks again for pools that are in use. */
const tries = 40;
const pauseSeconds = 0.1;

/**
 * Takes a department's pools for a change of a few rows, until the step ends: such changes take turns, so that numbers
 * are given without gaps and no identifier is given twice. Another small change is waited for; @returns false where an
 * import or a freeze keeps the pools longer
 */
export async function takePoolsInTurn(unit: Unit, departmentId: string): Promise<boolean> {
  for (let attempt = 1; attempt < tries; attempt += 1) {
    if (await takePools(unit, departmentId)) return true;
    await unit.em.execute('select pg_sleep(?)', [pauseSeconds]);
  }
  return takePools(unit, departmentId);
}
