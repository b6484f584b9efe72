import type { Reader, Unit } from '../../shared/unit.js';

/** "pool" in ASCII: the first half of the advisory locks of pools; the second is the department. */
const POOL_LOCK = 0x706f6f6c;

/** How often a lock that somebody has is asked for again, in a second. */
const TRIES_PER_SECOND = 4;

/** How long a freeze waits at most where no setting says so: it is asked for by somebody who waits for the answer. */
const FREEZE_WAIT_SECONDS = 50;

/** What has a department's pools, and since when. */
export interface PoolUse {
  readonly holder: 'IMPORT' | 'FREEZE';
  readonly since: Date;
}

async function tryLock(reader: Reader, departmentId: string, suffix: '' | '_shared'): Promise<boolean> {
  const [row] = await reader.em.execute<{ taken: boolean }[]>(
    `select pg_try_advisory_xact_lock${suffix}(?, hashtext(?)) as "taken"`,
    [POOL_LOCK, departmentId],
  );
  return row?.taken === true;
}

async function tryFor(
  reader: Reader,
  departmentId: string,
  suffix: '' | '_shared',
  waitSeconds: number,
): Promise<boolean> {
  for (let tries = Math.ceil(waitSeconds * TRIES_PER_SECOND); ; tries--) {
    if (await tryLock(reader, departmentId, suffix)) return true;
    if (tries <= 0) return false;
    await reader.em.execute('select pg_sleep(?)', [1 / TRIES_PER_SECOND]);
  }
}

/**
 * Takes a department's pools for an import, until the step ends.
 * @param waitSeconds how long an import or a freeze that has them is waited for
 * @returns false when it has them still
 */
export function takePools(unit: Unit, departmentId: string, waitSeconds = 0): Promise<boolean> {
  return tryFor(unit, departmentId, '', waitSeconds);
}

/**
 * Holds a department's pools still while a freeze reads them page by page, until the step ends; an import that is being
 * written is waited for, several freezes do not wait for one another. @returns false when the import has them still
 */
export function holdPools(reader: Reader, departmentId: string): Promise<boolean> {
  const wait = Math.min(reader.installation.poolWaitSeconds ?? FREEZE_WAIT_SECONDS, FREEZE_WAIT_SECONDS);
  return tryFor(reader, departmentId, '_shared', wait);
}

/** Who has a department's pools, where the database tells: an import holds them alone, freezes share them. */
export async function findPoolUse(reader: Reader, departmentId: string): Promise<PoolUse | undefined> {
  const [row] = await reader.em.execute<{ mode: string; since: string }[]>(
    'select mode, since from lock_holder(?, hashtext(?))',
    [POOL_LOCK, departmentId],
  );
  if (!row?.since) return undefined;
  return { holder: row.mode === 'ShareLock' ? 'FREEZE' : 'IMPORT', since: new Date(row.since) };
}
