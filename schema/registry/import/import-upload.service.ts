import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { NoDepartment, UnknownUpload } from './import.errors.js';
import { type ImportRefusal, importFile } from './import.service.js';
import type { ImportRequest } from './import-request.js';
import type { ImportRun } from './import-run.entity.js';
import type { ConflictRule, ImportKind, ImportMode, MissingRule } from './import-run.states.js';
import { takeTurns } from './turns.js';
import type { Upload } from './upload.entity.js';
import { clearUpload, findOwnUpload, uploadSource } from './upload.service.js';

/** What is asked about an uploaded file. */
export interface UploadImport {
  readonly uploadId: string;
  /** The text of a mapping file. */
  readonly map?: string;
  /** The name of the file's source. */
  readonly source?: string;
  readonly mode: ImportMode;
  readonly dryRun: boolean;
  readonly conflicts?: ConflictRule;
  readonly missing?: MissingRule;
  readonly missingPercent?: number;
  readonly confirmedMissingCount?: number;
  readonly token?: string;
}

/** The import that is asked of an upload; where its bytes come from is another matter. */
export function requestOf(
  upload: Upload,
  kind: ImportKind,
  departmentId: string,
  { uploadId, map, source, mode, dryRun, ...rules }: UploadImport,
): Omit<ImportRequest, 'source'> {
  return {
    ...{ kind, departmentId, uploadId, mode, dryRun },
    fileName: upload.fileName,
    fileHash: upload.sha256,
    size: upload.size,
    mapping: map ?? undefined,
    sourceName: source ?? undefined,
    conflicts: rules.conflicts ?? undefined,
    missing: rules.missing ?? undefined,
    missingPercent: rules.missingPercent ?? undefined,
    confirmedMissingCount: rules.confirmedMissingCount ?? undefined,
    token: rules.token ?? undefined,
  };
}

/** Imports the actor's own upload into the actor's department in one step; after a real import of all its rows the upload is cleared. */
export async function importUpload(
  unit: Unit,
  kind: ImportKind,
  asked: UploadImport,
): Promise<ImportRun | ImportRefusal | UnknownUpload | NoDepartment> {
  const { departmentId } = unit.actor;
  if (!departmentId) return new NoDepartment();
  const upload = await findOwnUpload(unit, asked.uploadId);
  if (!upload) return new UnknownUpload(asked.uploadId);
  const turns = takeTurns();
  const source = uploadSource((work) => turns(() => work(unit)), upload.id);
  const run = await importFile(unit, { ...requestOf(upload, kind, departmentId, asked), source, turns });
  if (!isRefusal(run) && !asked.dryRun && run.rejectedCount === 0) await clearUpload(unit, upload.id);
  return run;
}
