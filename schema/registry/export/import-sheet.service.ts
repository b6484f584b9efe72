import { hash } from 'node:crypto';
import { getDepartment } from '../../department/index.js';
import { isRefusal } from '../../shared/refusal.js';
import { csvFile } from '../../shared/sheet-file/index.js';
import { TableFileError } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { FileUnreadable, NoDepartment, PoolInUse, UnknownUpload } from '../import/import.errors.js';
import { type ImportRefusal, importFile } from '../import/import.service.js';
import type { ImportRun } from '../import/import-run.entity.js';
import { ConflictRule, ImportKind, ImportMode } from '../import/import-run.states.js';
import { takeTurns } from '../import/turns.js';
import { clearUpload, findOwnUpload, uploadSource } from '../import/upload.service.js';
import { findPoolUse, takePools } from '../pool/pool-lock.js';
import { ExportRegister } from './export.states.js';
import { exportColumns, exportedFields } from './export-columns.js';
import { SheetRefused } from './sheet.errors.js';
import { compareWithExport, type SheetComparison } from './sheet-comparison.js';
import { SheetRowState } from './sheet-row.states.js';

/** What is asked about a sheet that was uploaded. */
export interface SheetUpload {
  readonly uploadId: string;
  readonly register: ExportRegister;
}

type ReadRefusal = FileUnreadable | UnknownUpload | NoDepartment;

const kindOf: Readonly<Record<ExportRegister, ImportKind>> = {
  TARGETS: ImportKind.ENTITIES,
  INSPECTORS: ImportKind.INSPECTORS,
  ITEMS: ImportKind.ITEMS,
  SPECIAL_POOLS: ImportKind.SPECIAL_POOLS,
};

/** Compares the actor's own upload with what was exported and what stands. Nothing changes. */
export async function compareSheet(
  unit: Unit,
  { uploadId, register }: SheetUpload,
): Promise<SheetComparison | ReadRefusal> {
  const { departmentId } = unit.actor;
  if (!departmentId) return new NoDepartment();
  const upload = await findOwnUpload(unit, uploadId);
  if (!upload) return new UnknownUpload(uploadId);
  const department = await getDepartment(unit, departmentId);
  const turns = takeTurns();
  try {
    const source = uploadSource((work) => turns(() => work(unit)), upload.id);
    return await compareWithExport(unit, { register, department, source, turns });
  } catch (error) {
    if (error instanceof TableFileError) return new FileUnreadable(error);
    throw error;
  } finally {
    // A file that was given up may still be read ahead.
    await turns(async () => {});
  }
}

/**
 * Takes what a returned sheet changed and added into the register, by the import and its rules: all of it, or the rows
 * that neither are faulty nor contradict what was changed here meanwhile. Rows that the sheet lacks stay.
 */
export async function importSheet(
  unit: Unit,
  sheet: SheetUpload,
  mode: ImportMode,
): Promise<ImportRun | ReadRefusal | ImportRefusal | SheetRefused> {
  const { departmentId } = unit.actor;
  if (!departmentId) return new NoDepartment();
  if (!(await takePools(unit, departmentId))) return new PoolInUse(await findPoolUse(unit, departmentId));
  const comparison = await compareSheet(unit, sheet);
  if (isRefusal(comparison)) return comparison;
  const { counts, isTooLong } = comparison;
  const refusedCount = counts[SheetRowState.FAULTY] + counts[SheetRowState.CONFLICT];
  const isRefused = refusedCount > 0 && mode === ImportMode.ALL_OR_NOTHING;
  if (isRefused || isTooLong) return new SheetRefused(comparison);
  const upload = await findOwnUpload(unit, sheet.uploadId);
  const bytes = await asImportFile(sheet.register, comparison);
  const run = await importFile(unit, {
    kind: kindOf[sheet.register],
    departmentId,
    source: bytes,
    fileName: upload?.fileName ?? '',
    fileHash: hash('sha256', bytes, 'hex'),
    mode,
    dryRun: false,
    // What both changed was told apart by what stood at the export, row by row and field by field.
    conflicts: ConflictRule.FILE_WINS,
  });
  if (!isRefusal(run)) await clearUpload(unit, sheet.uploadId);
  return run;
}

/** The rows to take as a file that keeps their numbers, so that what the import says of a row is found in the sheet. */
async function asImportFile(
  register: ExportRegister,
  { headingRow, accepted }: SheetComparison,
): Promise<Uint8Array> {
  const fields = exportedFields(register, true);
  const rows = async function* () {
    // JSON Lines have no heading; their rows then stand one line lower.
    let next = Math.max(headingRow, 1) + 1;
    for (const { row, cells } of accepted) {
      for (; next < row; next += 1) yield [[]];
      yield [fields.map((field) => cells[field] ?? '')];
      next = row + 1;
    }
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of csvFile(exportColumns(register, fields, false), rows())) chunks.push(chunk);
  const mark = Buffer.from(`\ufeff${'\r\n'.repeat(Math.max(headingRow - 1, 0))}`);
  return Buffer.concat([mark, Buffer.concat(chunks).subarray(3)]);
}
