import { createHash } from 'node:crypto';
import { decryptWith, encryptWith, makeRecordKey } from '../../personal/index.js';
import { findOwnUpload, UnknownUpload, uploadSource } from '../../registry/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { DocumentFile, DocumentFilePart } from './document-file.entity.js';

const PART_BYTES = 1024 * 1024;
/** The largest scan or stamped paper that is taken. */
export const MOST_FILE_BYTES = 40 * 1024 * 1024;

const purposeOf = (fileId: string) => `document-file:${fileId}`;

/** What is to be kept. */
export interface FileDraft {
  readonly department: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Keeps a file encrypted, in parts. */
export async function keepFile(unit: Unit, draft: FileDraft): Promise<DocumentFile> {
  const { bytes, ...about } = draft;
  const id = unit.newId();
  const key = makeRecordKey(unit.chance);
  const file: DocumentFile = {
    id,
    ...about,
    sha256: sha256Of(bytes),
    size: bytes.length,
    sealedKey: unit.keys.seal(key, purposeOf(id)),
    createdAt: unit.now,
  };
  await unit.em.insert(DocumentFile, file);
  for (let n = 0; n * PART_BYTES < bytes.length; n += 1) {
    const part = bytes.subarray(n * PART_BYTES, (n + 1) * PART_BYTES);
    const sealed = encryptWith(key, unit.chance, part, `${purposeOf(id)}:${n}`);
    await unit.em.insert(DocumentFilePart, { file: id, n, bytes: sealed });
  }
  return file;
}

/** A file whole, as it was kept. @throws Error where a part is missing or changed */
export async function readFileBytes(reader: Reader, file: DocumentFile): Promise<Uint8Array> {
  const key = reader.keys.open(file.sealedKey, purposeOf(file.id));
  const pieces: Uint8Array[] = [];
  const count = Math.ceil(file.size / PART_BYTES);
  for (let n = 0; n < count; n += 1) {
    const part = await reader.em.findOneOrFail(
      DocumentFilePart,
      { file: file.id, n },
      { disableIdentityMap: true },
    );
    pieces.push(decryptWith(key, part.bytes, `${purposeOf(file.id)}:${n}`));
  }
  const bytes = new Uint8Array(Buffer.concat(pieces));
  if (sha256Of(bytes) !== file.sha256) throw new Error(`document file ${file.id} is not what was kept`);
  return bytes;
}

export async function removeFile(unit: Unit, id: string): Promise<void> {
  await unit.em.nativeDelete(DocumentFilePart, { file: id });
  await unit.em.nativeDelete(DocumentFile, { id });
}

/** What somebody uploaded. */
export interface UploadedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** The actor's own upload, whole; what is larger than a scan is not taken. */
export async function readOwnUpload(
  unit: Unit,
  uploadId: string,
): Promise<UploadedFile | UnknownUpload | 'TOO_LARGE'> {
  const upload = await findOwnUpload(unit, uploadId);
  if (!upload) return new UnknownUpload(uploadId);
  if (upload.size > MOST_FILE_BYTES) return 'TOO_LARGE';
  const pieces: Uint8Array[] = [];
  const source = uploadSource((work) => work(unit), upload.id) as () => AsyncIterable<Uint8Array>;
  for await (const piece of source()) pieces.push(piece);
  return { fileName: upload.fileName, bytes: new Uint8Array(Buffer.concat(pieces)) };
}
