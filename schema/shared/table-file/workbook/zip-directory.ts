import { fileRefused } from '../file-refusals.js';
import type { TableSource } from '../table-source.js';
import { joinedBytes, tailOf } from './byte-range.js';

/** A file in an archive, as the archive's directory describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly localAt: number;
}

/** The files of an archive by their names in lower case. */
export type ZipDirectory = ReadonlyMap<string, ZipEntry>;

const END_MARK = Buffer.from('PK\u0005\u0006', 'latin1');
const ENTRY_MARK = 0x02014b50;
const LONGEST_END = 65_557;
/** No workbook has as many parts. */
const MOST_ENTRIES = 10_000;
const LONGEST_DIRECTORY = 4 * 1024 * 1024;

/**
 * Reads the directory at the end of an archive. Names are only looked up, nothing is ever written under them, so a name
 * such as `../../etc/passwd` leads nowhere. A name that comes twice is refused: two readers could see two workbooks.
 * Source: PKWARE APPNOTE 6.3.10, §4.3.12 and §4.3.16.
 */
export async function readZipDirectory(source: TableSource): Promise<ZipDirectory> {
  const { tail, size } = await tailOf(source, LONGEST_END);
  const end = tail.lastIndexOf(END_MARK);
  if (end < 0 || end + 22 > tail.length) throw fileRefused('BROKEN_WORKBOOK');
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES || length > LONGEST_DIRECTORY) throw fileRefused('UNPACKS_TOO_LARGE');
  if (start + length > size) throw fileRefused('BROKEN_WORKBOOK');
  const bytes = await joinedBytes(source, start, start + length);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let left = count; left > 0; left -= 1) {
    const { entry, next } = readEntry(bytes, at);
    const key = entry.name.replaceAll('\\', '/').toLowerCase();
    if (entries.has(key)) throw fileRefused('BROKEN_WORKBOOK');
    entries.set(key, entry);
    at = next;
  }
  return entries;
}

function readEntry(bytes: Buffer, at: number): { readonly entry: ZipEntry; readonly next: number } {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY_MARK) throw fileRefused('BROKEN_WORKBOOK');
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const next = extraEnd + bytes.readUInt16LE(at + 32);
  if (next > bytes.length) throw fileRefused('BROKEN_WORKBOOK');
  const sizes = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
  const [, packedSize = 0, localAt = 0] = withLongSizes(sizes, bytes.subarray(nameEnd, extraEnd));
  const entry = {
    name: bytes.toString('utf8', at + 46, nameEnd),
    isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packedSize,
    localAt,
  };
  return { entry, next };
}

/** Some writers put every size into the field for archives beyond 4 GB, in this order. */
function withLongSizes(sizes: readonly number[], extra: Buffer): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  let from = at + 4;
  return sizes.map((size) => {
    if (size !== 0xffff_ffff) return size;
    if (from + 8 > extra.length) throw fileRefused('BROKEN_WORKBOOK');
    from += 8;
    return Number(extra.readBigUInt64LE(from - 8));
  });
}
