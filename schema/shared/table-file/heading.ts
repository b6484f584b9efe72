import { halfWidth } from '../identifiers/index.js';
import type { Sheet } from './sheet.js';
import { TableFileError } from './table-file-error.js';

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
  /** The row of the heading; the data begin below it. */
  readonly row: number;
  readonly columns: readonly MappedColumn[];
}

/** How far down a heading is looked for: titles, notes and blank rows often stand above it. */
export const HEADING_ROWS = 10;

/** Headings compare without blanks, case, width, a star or a remark in brackets such as （必填）. */
export function headingKey(text: string): string {
  return halfWidth(text)
    .replace(/[\s\u200b\ufeff*]/g, '')
    .replace(/\((?:必填|选填|必填项|required)\)$/i, '')
    .toLowerCase();
}

/**
 * Finds the heading: among the first ten rows of every sheet the one that holds the most known headings, the earlier
 * one of equals. `known` maps heading keys to fields.
 *
 * Throws what the sheets throw when none has a heading, `HEADING_NOT_FOUND` with some of the headings that were looked for, `DUPLICATE_HEADING`.
 */
export async function findHeading(
  sheets: readonly Sheet[],
  known: ReadonlyMap<string, string>,
): Promise<FoundHeading> {
  let best: FoundHeading | undefined;
  let failure: unknown;
  for (const sheet of sheets) {
    try {
      for await (const { row, cells } of sheet.rows()) {
        const columns = mappedColumns(cells, known);
        if (columns.length > (best?.columns.length ?? 0)) best = { sheet, row, columns };
        if (row === HEADING_ROWS) break;
      }
    } catch (error) {
      // With the wrong delimiter a good file may look broken; if it is, reading its rows will say so again.
      failure ??= error;
    }
  }
  if (best === undefined && failure !== undefined) throw failure;
  if (best === undefined) {
    const wanted = [...known.keys()].slice(0, 8).join('、');
    throw new TableFileError(
      'HEADING_NOT_FOUND',
      `前 ${HEADING_ROWS} 行中没有找到认识的表头（例如：${wanted}）。请核对表头，或提供字段对照文件（--map）。`,
      `No known heading was found in the first ${HEADING_ROWS} rows. Check the headings, or give a mapping file (--map).`,
    );
  }
  requireOnce(best);
  return best;
}

function mappedColumns(cells: readonly string[], known: ReadonlyMap<string, string>): MappedColumn[] {
  return cells.flatMap((cell, index) => {
    const field = known.get(headingKey(cell));
    return field === undefined ? [] : [{ index, heading: cell.trim(), field }];
  });
}

function requireOnce({ row, columns }: FoundHeading): void {
  const seen = new Set<string>();
  for (const { heading } of columns) {
    if (seen.has(headingKey(heading))) {
      throw new TableFileError(
        'DUPLICATE_HEADING',
        `第 ${row} 行的表头“${heading}”出现了两次，无法确定以哪一列为准。`,
        `The heading "${heading}" stands twice in row ${row}; it is not clear which column is meant.`,
        { row },
      );
    }
    seen.add(headingKey(heading));
  }
}
