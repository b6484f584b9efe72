import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { type EvidenceForm, mediaTypes } from '../../schema/inspection/index.js';
import { type ArchiveNotSafe, ContentNotTaken } from './content-refusals.js';
import { officeType } from './office-file.js';

/** Bytes that tell what a file is. */
const HEAD_BYTES = 4_100;

/** Names of one type that others write otherwise. */
const sameTypes: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
};

/** What the bytes of a file say it is; neither its name nor what was declared counts. */
async function sniff(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return 'application/zip';
    const found = await fileTypeFromBuffer(head);
    return found && (sameTypes[found.mime] ?? found.mime);
  } finally {
    await file.close();
  }
}

/** The type of a file that may be kept as evidence of this form, or why it may not. */
export async function admitFile(
  path: string,
  size: number,
  form: EvidenceForm,
): Promise<string | ContentNotTaken | ArchiveNotSafe> {
  const sniffed = await sniff(path);
  if (sniffed !== 'application/zip') {
    return sniffed && mediaTypes[form].includes(sniffed) ? sniffed : new ContentNotTaken(form, sniffed);
  }
  if (form === 'PICTURE') return new ContentNotTaken(form, sniffed);
  const source = Object.assign(() => createReadStream(path), {
    from: (start: number) => createReadStream(path, { start }),
  });
  return officeType(source, size);
}
