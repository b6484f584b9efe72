import { CsvRecords } from './csv-records.js';
import { detectEncoding, type TableEncoding } from './encoding.js';
import { unguarded } from './formula-guard.js';
import type { Sheet, SheetRow } from './sheet.js';
import { TableFileError } from './table-file-error.js';
import { bytesOf, type TableSource } from './table-source.js';

const DELIMITERS: readonly [string, string][] = [
  [',', '逗号 comma'],
  ['\t', '制表符 tab'],
  [';', '分号 semicolon'],
  ['|', '竖线 bar'],
];

/** The first line by which Excel tells itself the delimiter: `sep=;`. */
const TOLD_DELIMITER = /^\ufeff?"?sep=([^"\r\n])"?\r?\n/i;

/** The sheets that a text file may be read as, one per delimiter. Throws what `detectEncoding` throws. */
export async function csvSheets(source: TableSource): Promise<readonly Sheet[]> {
  const encoding = await detectEncoding(source);
  const told = TOLD_DELIMITER.exec(await firstText(source, encoding))?.[1];
  const known = DELIMITERS.filter(([delimiter]) => told === undefined || delimiter === told);
  const delimiters = told !== undefined && known.length === 0 ? [[told, told] as const] : known;
  return delimiters.map(([delimiter, name]) => ({
    format: 'csv',
    description: `CSV, ${encoding.toUpperCase()}, ${name}`,
    rows: () => csvRows(source, encoding, delimiter),
  }));
}

async function firstText(source: TableSource, encoding: TableEncoding): Promise<string> {
  try {
    for await (const text of textOf(source, encoding)) if (text.length > 0) return text.slice(0, 16);
  } catch (error) {
    throw asTableFileError(error, 1);
  }
  return '';
}

async function* csvRows(
  source: TableSource,
  encoding: TableEncoding,
  delimiter: string,
): AsyncGenerator<SheetRow> {
  const records = new CsvRecords(delimiter);
  const asRow = (cells: string[]) => ({ row: records.row, cells: cells.map(unguarded) });
  try {
    for await (const text of textOf(source, encoding)) {
      for (const cells of records.read(text, false)) yield asRow(cells);
    }
  } catch (error) {
    throw asTableFileError(error, records.row + 1);
  }
  for (const cells of records.read('', true)) yield asRow(cells);
}

async function* textOf(source: TableSource, encoding: TableEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of bytesOf(source)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function asTableFileError(error: unknown, row: number): unknown {
  if ((error as { code?: unknown } | null)?.code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') return error;
  return new TableFileError(
    'BROKEN_ENCODING',
    `第 ${row} 行附近有无法解码的字符，请从原系统重新导出。`,
    `There is a character near row ${row} that cannot be decoded. Export the file again.`,
    { row },
  );
}
