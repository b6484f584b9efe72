import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

/** Far more than a sheet of any department; a file that unpacks to more is refused. */
const MOST_BYTES = 512 * 1024 * 1024;

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * Texts of the files in a ZIP archive whose names pass; stored or deflated, by the directory at its end.
 * @throws Error where the bytes are no such archive
 */
export async function archiveTexts(
  path: string,
  isWanted: (name: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const bytes = await readFile(path);
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error('no directory at the end of the archive');
  const found = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new Error('the directory of the archive is damaged');
    const [nameLength, extra, remark] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength!);
    if (isWanted(name)) found.set(name, textAt(bytes, at));
    at += 46 + nameLength! + extra! + remark!;
  }
  return found;
}

/** @param at place of the file's entry in the directory */
function textAt(bytes: Buffer, at: number): string {
  const [method, size, local] = [
    bytes.readUInt16LE(at + 10),
    bytes.readUInt32LE(at + 20),
    bytes.readUInt32LE(at + 42),
  ];
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + size);
  const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: MOST_BYTES });
  return content.toString('utf8');
}
