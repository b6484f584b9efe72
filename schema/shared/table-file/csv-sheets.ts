import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { detectEncoding, type TableEncoding } from './encoding.js';
import { unguarded } from './formula-guard.js';
import type { Sheet, SheetRow } from './sheet.js';
import { TableFileError } from './table-file-error.js';
import { bytesOf, type TableSource } from './table-source.js';

const DELIMITERS: readonly [string, string][] = [
  [',', '逗号 comma'],
  ['\t', '制表符 tab'],
  [';', '分号 semicolon'],
];

/** No record of a real table is longer; a quote that is never closed is noticed here, not at the end of memory. */
const MAX_RECORD_CHARACTERS = 1_000_000;

/** The sheets that a text file may be read as, one per delimiter. Throws what `detectEncoding` throws. */
export async function csvSheets(source: TableSource): Promise<readonly Sheet[]> {
  const encoding = await detectEncoding(source);
  return DELIMITERS.map(([delimiter, name]) => ({
    description: `CSV, ${encoding.toUpperCase()}, ${name}`,
    rows: () => csvRows(source, encoding, delimiter),
  }));
}

async function* csvRows(
  source: TableSource,
  encoding: TableEncoding,
  delimiter: string,
): AsyncGenerator<SheetRow> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  // The callback is only there so that a failure reaches the loop below instead of the process.
  pipeline(Readable.from(textOf(source, encoding)), parser, () => {});
  let row = 0;
  try {
    for await (const cells of parser) {
      row += 1;
      yield { row, cells: cells.map(unguarded) };
    }
  } catch (error) {
    throw asTableFileError(error, brokenRow(error, row));
  }
}

async function* textOf(source: TableSource, encoding: TableEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of bytesOf(source)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** The parser runs ahead of the rows taken from it and counts for itself. */
function brokenRow(error: unknown, rowsTaken: number): number {
  const counted = error instanceof CsvError ? error.records : undefined;
  return (typeof counted === 'number' ? counted : rowsTaken) + 1;
}

function asTableFileError(error: unknown, row: number): unknown {
  if (error instanceof CsvError) {
    return error.code === 'CSV_MAX_RECORD_SIZE'
      ? new TableFileError(
          'RECORD_TOO_LONG',
          `第 ${row} 行过长（超过一百万字符），多半是引号没有成对。`,
          `Row ${row} is longer than a million characters; most likely a quotation mark is not closed.`,
          { row },
        )
      : new TableFileError(
          'BROKEN_QUOTES',
          `第 ${row} 行的引号没有成对，之后的内容无法读取。`,
          `A quotation mark in row ${row} is not closed; nothing after it can be read.`,
          { row },
        );
  }
  if ((error as { code?: unknown } | null)?.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new TableFileError(
      'BROKEN_ENCODING',
      `第 ${row} 行附近有无法解码的字符，请从原系统重新导出。`,
      `There is a character near row ${row} that cannot be decoded. Export the file again.`,
      { row },
    );
  }
  return error;
}
