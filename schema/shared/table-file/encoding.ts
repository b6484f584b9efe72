import { isUtf8 } from 'node:buffer';
import { gb18030Machine, utf8Machine, utf16Machine } from './encoding-machines.js';
import { type EncodingScan, type ScanResult, scanWith } from './encoding-scan.js';
import { TableFileError } from './table-file-error.js';
import { bytesOf, type TableSource } from './table-source.js';

/** The encodings that spreadsheets are met in. A byte-order mark is dropped when the text is decoded. */
export type TableEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** Enough to tell a byte-order mark and a binary file. */
const HEAD_BYTES = 4;

const BINARY_STARTS: readonly [string, readonly number[]][] = [
  ['XLSX', [0x50, 0x4b, 0x03, 0x04]],
  ['XLS', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
];

/**
 * Finds out a file's encoding by reading all of it once. A byte-order mark decides. Without one the file is UTF-8 when
 * every byte of it is, else GB18030 when every byte of it is. A file that is mostly UTF-8 (fewer than one character in
 * four broken, where true GB18030 has more than half) is a broken UTF-8 file. It is never taken for GB18030, which
 * accepts almost any bytes and would turn every name into another one.
 *
 * Throws `EMPTY_FILE`, `NOT_A_TEXT_FILE` (a workbook or a PDF), `BROKEN_ENCODING` with the byte and the row.
 */
export async function detectEncoding(source: TableSource): Promise<TableEncoding> {
  if (await isWholeUtf8(source)) return 'utf-8';
  const held: Uint8Array[] = [];
  let scans: readonly [TableEncoding, EncodingScan][] | undefined;
  for await (const chunk of bytesOf(source)) {
    if (scans === undefined) {
      held.push(chunk);
      if (held.reduce((length, part) => length + part.length, 0) < HEAD_BYTES) continue;
      scans = startScans(held);
    } else {
      for (const [, scan] of scans) scan.push(chunk);
    }
  }
  scans ??= startScans(held);
  return choose(scans.map(([encoding, scan]) => [encoding, scan.end()] as const));
}

/** Whether every byte is UTF-8; the ordinary case, and quick to see. An empty or a binary file is looked at closely. */
async function isWholeUtf8(source: TableSource): Promise<boolean> {
  let behind: Uint8Array = new Uint8Array();
  let isFirst = true;
  for await (const chunk of bytesOf(source)) {
    const bytes = behind.length === 0 ? chunk : Buffer.concat([behind, chunk]);
    if (isFirst && bytes.length < HEAD_BYTES) {
      behind = bytes;
      continue;
    }
    if (isFirst && BINARY_STARTS.some(([, start]) => start.every((byte, index) => bytes[index] === byte)))
      return false;
    isFirst = false;
    const end = wholeEnd(bytes);
    if (!isUtf8(bytes.subarray(0, end))) return false;
    behind = bytes.slice(end);
  }
  return !isFirst && behind.length === 0;
}

/** Where the last character that may go on in the next piece begins; the end, where there is none. */
function wholeEnd(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - 3); at -= 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0xc0)
      return at + (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > bytes.length ? at : bytes.length;
    if (byte < 0x80) return bytes.length;
  }
  return bytes.length;
}

/** Looks at the first bytes, held together, and gives them to a scan of each encoding that they leave possible. */
function startScans(held: readonly Uint8Array[]): readonly [TableEncoding, EncodingScan][] {
  const start = Uint8Array.from(held.flatMap((part) => [...part.subarray(0, HEAD_BYTES)]));
  if (start.length === 0) throw new TableFileError('EMPTY_FILE', '文件是空的。', 'The file is empty.');
  requireText(start);
  return candidates(start).map(([encoding, machine]) => {
    const scan = scanWith(machine);
    for (const part of held) scan.push(part);
    return [encoding, scan];
  });
}

function candidates(head: Uint8Array) {
  if (head[0] === 0xff && head[1] === 0xfe) return [['utf-16le', utf16Machine(true)] as const];
  if (head[0] === 0xfe && head[1] === 0xff) return [['utf-16be', utf16Machine(false)] as const];
  const utf8 = ['utf-8', utf8Machine()] as const;
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return [utf8];
  return [utf8, ['gb18030', gb18030Machine()] as const];
}

function choose(results: readonly (readonly [TableEncoding, ScanResult])[]): TableEncoding {
  const [first, second] = results;
  if (first === undefined) throw new RangeError('no encoding was tried');
  if (first[1].brokenCount === 0) return first[0];
  const nearlyAllUtf8 = first[1].wholeCount > 3 * first[1].brokenCount;
  if (second === undefined || nearlyAllUtf8) throw broken(first[0], first[1]);
  if (second[1].brokenCount === 0) return second[0];
  throw first[1].brokenCount <= second[1].brokenCount ? broken(...first) : broken(...second);
}

function requireText(head: Uint8Array): void {
  for (const [name, start] of BINARY_STARTS) {
    if (!start.every((byte, index) => head[index] === byte)) continue;
    throw new TableFileError(
      'NOT_A_TEXT_FILE',
      `这是 ${name} 文件，不是文本表格。请在表格软件中另存为“CSV UTF-8”后重新导入。`,
      `This is a ${name} file and no text table. Save it as "CSV UTF-8" and import that.`,
    );
  }
}

function broken(encoding: TableEncoding, { firstBroken }: ScanResult): TableFileError {
  const { byte = 0, row = 1 } = firstBroken ?? {};
  const name = encoding.toUpperCase();
  return new TableFileError(
    'BROKEN_ENCODING',
    `文件已损坏：第 ${row} 行（第 ${byte} 字节处）不是有效的 ${name} 字符。请从原系统重新导出。`,
    `The file is broken: line ${row} (byte ${byte}) holds no valid ${name} character. Export it again.`,
    { byte, row },
  );
}
