import { csvSheets } from './csv-sheets.js';
import { fileRefused, otherFormat } from './file-refusals.js';
import { jsonLinesSheet } from './json-lines/json-lines-sheet.js';
import type { Sheet } from './sheet.js';
import { TableFileError } from './table-file-error.js';
import { bytesOf, type TableSource } from './table-source.js';
import { workbookSheets } from './workbook/index.js';

const HEAD_BYTES = 512;

/** How an empty ZIP, RAR, 7z and gzip begin. */
const ARCHIVES = ['PK\u0005\u0006', 'Rar!', '7z\u00bc\u00af', '\u001f\u008b'];

/** The streams of old Office files are named in UTF-16; a password wraps a new file into an old one. */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * The sheets of a file of any format that is read: CSV, .xlsx, JSON Lines. The content decides, never the name. Throws
 * `TableFileError` with the name of what the file is instead.
 */
export async function fileSheets(source: TableSource): Promise<readonly Sheet[]> {
  const head = await headOf(source);
  const marks = head.toString('latin1');
  if (marks.startsWith('PK\u0003\u0004')) return workbookSheets(source);
  if (ARCHIVES.some((mark) => marks.startsWith(mark))) throw fileRefused('NOT_A_WORKBOOK');
  if (marks.startsWith('\u00d0\u00cf\u0011\u00e0')) throw await oldFormat(source);
  const text = marks.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (text.startsWith('{\\rtf')) throw otherFormat('RTF 文档');
  if (/^<(?:!doctype|html|head|meta|style|table|\?xml)/i.test(text))
    throw otherFormat('网页或 XML 表格（常见于“.xls”导出）');
  if (/^\[\s*[{[\]]/.test(text)) throw jsonArray();
  return text.startsWith('{') ? [await jsonLinesSheet(source)] : csvSheets(source);
}

async function headOf(source: TableSource): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const piece of bytesOf(source)) {
    head = Buffer.concat([head, piece.subarray(0, HEAD_BYTES)]);
    if (head.length >= HEAD_BYTES) break;
  }
  return head;
}

async function oldFormat(source: TableSource): Promise<TableFileError> {
  let behind = Buffer.alloc(0);
  for await (const piece of bytesOf(source)) {
    const bytes = Buffer.concat([behind, piece]);
    if (bytes.includes(ENCRYPTED_STREAM)) return fileRefused('ENCRYPTED_WORKBOOK');
    behind = bytes.subarray(-ENCRYPTED_STREAM.length);
  }
  return otherFormat('旧格式文件（.xls、.et、.wps 等）');
}

function jsonArray(): TableFileError {
  return new TableFileError(
    'NOT_JSON_LINES',
    '这是一个 JSON 数组。请导出为 JSON Lines（每行一个对象，没有外层的方括号），或另存为 CSV UTF-8。',
    'This is one JSON array. Export it as JSON Lines, one object per line and no brackets around them, or as CSV UTF-8.',
  );
}
