import { fileRefused, MOST_COLUMNS } from '../file-refusals.js';
import type { Sheet, SheetRow } from '../sheet.js';
import { TableFileError } from '../table-file-error.js';
import { bytesOf, type TableSource } from '../table-source.js';
import { flatObject } from './flat-object.js';

/** No line of a real file is longer; one without an end is noticed here, not at the end of memory. */
const LONGEST_LINE = 1_000_000;

/**
 * JSON Lines as a sheet: one object per line in UTF-8, its keys the headings. Row 0 holds every key of the file, so the
 * file is read once for them.
 */
export async function jsonLinesSheet(source: TableSource): Promise<Sheet> {
  const keys = await keysOf(source);
  return {
    format: 'jsonl',
    description: 'JSON Lines, UTF-8',
    lastHeadingRow: 0,
    async *rows() {
      yield { row: 0, cells: [...keys.keys()] };
      for await (const { row, line } of linesOf(source)) yield asRow(row, line, keys);
    },
  };
}

function asRow(row: number, line: string, keys: ReadonlyMap<string, number>): SheetRow {
  const object = flatObject(line);
  const cells = new Array<string>(keys.size).fill('');
  if ('fault' in object) {
    const index = object.key === undefined ? undefined : keys.get(object.key);
    return { row, cells, faults: [{ code: 'BAD_LINE', index, ...object.fault }] };
  }
  for (const [key, value] of object.values) cells[keys.get(key) ?? 0] = value;
  return { row, cells };
}

async function keysOf(source: TableSource): Promise<ReadonlyMap<string, number>> {
  const keys = new Map<string, number>();
  for await (const { row, line } of linesOf(source)) {
    const object = flatObject(line);
    if ('fault' in object) continue;
    for (const key of object.values.keys()) if (!keys.has(key)) keys.set(key, keys.size);
    if (keys.size > MOST_COLUMNS) throw fileRefused('TOO_MANY_COLUMNS', { row });
  }
  if (keys.size > 0) return keys;
  throw new TableFileError(
    'NOT_JSON_LINES',
    '文件以 { 开头，却没有一行是完整的 JSON 对象。请导出为 JSON Lines（每行一个对象），或另存为 CSV UTF-8。',
    'The file begins with { and has no line that is a JSON object. Export it as JSON Lines, one object per line, or as CSV UTF-8.',
  );
}

/** The lines that hold something, with their numbers from 1. */
async function* linesOf(
  source: TableSource,
): AsyncGenerator<{ readonly row: number; readonly line: string }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let row = 0;
  for await (const bytes of bytesOf(source)) {
    const lines = (rest + decoded(() => decoder.decode(bytes, { stream: true }), row)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      row += 1;
      if (line.length > LONGEST_LINE) throw tooLong(row);
      if (line.trim() !== '') yield { row, line };
    }
    if (rest.length > LONGEST_LINE) throw tooLong(row + 1);
  }
  rest += decoded(() => decoder.decode(), row);
  if (rest.trim() !== '') yield { row: row + 1, line: rest };
}

function decoded(decode: () => string, row: number): string {
  try {
    return decode();
  } catch {
    throw new TableFileError(
      'BROKEN_ENCODING',
      `第 ${row + 1} 行起有不是 UTF-8 的字符。JSON Lines 须为 UTF-8，请重新导出。`,
      `From line ${row + 1} on there is a character that is not UTF-8. JSON Lines are UTF-8; export the file again.`,
      { row: row + 1 },
    );
  }
}

function tooLong(row: number): TableFileError {
  return new TableFileError(
    'RECORD_TOO_LONG',
    `第 ${row} 行过长（超过一百万字符）。请确认每行只有一个 JSON 对象。`,
    `Line ${row} is longer than a million characters. See that each line holds one JSON object.`,
    { row },
  );
}
