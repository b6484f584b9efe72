import type { Reader, Unit } from '../../shared/unit.js';

/** "pool" in ASCII: the first half of the advisory locks of pools; the second is the department. */
const POOL_LOCK = 0x706f6f6c;

/**
 * Takes a department's pools for an import, until the step ends. @returns false when an import or a freeze has them
 */
export async function takePools(unit: Unit, departmentId: string): Promise<boolean> {
  const [row] = await unit.em.execute<{ taken: boolean }[]>(
    'select pg_try_advisory_xact_lock(?, hashtext(?)) as "taken"',
    [POOL_LOCK, departmentId],
  );
  return row?.taken === true;
}

/**
 * Holds a department's pools still while a freeze reads them page by page, until the step ends; an import that has
 * begun is waited for, several freezes do not wait for one another.
 */
export async function holdPools(reader: Reader, departmentId: string): Promise<void> {
  await reader.em.execute('select pg_advisory_xact_lock_shared(?, hashtext(?))', [POOL_LOCK, departmentId]);
}
