import { createHash } from 'node:crypto';
import { purposeOfBlob } from '../../schema/inspection/index.js';
import { ADDED_BYTES, decryptWith, encryptWith } from '../../schema/personal/index.js';
import { SealBrokenError } from '../../schema/shared/keyring.js';
import type { Chance } from '../../schema/shared/unit.js';
import { BlobDamagedError } from './blob-store.js';

/** A blob is encrypted in parts of so many bytes, so that none is ever in memory whole. */
const PART_BYTES = 256 * 1024;

/** How many bytes so many make in the store. */
export function sealedSize(size: number): number {
  return size + Math.ceil(size / PART_BYTES) * ADDED_BYTES;
}

/** The same bytes in pieces of one length; the last may be shorter. */
async function* inParts(bytes: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  const part = new Uint8Array(length);
  let filled = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; ) {
      const taken = piece.subarray(at, at + length - filled);
      part.set(taken, filled);
      filled += taken.length;
      at += taken.length;
      if (filled < length) continue;
      yield part;
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}

const purposeOfPart = (id: string, n: number) => `${purposeOfBlob(id)}:${n}`;

/** Encrypts a blob as it streams. Each part says whose it is and which. */
export async function* sealBlob(
  bytes: AsyncIterable<Uint8Array>,
  { id, key }: { readonly id: string; readonly key: Uint8Array },
  chance: Chance,
): AsyncGenerator<Uint8Array> {
  let n = 0;
  for await (const part of inParts(bytes, PART_BYTES)) {
    yield encryptWith(key, chance, part, purposeOfPart(id, n));
    n += 1;
  }
}

/** What a blob must turn out to be. */
export interface ExpectedBlob {
  readonly id: string;
  readonly key: Uint8Array;
  readonly size: number;
  readonly sha256: string;
}

/** Decrypts a blob as it streams. @throws BlobDamagedError where it is not, or at its end was not, what was kept */
export async function* openBlob(
  sealed: AsyncIterable<Uint8Array>,
  { id, key, size, sha256 }: ExpectedBlob,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let n = 0;
  let count = 0;
  try {
    for await (const part of inParts(sealed, PART_BYTES + ADDED_BYTES)) {
      const plain = decryptWith(key, part, purposeOfPart(id, n));
      hash.update(plain);
      count += plain.length;
      n += 1;
      yield plain;
    }
  } catch (error) {
    throw error instanceof SealBrokenError ? new BlobDamagedError(`blob ${id} does not open`) : error;
  }
  if (count !== size || hash.digest('hex') !== sha256) throw new BlobDamagedError(`blob ${id} is not whole`);
}
