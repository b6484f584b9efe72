import { recordEvent } from '../../audit/index.js';
import { getDepartment, listDepartmentNames, listDivisionCodes } from '../../department/index.js';
import {
  importRows,
  parseMapping,
  type RowOfKind,
  TableFileError,
  type TableSource,
} from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { takePools } from '../pool/pool-lock.js';
import { FileUnreadable, ImportRefused, PoolInUse } from './import.errors.js';
import { planInspectors } from './import-inspectors.js';
import { planItems } from './import-items.js';
import type { ImportGround, ImportPlan } from './import-plan.js';
import { importRowsInto } from './import-rows-into.js';
import { ImportRun } from './import-run.entity.js';
import { ImportKind, ImportMode } from './import-run.states.js';
import type { ImportTally } from './import-tally.js';
import { planTargets } from './import-targets.js';
import type { Turns } from './turns.js';

/** A file to import. */
export interface ImportRequest {
  readonly kind: ImportKind;
  readonly departmentId: string;
  /** Read twice: for its encoding and for its rows. */
  readonly source: TableSource;
  readonly fileName: string;
  /** SHA-256 of the file, lower-case hex. */
  readonly fileHash: string;
  /** The text of a mapping file, for headings that no preset knows. */
  readonly mapping?: string;
  readonly mode: ImportMode;
  /** Reads, compares and counts, and leaves the registers as they were. */
  readonly dryRun: boolean;
  /** Where the source reads from the same transaction: it and the writing take turns. */
  readonly turns?: Turns;
  /** Told after each batch how many rows were read. */
  readonly onProgress?: (rowCount: number) => void;
}

/**
 * From so many changes on the planner's statistics are renewed: the embedded database has nobody else to do it, and
 * without them a page of the register is sorted anew from the whole.
 */
const ANALYSED_ROWS = 500;

export type ImportRefusal = FileUnreadable | ImportRefused | PoolInUse;

/**
 * Imports a file in one step: all of it or, as asked, its good rows; every fault is told. Known ids are updated where
 * something differs. A trial writes and takes it back, so that its counts are those of the real import.
 */
export async function importFile(unit: Unit, request: ImportRequest): Promise<ImportRun | ImportRefusal> {
  if (!(await takePools(unit, request.departmentId))) return new PoolInUse();
  const ground = await surveyGround(unit, request.departmentId);
  await unit.em.execute('savepoint registers');
  const outcome = await readable(() => importBy(unit, request, ground));
  if (outcome instanceof FileUnreadable) return outcome;
  const { tally, encoding } = outcome;
  const isWhole = request.dryRun || request.mode === ImportMode.GOOD_ROWS;
  if (tally.faultCount > 0 && !isWhole) return new ImportRefused(tally);
  if (request.dryRun) await unit.em.execute('rollback to savepoint registers');
  else if (tally.createdCount + tally.updatedCount >= ANALYSED_ROWS) await unit.em.execute('analyze target');
  return recordRun(unit, request, ground, tally, encoding);
}

interface Outcome {
  readonly tally: ImportTally;
  readonly encoding: string;
}

function importBy(unit: Unit, request: ImportRequest, ground: ImportGround): Promise<Outcome> {
  switch (request.kind) {
    case ImportKind.ENTITIES:
      return runPlan(planTargets(unit, ground), request);
    case ImportKind.INSPECTORS:
      return runPlan(planInspectors(unit, ground), request);
    case ImportKind.ITEMS:
      return runPlan(planItems(unit, ground), request);
  }
}

async function runPlan<K extends keyof RowOfKind>(
  plan: ImportPlan<K>,
  request: ImportRequest,
): Promise<Outcome> {
  const mapping = request.mapping === undefined ? undefined : parseMapping(request.mapping);
  const file = await importRows(request.source, plan.tableKind, mapping);
  const tally = await importRowsInto(plan, file, {
    passesFaults: request.dryRun || request.mode === ImportMode.GOOD_ROWS,
    turns: request.turns,
    onProgress: request.onProgress,
  });
  return { tally, encoding: file.description };
}

async function readable<T>(work: () => Promise<T>): Promise<T | FileUnreadable> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TableFileError) return new FileUnreadable(error);
    throw error;
  }
}

async function surveyGround(unit: Unit, departmentId: string): Promise<ImportGround> {
  const department = await getDepartment(unit, departmentId);
  const otherDepartmentNames = await listDepartmentNames(unit);
  otherDepartmentNames.delete(department.name);
  return {
    department,
    importRunId: unit.newId(),
    divisionCodes: await listDivisionCodes(unit),
    otherDepartmentNames,
  };
}

async function recordRun(
  unit: Unit,
  { kind, mode, dryRun, fileName, fileHash, departmentId }: ImportRequest,
  ground: ImportGround,
  tally: ImportTally,
  encoding: string,
): Promise<ImportRun> {
  const run: ImportRun = {
    id: ground.importRunId,
    department: departmentId,
    kind,
    mode,
    dryRun,
    fileName,
    fileHash,
    encoding,
    ...tally.counts,
    faults: tally.faults,
    warnings: tally.warnings,
    at: unit.now,
    accountId: unit.actor.accountId ?? null,
  };
  await unit.em.insert(ImportRun, run);
  if (!dryRun) {
    const data = { kind, mode, fileHash, ...tally.counts };
    await recordEvent(unit, 'registry.imported', { kind: 'importRun', id: run.id }, data);
  }
  return run;
}
