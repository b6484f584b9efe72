import type { Sheet } from '../sheet.js';
import type { TableSource } from '../table-source.js';
import type { CellGround } from './cell-text.js';
import { readMergedRows } from './merged-cells.js';
import { readNumberForms } from './number-formats.js';
import { readSharedStrings } from './shared-strings.js';
import { sheetRows } from './sheet-rows.js';
import { readWorkbookParts, type VisibleSheet } from './workbook-parts.js';
import { readZipDirectory } from './zip-directory.js';

/**
 * The visible sheets of an .xlsx workbook. The source is read several times, a part at a time; memory holds the shared
 * texts, the merges and one piece of the sheet. Throws `TableFileError`, here and while rows are read.
 */
export async function workbookSheets(source: TableSource): Promise<readonly Sheet[]> {
  const files = await readZipDirectory(source);
  const parts = await readWorkbookParts(source, files);
  const ground: CellGround = {
    strings: await readSharedStrings(source, parts.strings),
    forms: await readNumberForms(source, files, parts.stylesPath),
    is1904: parts.is1904,
  };
  return parts.sheets.map((sheet) => asSheet(source, sheet, ground));
}

function asSheet(source: TableSource, { name, entry }: VisibleSheet, ground: CellGround): Sheet {
  const merges = once(() => readMergedRows(source, entry));
  return {
    format: 'xlsx',
    description: `XLSX, ${name}`,
    is1904: ground.is1904,
    rows: (lastRow) => sheetRows(source, entry, ground, merges, lastRow),
  };
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
