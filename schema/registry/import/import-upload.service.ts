import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { NoDepartment, UnknownUpload } from './import.errors.js';
import { type ImportRefusal, importFile } from './import.service.js';
import type { ImportRun } from './import-run.entity.js';
import type { ImportKind, ImportMode } from './import-run.states.js';
import { takeTurns } from './turns.js';
import { clearUpload, findOwnUpload, uploadSource } from './upload.service.js';

/** What is asked about an uploaded file. */
export interface UploadImport {
  readonly uploadId: string;
  /** The text of a mapping file. */
  readonly map?: string;
  readonly mode: ImportMode;
  readonly dryRun: boolean;
}

/** Imports the actor's own upload into the actor's department; after a real import the upload is cleared. */
export async function importUpload(
  unit: Unit,
  kind: ImportKind,
  { uploadId, map, mode, dryRun }: UploadImport,
): Promise<ImportRun | ImportRefusal | UnknownUpload | NoDepartment> {
  const { departmentId } = unit.actor;
  if (!departmentId) return new NoDepartment();
  const upload = await findOwnUpload(unit, uploadId);
  if (!upload) return new UnknownUpload(uploadId);
  const turns = takeTurns();
  const run = await importFile(unit, {
    kind,
    departmentId,
    source: uploadSource(unit, upload.id, turns),
    turns,
    fileName: upload.fileName,
    fileHash: upload.sha256,
    mapping: map,
    mode,
    dryRun,
  });
  // A file that was given up may still be read ahead.
  await turns(async () => {});
  if (!isRefusal(run) && !dryRun) await clearUpload(unit, upload.id);
  return run;
}
