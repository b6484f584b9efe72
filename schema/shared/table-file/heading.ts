import { headingKey } from './heading-key.js';
import type { Sheet, SheetRow } from './sheet.js';
import { TableFileError } from './table-file-error.js';
import { GATHERED_FIELDS } from './table-kind.js';

/** A column that a table is read by. */
export interface MappedColumn {
  /** Place in the row, from 0. */
  readonly index: number;
  /** As printed in the file. */
  readonly heading: string;
  readonly field: string;
}

/** Where a table begins and what its columns mean. */
export interface FoundHeading {
  readonly sheet: Sheet;
  /** The row of the heading, the lower one of two; the data begin below it. */
  readonly row: number;
  readonly columns: readonly MappedColumn[];
  /** The rows from the first one to the heading, as they stand. */
  readonly head: readonly SheetRow[];
  /** Other sheets of a workbook with as good a heading. */
  readonly others: readonly Sheet[];
}

/** How far down a heading is looked for: titles, notes and blank rows often stand above it. */
export const HEADING_ROWS = 50;

type Candidate = Omit<FoundHeading, 'others'>;

/**
 * Finds the heading: among the first rows of every sheet the one that holds the most known headings, the earlier one of
 * equals. A heading may take two rows, groups above and columns below. `known` maps heading keys to fields.
 *
 * Throws what the sheets throw when none has a heading, `HEADING_NOT_FOUND` with some of the headings that were looked for, `DUPLICATE_HEADING`.
 */
export async function findHeading(
  sheets: readonly Sheet[],
  known: ReadonlyMap<string, string>,
): Promise<FoundHeading> {
  const found: Candidate[] = [];
  let failure: unknown;
  for (const sheet of sheets) {
    try {
      const candidate = await headingOf(sheet, known);
      if (candidate !== undefined) found.push(candidate);
    } catch (error) {
      failure ??= error;
    }
  }
  const best = found.reduce<Candidate | undefined>(
    (so, far) => (far.columns.length > (so?.columns.length ?? 0) ? far : so),
    undefined,
  );
  if (best === undefined) throw failure ?? notFound(known);
  requireOnce(best);
  const equals = found.filter(({ columns }) => columns.length === best.columns.length);
  const others = best.sheet.format === 'xlsx' ? equals.map(({ sheet }) => sheet) : [];
  return { ...best, others: others.filter((sheet) => sheet !== best.sheet) };
}

async function headingOf(sheet: Sheet, known: ReadonlyMap<string, string>): Promise<Candidate | undefined> {
  const seen: SheetRow[] = [];
  let best: Candidate | undefined;
  try {
    for await (const row of firstRows(sheet)) {
      const above = seen.at(-1);
      seen.push(row);
      const columns = mappedColumns(row.cells, known);
      const pair = above?.row === row.row - 1 ? inTwoRows(above.cells, row.cells, known) : [];
      const more = pair.length > columns.length ? pair : columns;
      if (more.length > (best?.columns.length ?? 0)) {
        best = { sheet, row: row.row, columns: more, head: [...seen] };
      }
    }
  } catch (error) {
    // With the wrong delimiter a good file may look broken; if it is, reading its rows will say so again.
    if (best === undefined) throw error;
  }
  return best;
}

async function* firstRows(sheet: Sheet): AsyncGenerator<SheetRow> {
  const last = sheet.lastHeadingRow ?? HEADING_ROWS;
  for await (const row of sheet.rows(last)) {
    if (row.row > last) return;
    yield row;
    if (row.row === last) return;
  }
}

function mappedColumns(cells: readonly string[], known: ReadonlyMap<string, string>): MappedColumn[] {
  return cells.flatMap((cell, index) => {
    const field = known.get(headingKey(cell));
    return field === undefined ? [] : [{ index, heading: cell.trim(), field }];
  });
}

/** A heading of two rows: where the upper one is known, the lower one is blank, repeats it, or is known itself. */
function inTwoRows(
  upper: readonly string[],
  lower: readonly string[],
  known: ReadonlyMap<string, string>,
): MappedColumn[] {
  const cells: string[] = [];
  for (let index = 0; index < Math.max(upper.length, lower.length); index += 1) {
    const [above = '', below = ''] = [upper[index], lower[index]];
    const isKnownAbove = known.has(headingKey(above));
    if (isKnownAbove && below.trim() !== '' && !known.has(headingKey(below))) return [];
    cells.push(below.trim() === '' && isKnownAbove ? above : below);
  }
  return mappedColumns(cells, known);
}

function notFound(known: ReadonlyMap<string, string>): TableFileError {
  const wanted = [...known.keys()].slice(0, 8).join('、');
  return new TableFileError(
    'HEADING_NOT_FOUND',
    `前 ${HEADING_ROWS} 行中没有找到认识的表头（例如：${wanted}）。请核对表头，或提供字段对照文件（--map）。`,
    `No known heading was found in the first ${HEADING_ROWS} rows. Check the headings, or give a mapping file (--map).`,
  );
}

function requireOnce({ row, columns }: Candidate): void {
  const seen = new Set<string>();
  for (const { heading, field } of columns) {
    if (seen.has(headingKey(heading)) && !GATHERED_FIELDS.has(field)) {
      throw new TableFileError(
        'DUPLICATE_HEADING',
        `第 ${row} 行的表头“${heading}”出现了两次，无法确定以哪一列为准。请删除或改名其中一列。`,
        `The heading "${heading}" stands twice in row ${row}; it is not clear which column is meant. Remove or rename one.`,
        { row },
      );
    }
    seen.add(headingKey(heading));
  }
}
