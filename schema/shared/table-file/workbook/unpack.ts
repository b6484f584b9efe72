import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { fileRefused } from '../file-refusals.js';
import { TableFileError } from '../table-file-error.js';
import type { TableSource } from '../table-source.js';
import { bytesBetween, joinedBytes } from './byte-range.js';
import type { ZipEntry } from './zip-directory.js';

const LOCAL_MARK = 0x04034b50;
const LOCAL_BYTES = 30;

/** The largest part that is read: a sheet of a million rows and two kilobytes each. */
export const MOST_BYTES = 2 * 1024 ** 3;

/** From here on a part that unpacks to more than 200 times its size is a bomb: real sheets come to 5 to 50 times. */
const SUSPECT_BYTES = 64 * 1024 * 1024;
const MOST_RATIO = 200;

/**
 * The content of a file in an archive, unpacked piece by piece as it is asked for. What an archive says of its sizes is
 * not believed: bytes are counted as they come. At the end the checksum is compared.
 */
export async function* unpacked(
  source: TableSource,
  entry: ZipEntry,
  mostBytes = MOST_BYTES,
): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted) throw fileRefused('ENCRYPTED_WORKBOOK');
  if (entry.method !== 0 && entry.method !== 8) throw fileRefused('BROKEN_WORKBOOK');
  let size = 0;
  let crc = 0;
  try {
    for await (const piece of contentOf(source, entry, await contentAt(source, entry))) {
      size += piece.length;
      const isBomb = size > SUSPECT_BYTES && size > MOST_RATIO * entry.packedSize;
      if (isBomb || size > mostBytes) throw fileRefused('UNPACKS_TOO_LARGE');
      crc = crc32(piece, crc);
      yield piece;
    }
  } catch (error) {
    throw error instanceof TableFileError || !isZlibError(error) ? error : fileRefused('BROKEN_WORKBOOK');
  }
  if (crc !== entry.crc) throw fileRefused('BROKEN_WORKBOOK');
}

async function contentAt(source: TableSource, { localAt }: ZipEntry): Promise<number> {
  const local = await joinedBytes(source, localAt, localAt + LOCAL_BYTES);
  if (local.length < LOCAL_BYTES || local.readUInt32LE(0) !== LOCAL_MARK)
    throw fileRefused('BROKEN_WORKBOOK');
  return localAt + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
}

function contentOf(source: TableSource, entry: ZipEntry, at: number): AsyncIterable<Uint8Array> {
  const packed = bytesBetween(source, at, at + entry.packedSize);
  if (entry.method === 0) return packed;
  const inflate = createInflateRaw({ chunkSize: 65_536 });
  // The callback is only there so that a failure reaches whoever reads on instead of the process.
  pipeline(Readable.from(packed), inflate, () => {});
  return inflate;
}

function isZlibError(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('Z_');
}
