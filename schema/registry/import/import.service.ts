import {
  type DepartmentEnded,
  findEnded,
  getDepartment,
  listDepartmentNames,
  listDivisionCodes,
  listOwnNames,
} from '../../department/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Step, Unit } from '../../shared/unit.js';
import { findPoolUse, takePools } from '../pool/pool-lock.js';
import type { BulkTable } from './bulk-table.js';
import { type FileUnreadable, ImportRefused, PoolInUse } from './import.errors.js';
import { type FileReading, readFile } from './import-file.js';
import { MissingRuleNeedsSource, RegisterChanged, type TooManyMissing } from './import-missing.errors.js';
import type { ImportGround } from './import-plan.js';
import { DetailKeeper, findingsOf, newRun, recordImported } from './import-record.js';
import type { ImportRequest } from './import-request.js';
import { ImportRun } from './import-run.entity.js';
import { ImportKind, ImportMode, ImportState, MissingRule } from './import-run.states.js';
import { findImportSource, rememberSource } from './import-source.service.js';
import { checkToken, tokenOf } from './import-token.js';
import { RegisterMoved, type WaitingRows, writeWaiting } from './import-writing.js';
import { takeTurns } from './turns.js';

/**
 * From so many changes on the planner's statistics are renewed: the embedded database has nobody else to do it, and
 * without them a page of the register is sorted anew from the whole.
 */
const ANALYSED_ROWS = 500;

export type ImportRefusal =
  | FileUnreadable
  | ImportRefused
  | PoolInUse
  | RegisterChanged
  | TooManyMissing
  | MissingRuleNeedsSource
  | DepartmentEnded;

/** What stands when a file is about to be read. */
export interface Prepared {
  readonly ground: ImportGround;
  readonly mapping: string | undefined;
  readonly isRemembered: boolean;
  readonly token: string;
}

/** Looks at the ground, the remembered mapping and the state of the register, which must be that of the preview. */
export async function prepare(
  unit: Unit,
  request: ImportRequest,
): Promise<Prepared | RegisterChanged | MissingRuleNeedsSource | DepartmentEnded> {
  const { kind, departmentId, sourceName, missing = MissingRule.KEEP } = request;
  if (missing !== MissingRule.KEEP && (kind !== ImportKind.ENTITIES || sourceName === undefined))
    return new MissingRuleNeedsSource();
  const ended = await findEnded(unit, departmentId);
  if (ended) return ended;
  const known =
    sourceName === undefined ? null : await findImportSource(unit, departmentId, kind, sourceName);
  const mapping = request.mapping ?? known?.mapping ?? undefined;
  const token = await tokenOf(unit, request, mapping);
  const isRemembered = request.mapping === undefined && mapping !== undefined;
  return (
    checkToken(request.token, token) ?? {
      ground: await surveyGround(unit, request),
      mapping,
      isRemembered,
      token,
    }
  );
}

async function surveyGround(unit: Unit, { departmentId, sourceName }: ImportRequest): Promise<ImportGround> {
  const department = await getDepartment(unit, departmentId);
  const own = await listOwnNames(unit, departmentId);
  const otherDepartmentNames = await listDepartmentNames(unit);
  for (const name of own.names) otherDepartmentNames.delete(name);
  return {
    department,
    own,
    divisionCodes: await listDivisionCodes(unit),
    otherDepartmentNames,
    source: sourceName,
    identify: unit.keys.identify,
  };
}

/** What every row that an import writes is stamped with. Of an update the table's own stamps are taken. */
export function stampsOf(unit: Unit, runId: string): Readonly<Record<string, unknown>> {
  return {
    created_at: unit.now,
    updated_at: unit.now,
    updated_by: unit.actor.accountId ?? null,
    import_run_id: runId,
  };
}

/** Why what was read must not be written. */
export function refusalOf(reading: FileReading, { dryRun, mode }: ImportRequest, runId?: string) {
  const isWhole = dryRun || mode === ImportMode.GOOD_ROWS;
  return reading.tally.faultCount > 0 && !isWhole ? new ImportRefused(reading.tally, runId) : undefined;
}

/** Keeps the record of an import that was written, or of its preview, and what follows from it. */
export async function concludeRun(
  unit: Unit,
  request: ImportRequest,
  run: ImportRun,
  tables: readonly BulkTable[],
): Promise<void> {
  if (request.dryRun) return;
  const { kind, departmentId, sourceName, mapping } = request;
  if (sourceName !== undefined) await rememberSource(unit, departmentId, kind, sourceName, mapping);
  if (run.createdCount + run.updatedCount >= ANALYSED_ROWS) {
    for (const { name } of tables) await unit.em.execute('select analyze_register(?)', [name]);
  }
  await recordImported(unit, run);
}

/**
 * Imports a file in one step: all of it or, as asked, its good rows; every fault is told. For files that are small
 * enough to be waited for; `importInSteps` is for the others. A preview writes nothing and counts as the import would.
 */
export async function importFile(unit: Unit, request: ImportRequest): Promise<ImportRun | ImportRefusal> {
  if (!(await takePools(unit, request.departmentId)))
    return new PoolInUse(await findPoolUse(unit, request.departmentId));
  const prepared = await prepare(unit, request);
  if (isRefusal(prepared)) return prepared;
  const turns = request.turns ?? takeTurns();
  try {
    return await importAtOnce(unit, (work) => turns(() => work(unit)), request, prepared);
  } catch (error) {
    if (error instanceof RegisterMoved) return new RegisterChanged('REGISTER');
    throw error;
  } finally {
    // A file that was given up may still be read ahead, in this transaction.
    await turns(async () => {});
  }
}

async function importAtOnce(
  unit: Unit,
  step: Step,
  request: ImportRequest,
  prepared: Prepared,
): Promise<ImportRun | ImportRefusal> {
  const runId = unit.newId();
  const begun = newRun(unit, runId, request, ImportState.DONE);
  await unit.em.insert(ImportRun, begun);
  const keeper = new DetailKeeper(runId);
  const stamps = stampsOf(unit, runId);
  const write = (rows: WaitingRows) => step((held) => writeWaiting(held.em, rows, stamps));
  const reading = await readFile(request, {
    ...prepared,
    step,
    take: request.dryRun ? async () => {} : write,
    onBatch: async (tally, progress) => {
      await keeper.keepFaults(step, tally);
      request.onProgress?.(progress);
    },
  });
  if (isRefusal(reading)) return reading;
  const refused = refusalOf(reading, request);
  if (refused) return refused;
  const findings = findingsOf(unit, { ...reading, ...prepared });
  await keeper.keepRest(unit, reading.tally);
  await unit.em.nativeUpdate(ImportRun, { id: runId }, findings);
  const run = { ...begun, ...findings };
  await concludeRun(unit, request, run, reading.tables);
  // Told to whoever asked, with what stands in the cells; the record has no values.
  const { faults, warnings } = reading.tally;
  return { ...run, faults, warnings };
}
