import { guarded } from '../table-file/index.js';
import { encodeGb18030 } from './gb18030.js';
import type { SheetColumn, SheetRows } from './sheet-rows.js';

function csvCell(text: string): string {
  if (text === '') return '';
  const cell = guarded(text);
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function csvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/**
 * A table as CSV (RFC 4180), piece by piece: UTF-8 with the mark by which spreadsheets know it, or GB18030. No cell of it is
 * a formula. Throws `UnwritableCharacterError`.
 */
export async function* csvFile(
  columns: readonly SheetColumn[],
  rows: SheetRows,
  encoding: 'utf-8' | 'gb18030' = 'utf-8',
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const encode = encoding === 'gb18030' ? encodeGb18030 : (text: string) => encoder.encode(text);
  const mark = encoding === 'gb18030' ? '' : '\ufeff';
  yield encode(mark + csvLines([columns.map(({ heading }) => heading)]));
  for await (const page of rows) if (page.length > 0) yield encode(csvLines(page));
}
