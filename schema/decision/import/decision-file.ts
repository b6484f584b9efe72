import { type FieldRemark, REMARK_HEADING, type RowRemark, remarkAt } from '../../registry/index.js';
import {
  fileSheets,
  headingKey,
  openSheets,
  type RowFields,
  type RowReader,
  rowOutcomes,
  type Table,
  type TableSource,
} from '../../shared/table-file/index.js';
import { categoryByNumbers, columnsOf, findColumn, layoutOf } from '../columns/index.js';
import type { DecisionDraft } from '../decision.draft.js';
import { type DecisionGround, readDecision } from '../decision.row.js';
import type { DecisionReading } from './decision-import.entity.js';

/** Rows that one act may have. */
export const mostRows = 10_000;

/** A good row: what it says, and where it stands. */
export interface DecisionFileRow {
  readonly row: number;
  readonly draft: DecisionDraft;
  readonly cells: readonly string[];
}

/** A file of decisions, read and not yet compared. */
export interface DecisionFile {
  readonly table: Table;
  readonly isOlder: boolean;
  readonly rows: readonly DecisionFileRow[];
  readonly rowCount: number;
  readonly faults: readonly RowRemark[];
  readonly warnings: readonly RowRemark[];
  /** Headings that no column is known by: what stands below them is not taken. */
  readonly unreadHeadings: readonly string[];
  readonly isTooLong: boolean;
}

/** Who the file comes from, for what the former standard did not ask. */
export interface FileGround extends Omit<DecisionGround, 'isOlder'> {
  readonly departmentName: string;
  readonly departmentCode: string;
}

/** Whether a heading is one that only the former standard has. */
function isOlderHeading(kind: DecisionGround['kind'], { columns }: Table): boolean {
  const keys = (texts: readonly string[]) => new Set(texts.map(headingKey));
  const known = columnsOf[kind].map(({ field, code, title, also, older }) => ({
    field,
    present: keys([code, title, ...also]),
    older: keys(older),
  }));
  return columns.some(({ field, heading }) => {
    const column = known.find((one) => one.field === field);
    const key = headingKey(heading);
    return column?.older.has(key) === true && !column.present.has(key);
  });
}

/** What the former standard had no columns for follows from the numbers and from who hands the file in. */
function olderDefaults(fields: RowFields, ground: FileGround): Record<string, string> {
  const { kind, departmentName, departmentCode } = ground;
  const numbers = { person: (fields.personNumber ?? '') !== '', creditCode: fields.creditCode ?? '' };
  const category = categoryByNumbers(kind, numbers);
  return {
    category,
    authorityName: departmentName,
    authorityCode: departmentCode,
    sourceName: departmentName,
    sourceCode: departmentCode,
    // Its column took a resident's number and nothing else.
    ...(numbers.person ? { personPaper: '身份证' } : {}),
  };
}

/** Fields with their blanks filled, and which were. */
function filled(fields: RowFields, fills: Readonly<Record<string, string>>) {
  const blank = Object.keys(fills).filter((field) => (fields[field]?.trim() ?? '') === '');
  return { fields: { ...fields, ...Object.fromEntries(blank.map((field) => [field, fills[field]])) }, blank };
}

function rowReaderOf(
  ground: FileGround,
  fills: Readonly<Record<string, string>>,
  isOlder: boolean,
): RowReader<DecisionDraft> {
  return {
    parse: (given) => {
      const defaults = isOlder ? { ...olderDefaults(given, ground), ...fills } : fills;
      const { fields, blank } = filled(given, defaults);
      const parsed = readDecision(fields, { ...ground, isOlder });
      if ('faults' in parsed) return parsed;
      const notices = blank.map((field) => ({
        ...{ field, code: 'DEFAULT_USED' as const },
        zh: `为空，按“${defaults[field]}”处理。`,
        en: `Blank; "${defaults[field]}" was used.`,
      }));
      return { value: parsed.value, notices: [...parsed.notices, ...notices] };
    },
    key: ({ number }) => number.key,
    keyFields: ['documentNo'],
  };
}

/** What a file is told beside its own words, by our fields. */
export function readingOf(kind: DecisionGround['kind'], { renames, fills }: DecisionReading) {
  const fieldOf = (code: string) => findColumn(kind, code)?.field ?? '';
  return {
    renamed: new Map(renames.map(({ heading, code }) => [heading, fieldOf(code)])),
    fills: Object.fromEntries(fills.map(({ code, text }) => [fieldOf(code), text])),
  };
}

/**
 * Reads a file of decisions under the headings of either standard. Every fault of every row is told; a number that comes a
 * second time is one, with the row where it stands first. Throws `TableFileError`.
 */
export async function readDecisionFile(
  source: TableSource,
  reading: DecisionReading,
  ground: FileGround,
): Promise<DecisionFile> {
  const { kind } = ground;
  const { renamed, fills } = readingOf(kind, reading);
  const layout = layoutOf(kind, renamed, new Set(Object.keys(fills)));
  const table = await openSheets(await fileSheets(source), layout);
  const isOlder = isOlderHeading(kind, table);
  const rows: DecisionFileRow[] = [];
  const faults: RowRemark[] = [];
  const warnings: RowRemark[] = [];
  let rowCount = 0;
  for await (const outcome of rowOutcomes(table, rowReaderOf(ground, fills, isOlder))) {
    rowCount += 1;
    if (rowCount > mostRows) break;
    const at = (remark: FieldRemark & { readonly column?: string }) =>
      remarkAt(remark, outcome.row, remark.column, outcome.fields[remark.field]);
    if ('faults' in outcome) faults.push(...outcome.faults.map(at));
    else {
      warnings.push(...outcome.notices.map(at));
      rows.push({ row: outcome.row, draft: outcome.value, cells: outcome.cells });
    }
  }
  warnings.push(...table.skipped.map((notice) => remarkAt(notice, notice.row, undefined)));
  const read = new Set(table.columns.map(({ index }) => index));
  return {
    ...{ table, isOlder, rows, rowCount, faults, warnings, isTooLong: rowCount > mostRows },
    unreadHeadings: table.headingCells.filter(
      (heading, at) => !['', REMARK_HEADING].includes(heading.trim()) && !read.has(at),
    ),
  };
}
