import { fileSheets, openSheets, TableFileError, type TableSource } from '../../shared/table-file/index.js';
import { CodeFileInvalid } from './item.errors.js';

/** What a file of codes may hold: small tables, read as a whole. */
const mostBytes = 1_000_000;
const mostRows = 1_000;

async function readAll(source: TableSource): Promise<Uint8Array> {
  if (typeof source !== 'function') return source;
  const parts: Uint8Array[] = [];
  for await (const part of source()) parts.push(part);
  return Buffer.concat(parts);
}

/** One entry of a file: its fields as texts, and the row or entry it stood in, from 1. */
export interface CodeRow {
  readonly row: number;
  readonly fields: Readonly<Partial<Record<string, string>>>;
}

/** A JSON array of objects, or `{ entries: [...] }`; values are texts, numbers or truth values. */
function readJson(text: string): CodeRow[] {
  const parsed: unknown = JSON.parse(text);
  const entries = Array.isArray(parsed) ? parsed : (parsed as { entries?: unknown } | null)?.entries;
  if (!Array.isArray(entries)) throw new SyntaxError('an array of entries is needed');
  return entries.map((entry: unknown, index) => {
    if (typeof entry !== 'object' || entry === null) throw new SyntaxError(`entry ${index + 1} is no object`);
    const texts = Object.entries(entry).filter(([, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value),
    );
    return {
      row: index + 1,
      fields: Object.fromEntries(texts.map(([key, value]) => [key, String(value).trim()])),
    };
  });
}

async function readCsv(
  bytes: Uint8Array,
  headings: Readonly<Record<string, readonly string[]>>,
  needed: readonly string[],
): Promise<CodeRow[] | CodeFileInvalid> {
  const layout = { headings, needed: needed.map((field) => [field]) };
  const table = await openSheets(await fileSheets(bytes), layout);
  const rows: CodeRow[] = [];
  for await (const { row, fields, faults } of table.rows()) {
    const [fault] = faults;
    if (fault) return new CodeFileInvalid(`第 ${row} 行：${fault.zh}`, `Row ${row}: ${fault.en}`, row);
    if (rows.push({ row, fields }) > mostRows) break;
  }
  return rows;
}

/** Reads a small table of JSON or CSV (UTF-8 or GB18030) into its entries. */
export async function readCodeFile(
  source: TableSource,
  headings: Readonly<Record<string, readonly string[]>>,
  needed: readonly string[],
): Promise<readonly CodeRow[] | CodeFileInvalid> {
  try {
    const bytes = await readAll(source);
    if (bytes.length > mostBytes)
      return new CodeFileInvalid('文件超过 1 MB。', 'The file has more than 1 MB.');
    const start = Buffer.from(bytes.subarray(0, 64))
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimStart();
    const rows = /^[[{]/.test(start)
      ? readJson(
          Buffer.from(bytes)
            .toString('utf8')
            .replace(/^\ufeff/, ''),
        )
      : await readCsv(bytes, headings, needed);
    if (rows instanceof CodeFileInvalid || rows.length <= mostRows) return rows;
    return new CodeFileInvalid(`文件超过 ${mostRows} 行。`, `The file has more than ${mostRows} rows.`);
  } catch (error) {
    if (error instanceof TableFileError) return new CodeFileInvalid(error.zh, error.en, error.place.row);
    if (error instanceof SyntaxError) {
      return new CodeFileInvalid(
        '不是可读的 JSON：须为对象数组，或含 entries 数组的对象。',
        'This is not readable JSON: an array of objects is needed, or an object with an array entries.',
      );
    }
    throw error;
  }
}
