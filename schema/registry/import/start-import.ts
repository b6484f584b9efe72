import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import type { Actor, Reader, Step, Unit } from '../../shared/unit.js';
import { NoDepartment, UnknownUpload } from './import.errors.js';
import { type ImportRefusal, prepare } from './import.service.js';
import { importInSteps } from './import-in-steps.js';
import { newRun } from './import-record.js';
import type { ImportRequest } from './import-request.js';
import { ImportRun } from './import-run.entity.js';
import { type ImportKind, ImportState } from './import-run.states.js';
import { requestOf, type UploadImport } from './import-upload.service.js';
import type { Spool } from './spool.js';
import { clearUpload, findOwnUpload, uploadSource } from './upload.service.js';

/** What an import that runs by itself was asked, as its record keeps it. */
type KeptRequest = Omit<ImportRequest, 'source' | 'turns' | 'onProgress'>;

/** Has an uploaded file imported by itself: the answer is its record, which says from now on how far it is. */
export async function startImport(
  unit: Unit,
  kind: ImportKind,
  asked: UploadImport,
): Promise<ImportRun | Exclude<ImportRefusal, { rowCount: number }> | UnknownUpload | NoDepartment> {
  const { departmentId } = unit.actor;
  if (!departmentId) return new NoDepartment();
  const upload = await findOwnUpload(unit, asked.uploadId);
  if (!upload) return new UnknownUpload(asked.uploadId);
  const kept: KeptRequest = requestOf(upload, kind, departmentId, asked);
  const request: ImportRequest = { ...kept, source: new Uint8Array() };
  const prepared = await prepare(unit, request);
  if (isRefusal(prepared)) return prepared;
  const run = { ...newRun(unit, unit.newId(), request, ImportState.QUEUED), request: { ...kept } };
  await unit.em.insert(ImportRun, run);
  unit.wakeJobs();
  return run;
}

/** The imports that wait to be begun, the oldest first. */
export function listQueuedImports(reader: Reader): Promise<ImportRun[]> {
  const queued = { state: ImportState.QUEUED, uploadId: { $ne: null } };
  return reader.em.find(ImportRun, queued, { orderBy: { id: 'asc' }, limit: 10, disableIdentityMap: true });
}

/** On whose behalf an import runs by itself: of the account that asked for it, and of its department alone. */
export function importerOf({ accountId, accountName, department }: ImportRun): Actor {
  return {
    kind: 'account',
    accountId: accountId ?? undefined,
    username: accountName ?? undefined,
    departmentId: department,
    scope: [department],
    roles: [Role.REGISTRAR],
  };
}

/** Runs an import that was started. The upload stays for a day when rows were refused, so that they can be fetched. */
export async function runStartedImport(
  step: Step,
  run: ImportRun,
  spool: Spool,
  waitSeconds: number,
): Promise<ImportRun | ImportRefusal> {
  const uploadId = run.uploadId ?? '';
  // What was not asked comes back from the database as null.
  const asked = Object.entries(run.request).filter(([, value]) => value !== null);
  const kept = Object.fromEntries(asked) as unknown as KeptRequest;
  const request: ImportRequest = { ...kept, source: uploadSource(step, uploadId) };
  const outcome = await importInSteps(request, { step, spool, waitSeconds, runId: run.id });
  if (!isRefusal(outcome) && !outcome.dryRun && outcome.rejectedCount === 0) {
    await step((unit) => clearUpload(unit, uploadId));
  }
  return outcome;
}
