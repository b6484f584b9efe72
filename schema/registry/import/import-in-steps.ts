import { setImmediate, setTimeout } from 'node:timers/promises';
import { findEnded } from '../../department/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Step, Unit } from '../../shared/unit.js';
import { findPoolUse, takePools } from '../pool/pool-lock.js';
import { PoolInUse } from './import.errors.js';
import {
  concludeRun,
  type ImportRefusal,
  type Prepared,
  prepare,
  refusalOf,
  stampsOf,
} from './import.service.js';
import { type FileReading, readFile } from './import-file.js';
import { RegisterChanged } from './import-missing.errors.js';
import { DetailKeeper, findingsOf, newRun, progressKeeper } from './import-record.js';
import type { ImportRequest } from './import-request.js';
import { ImportRun, type ImportWait } from './import-run.entity.js';
import { ImportState } from './import-run.states.js';
import { takeTurn } from './import-turn.js';
import { RegisterMoved, type WaitingRows, writeWaiting } from './import-writing.js';
import type { Spool } from './spool.js';

/** How an import goes about it that does not hold one transaction all the time. */
export interface ImportWay {
  readonly step: Step;
  /** Where rows wait until the whole file has been read. */
  readonly spool: Spool;
  /** How long another import or a freeze is waited for. */
  readonly waitSeconds: number;
  /** The record of an import that was asked for earlier. */
  readonly runId?: string;
  /** Told when it has to wait, and for whom. */
  readonly onWait?: (wait: ImportWait) => void;
}

/** How often an import begins anew because somebody changed a row that it had compared. */
const ATTEMPTS = 3;

/**
 * Imports a file in many short steps and one that writes: rows are read, checked and compared while others are served;
 * what is found good waits in the spool and is written in one step, all of it or nothing. The record of the import says
 * all the while how far it is.
 */
export async function importInSteps(
  request: ImportRequest,
  way: ImportWay,
): Promise<ImportRun | ImportRefusal> {
  const { step } = way;
  const runId = way.runId ?? (await step((unit) => openRun(unit, request)));
  try {
    const outcome = (await waitForTurn(runId, way)) ?? (await attempt(request, runId, way));
    if (isRefusal(outcome)) await step((unit) => endRun(unit, runId, ImportState.REFUSED, outcome));
    return outcome;
  } catch (error) {
    await step((unit) => endRun(unit, runId, ImportState.FAILED, failed)).catch(() => {});
    throw error;
  }
}

const failed = {
  code: 'FAILED',
  message: '导入因程序错误中止，名录库未改动。请联系系统管理员。',
  messageEn:
    'The import ended by a fault of the program; the registers are as they were. Tell the system administrator.',
};

async function openRun(unit: Unit, request: ImportRequest): Promise<string> {
  const id = unit.newId();
  await unit.em.insert(ImportRun, newRun(unit, id, request, ImportState.QUEUED));
  return id;
}

async function endRun(
  unit: Unit,
  id: string,
  state: ImportState,
  { code, message, messageEn }: { code: string; message: string; messageEn: string },
): Promise<void> {
  const end = { code, message, messageEn };
  await unit.em.nativeUpdate(ImportRun, { id }, { state, end, wait: null, aliveAt: unit.now, at: unit.now });
}

async function waitForTurn(runId: string, way: ImportWay): Promise<PoolInUse | undefined> {
  for (let seconds = 0; ; seconds++) {
    const wait = await way.step((unit) => takeTurn(unit, runId));
    if (!wait) return undefined;
    if (seconds === 0) way.onWait?.(wait);
    if (seconds >= way.waitSeconds) return new PoolInUse({ ...wait, since: new Date(wait.since) });
    await setTimeout(1_000);
  }
}

async function attempt(
  request: ImportRequest,
  runId: string,
  way: ImportWay,
): Promise<ImportRun | ImportRefusal> {
  for (let n = 1; n <= ATTEMPTS; n++) {
    try {
      return await readAndWrite(request, runId, way);
    } catch (error) {
      if (!(error instanceof RegisterMoved)) throw error;
    }
  }
  return new RegisterChanged('REGISTER');
}

