import { ADDED_BYTES, decryptWith, encryptWith, makeRecordKey } from '../../personal/index.js';
import type { TableSource } from '../../shared/table-file/index.js';
import type { Reader, Step, Unit } from '../../shared/unit.js';
import { NoDepartment } from './import.errors.js';
import { ImportRun } from './import-run.entity.js';
import { openStates } from './import-run.states.js';
import { Upload, UploadPart } from './upload.entity.js';

/** A file that was received. Its parts come in order, each at most 1 MB. */
export interface ReceivedFile {
  readonly fileName: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly parts: AsyncIterable<Uint8Array>;
}

const purposeOf = (uploadId: string) => `upload:${uploadId}`;

/** Keeps a received file, encrypted, until it is imported. */
export async function saveUpload(unit: Unit, file: ReceivedFile): Promise<Upload | NoDepartment> {
  const { accountId, departmentId } = unit.actor;
  if (!accountId || !departmentId) return new NoDepartment();
  const id = unit.newId();
  const key = makeRecordKey(unit.chance);
  const upload: Upload = {
    id,
    account: accountId,
    department: departmentId,
    fileName: file.fileName,
    sha256: file.sha256,
    size: file.size,
    sealedKey: unit.keys.seal(key, purposeOf(id)),
    createdAt: unit.now,
  };
  await unit.em.insert(Upload, upload);
  let n = 0;
  for await (const bytes of file.parts) {
    const part = encryptWith(key, unit.chance, bytes, `${purposeOf(id)}:${n}`);
    await unit.em.insert(UploadPart, { upload: id, n, bytes: part });
    n += 1;
  }
  return upload;
}

/** The actor's own upload, or nothing. */
export function findOwnUpload(reader: Reader, id: string): Promise<Upload | null> {
  return reader.em.findOne(Upload, { id, account: reader.actor.accountId ?? null });
}

/** The bytes of an upload, part by part, anew at each call; each is read in a step, or in its turn of one. */
export function uploadSource(step: Step, uploadId: string): TableSource {
  const readPart = (n: number) =>
    step(async (unit) => {
      const [part] = await unit.em.execute<{ bytes: Uint8Array; sealed_key: string }[]>(
        `select bytes, sealed_key from upload_part join upload on upload.id = upload_id
          where upload_id = ? and n = ?`,
        [uploadId, n],
      );
      if (!part) return undefined;
      const key = unit.keys.open(part.sealed_key, purposeOf(uploadId));
      return decryptWith(key, part.bytes, `${purposeOf(uploadId)}:${n}`);
    });

  async function* partsFrom(first: number, passedBytes: number): AsyncGenerator<Uint8Array> {
    for (let n = first; ; n += 1) {
      const bytes = await readPart(n);
      if (!bytes) return;
      yield n === first ? bytes.subarray(passedBytes) : bytes;
    }
  }

  async function* from(start: number): AsyncGenerator<Uint8Array> {
    const sizes = await step((unit) =>
      unit.em.execute<{ size: number }[]>(
        `select octet_length(bytes) - ${ADDED_BYTES} as size from upload_part where upload_id = ? order by n`,
        [uploadId],
      ),
    );
    let first = 0;
    let passed = start;
    for (const { size } of sizes) {
      if (passed < size) break;
      passed -= size;
      first += 1;
    }
    yield* partsFrom(first, passed);
  }

  return Object.assign(() => partsFrom(0, 0), { from });
}

/** Forgets an upload: imported, its rows stand in the registers, and the file is somebody's personal data. */
export async function clearUpload(unit: Unit, uploadId: string): Promise<void> {
  await unit.em.nativeDelete(UploadPart, { upload: uploadId });
  await unit.em.nativeDelete(Upload, { id: uploadId });
}

/** Forgets uploads of before an instant, but for those that an import still reads. @returns how many */
export async function clearUploadsBefore(unit: Unit, instant: Date): Promise<number> {
  const old = await unit.em.find(Upload, { createdAt: { $lt: instant } }, { fields: ['id'] });
  const read = await unit.em.find(
    ImportRun,
    { state: { $in: [...openStates] }, uploadId: { $ne: null } },
    { fields: ['uploadId'] },
  );
  const inUse = new Set(read.map((run) => run.uploadId));
  const ids = old.map((upload) => upload.id).filter((id) => !inUse.has(id));
  await unit.em.nativeDelete(UploadPart, { upload: { $in: ids } });
  return unit.em.nativeDelete(Upload, { id: { $in: ids } });
}
