import {
  type EvidenceBlob,
  listKept,
  listKnown,
  listRemoved,
  purposeOfBlob,
} from '../../schema/inspection/index.js';
import type { Reader } from '../../schema/shared/unit.js';
import { openBlob, sealedSize } from './blob-cipher.js';
import { BlobDamagedError, type BlobStore } from './blob-store.js';
import { createDiskStore, hasBlob } from './disk-store.js';

const PAGE = 500;

async function* pages(
  list: (after: string | undefined, limit: number) => Promise<EvidenceBlob[]>,
): AsyncGenerator<EvidenceBlob> {
  let after: string | undefined;
  for (;;) {
    const page = await list(after, PAGE);
    yield* page;
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

/** A file of the store that is not what the database says. */
export interface EvidenceFault {
  readonly evidenceId: string;
  readonly role: string;
  readonly blobId: string;
  readonly fault: string;
}

/** What a comparison of store and database found. */
export interface EvidenceCheck {
  readonly place: string;
  readonly files: number;
  readonly bytes: number;
  readonly faults: readonly EvidenceFault[];
  /** Names of files in the folder that no row knows of: of a restored older database, or nobody's. */
  readonly strangers: readonly string[];
}

const nameForm = /^([0-9a-f]{2})[/\\]([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.part)?$/;

/** The file's blob by its name, where it lies as a blob does. */
function blobOf(name: string): string | undefined {
  const [, shard = '', id] = nameForm.exec(name) ?? [];
  return id?.endsWith(shard) ? id : undefined;
}

/** What lies in the folder and is no blob, or one that no row knows of. A bucket is never listed. */
async function findStrangers(reader: Reader, store: BlobStore): Promise<string[]> {
  const names = ((await store.list?.()) ?? []).sort();
  const strangers: string[] = [];
  for (let from = 0; from < names.length; from += PAGE) {
    const some = names.slice(from, from + PAGE);
    const known = await listKnown(
      reader,
      some.flatMap((name) => blobOf(name) ?? []),
    );
    strangers.push(...some.filter((name) => !known.has(blobOf(name) ?? '')));
  }
  return strangers;
}

/** Opens a blob to its end. @returns what is wrong with it, or nothing */
async function findFault(reader: Reader, store: BlobStore, blob: EvidenceBlob): Promise<string | undefined> {
  const { id, size, sha256, sealedKey } = blob;
  if (!sealedKey) return 'no key';
  const key = reader.keys.open(sealedKey, purposeOfBlob(id));
  try {
    for await (const _ of openBlob(await store.get(id), { id, key, size, sha256 }));
    return undefined;
  } catch (error) {
    if (error instanceof BlobDamagedError) return error.message;
    throw error;
  }
}

/** Reads every file of evidence, decrypts it, and compares its hash with the database's; names what nobody knows. @throws StoreUnavailableError */
export async function checkEvidence(reader: Reader, store: BlobStore): Promise<EvidenceCheck> {
  const faults: EvidenceFault[] = [];
  let [files, bytes] = [0, 0];
  for await (const blob of pages((after, limit) => listKept(reader, after, limit))) {
    const fault = await findFault(reader, store, blob);
    const { id: blobId, role, evidence } = blob;
    if (fault) faults.push({ evidenceId: evidence ?? '', role, blobId, fault });
    files += 1;
    bytes += blob.size;
  }
  return { place: store.place, files, bytes, faults, strangers: await findStrangers(reader, store) };
}

/**
 * Copies what a folder lacks of the store, as it lies there, encrypted: blobs never change, so a copy is a backup. What was
 * destroyed at the end of its term goes from the copy, too.
 * @returns how many files are new in the folder
 */
export async function copyEvidence(reader: Reader, store: BlobStore, folder: string): Promise<number> {
  const copy = createDiskStore(folder);
  let count = 0;
  for await (const { id, size } of pages((after, limit) => listKept(reader, after, limit))) {
    if (hasBlob(folder, id)) continue;
    await copy.put(id, await store.get(id), sealedSize(size));
    count += 1;
  }
  for await (const { id } of pages((after, limit) => listRemoved(reader, after, limit)))
    await copy.remove(id);
  return count;
}