async function readAndWrite(
  request: ImportRequest,
  runId: string,
  { step, spool, waitSeconds, onWait }: ImportWay,
): Promise<ImportRun | ImportRefusal> {
  const prepared = await step((unit) => prepare(unit, request));
  if (isRefusal(prepared)) return prepared;
  const keeper = new DetailKeeper(runId);
  await step((unit) => keeper.begin(unit));
  await spool.clear();
  const keepProgress = progressKeeper(step, runId);
  let writableCount = 0;
  const take = async (rows: WaitingRows) => {
    writableCount += rows.count;
    const { rows: text, ...header } = rows;
    await spool.add(`${JSON.stringify(header)}\n${text}`);
  };
  const reading = await readFile(request, {
    ...prepared,
    step,
    take: request.dryRun ? async () => {} : take,
    onBatch: async (tally, progress) => {
      await keeper.keepFaults(step, tally);
      await keepProgress(progress);
      request.onProgress?.(progress);
      await setImmediate();
    },
  });
  if (isRefusal(reading)) return reading;
  await step((unit) => keepFindings(unit, runId, keeper, reading, prepared));
  const refused = refusalOf(reading, request, runId);
  if (refused) return refused;
  return step((unit) =>
    write(unit, request, { runId, spool, waitSeconds, onWait, prepared, reading, writableCount }),
  );
}

/** Counts and remarks are kept also of an import that is then refused. */
async function keepFindings(
  unit: Unit,
  id: string,
  keeper: DetailKeeper,
  reading: FileReading,
  prepared: Prepared,
): Promise<void> {
  await keeper.keepRest(unit, reading.tally);
  const findings = findingsOf(unit, { ...reading, ...prepared });
  await unit.em.nativeUpdate(ImportRun, { id }, { ...findings, state: ImportState.WRITING });
}

interface Writing extends Pick<ImportWay, 'spool' | 'waitSeconds' | 'onWait'> {
  readonly runId: string;
  readonly prepared: Prepared;
  readonly reading: FileReading;
  readonly writableCount: number;
}

async function write(
  unit: Unit,
  request: ImportRequest,
  writing: Writing,
): Promise<ImportRun | ImportRefusal> {
  const { runId, spool, prepared, reading, writableCount } = writing;
  const inUse = await takePoolsOrSay(unit, request.departmentId, writing);
  if (inUse) return inUse;
  // It may have ended while the file was read, and its pool gone to its successor.
  const ended = await findEnded(unit, request.departmentId);
  if (ended) return ended;
  if (request.token !== undefined) {
    const again = await prepare(unit, request);
    if (isRefusal(again)) return again;
  }
  if (writableCount > 0) await writeSpool(unit, request, runId, spool, writableCount, reading);
  const findings = findingsOf(unit, { ...reading, ...prepared });
  await unit.em.nativeUpdate(ImportRun, { id: runId }, findings);
  const run = await unit.em.findOneOrFail(ImportRun, { id: runId }, { disableIdentityMap: true });
  await concludeRun(unit, request, run, reading.tables);
  return run;
}

async function takePoolsOrSay(
  unit: Unit,
  departmentId: string,
  { waitSeconds, onWait }: Pick<ImportWay, 'waitSeconds' | 'onWait'>,
): Promise<PoolInUse | undefined> {
  if (await takePools(unit, departmentId)) return undefined;
  const use = await findPoolUse(unit, departmentId);
  if (use) onWait?.({ holder: use.holder, since: use.since.toISOString() });
  return (await takePools(unit, departmentId, waitSeconds)) ? undefined : new PoolInUse(use);
}

async function writeSpool(
  unit: Unit,
  request: ImportRequest,
  runId: string,
  spool: Spool,
  writableCount: number,
  { tally }: FileReading,
): Promise<void> {
  const stamps = stampsOf(unit, runId);
  const totalBytes = request.size ?? 0;
  let writtenCount = 0;
  for await (const part of spool.parts()) {
    const end = part.indexOf('\n');
    const waiting = { ...JSON.parse(part.slice(0, end)), rows: part.slice(end + 1) } as WaitingRows;
    await writeWaiting(unit.em, waiting, stamps);
    writtenCount += waiting.count;
    request.onProgress?.({
      rowCount: tally.rowCount,
      readBytes: totalBytes,
      totalBytes,
      writtenCount,
      writableCount,
    });
    await setImmediate();
  }
}
