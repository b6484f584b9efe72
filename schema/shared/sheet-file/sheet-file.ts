import { csvFile } from './csv-file.js';
import { jsonLinesFile } from './json-lines-file.js';
import type { SheetColumn, SheetFormat, SheetRows } from './sheet-rows.js';
import { type WorkbookNotes, workbookFile } from './workbook-file.js';

/** In what a table is written; the encoding is that of CSV. */
export interface SheetStyle {
  readonly format: SheetFormat;
  readonly encoding: 'utf-8' | 'gb18030';
}

/** A table that is to be written. */
export interface Sheet {
  /** Of a worksheet: at most 31 characters, none of `[]:*?/\`. */
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: SheetRows;
  /** Asked for after the last row; a workbook alone has notes. */
  readonly notes?: () => WorkbookNotes;
}

const noNotes = (): WorkbookNotes => ({ visible: [], hidden: [] });

/** The bytes of a table in the format asked for, while its rows are read. */
export function sheetFile(
  { title, columns, rows, notes = noNotes }: Sheet,
  { format, encoding }: SheetStyle,
): AsyncGenerator<Uint8Array> {
  if (format === 'csv') return csvFile(columns, rows, encoding);
  if (format === 'jsonl') return jsonLinesFile(columns, rows);
  return workbookFile(title, columns, rows, notes);
}
