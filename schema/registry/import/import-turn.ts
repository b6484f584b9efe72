import type { Unit } from '../../shared/unit.js';
import { ImportRun, type ImportWait } from './import-run.entity.js';
import { busyStates, ImportState, openStates } from './import-run.states.js';

/** "turn" in ASCII: under this lock one import at a time looks whether it is its turn. */
const TURN_LOCK = 0x7475726e;

/** An import that nobody has been heard of for so long has died with its process. */
const SILENT_MS = 120_000;

/** Why an import has ended that nobody ended. */
const interrupted = {
  code: 'INTERRUPTED',
  message: '导入中断（程序或机器停止），名录库未改动。请重新导入。',
  messageEn:
    'The import was interrupted (the program or the machine stopped); the registers are as they were. Import again.',
};

/**
 * Takes the turn of an import among those of its department: one at a time reads and writes. @returns whom it waits
 * for, which its record then says, or nothing when it has its turn
 */
export async function takeTurn(unit: Unit, runId: string): Promise<ImportWait | undefined> {
  const run = await unit.em.findOneOrFail(ImportRun, { id: runId }, { disableIdentityMap: true });
  await unit.em.execute('select pg_advisory_xact_lock(?, hashtext(?))', [TURN_LOCK, run.department]);
  await endSilent(unit, run.department);
  const [other] = await unit.em.find(
    ImportRun,
    { department: run.department, state: { $in: [...busyStates] }, id: { $ne: runId } },
    { orderBy: { startedAt: 'asc' }, limit: 1, disableIdentityMap: true },
  );
  const wait: ImportWait | undefined = other && {
    holder: 'IMPORT',
    fileName: other.fileName,
    accountName: other.accountName ?? undefined,
    since: other.startedAt.toISOString(),
  };
  const state = wait ? ImportState.WAITING : ImportState.READING;
  const change = { state, wait: wait ?? null, aliveAt: unit.now, ...(wait ? {} : { startedAt: unit.now }) };
  await unit.em.nativeUpdate(ImportRun, { id: runId }, change);
  return wait;
}

/** Ends the imports of which nobody has been heard for long; what they had not written in whole is not there. */
export async function endSilent(unit: Unit, department?: string): Promise<void> {
  const silent = new Date(unit.now.getTime() - SILENT_MS);
  await unit.em.nativeUpdate(
    ImportRun,
    { ...(department ? { department } : {}), state: { $in: [...busyStates] }, aliveAt: { $lt: silent } },
    { state: ImportState.FAILED, end: interrupted, at: unit.now },
  );
}

/** Ends what a process that died was at, for a database that only one process can have open; what waited waits on. */
export async function endInterruptedImports(unit: Unit): Promise<void> {
  const begun = {
    $or: [{ state: { $in: [...busyStates] } }, { state: { $in: [...openStates] }, uploadId: null }],
  };
  await unit.em.nativeUpdate(ImportRun, begun, { state: ImportState.FAILED, end: interrupted, at: unit.now });
  await unit.em.nativeUpdate(ImportRun, { state: ImportState.WAITING }, { state: ImportState.QUEUED });
}
