/** One row of a sheet: its number as the spreadsheet counts it, from 1, and its cells as they stand. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * One way of reading a file as a table. A CSV file offers one sheet per possible delimiter; a workbook will offer one
 * per worksheet. The heading decides which one is meant.
 */
export interface Sheet {
  /** For the report: `CSV, GB18030, 制表符`. */
  readonly description: string;
  /** The rows from the first one on, read anew at each call, one at a time. Throws `TableFileError` on the way. */
  rows(): AsyncIterable<SheetRow>;
}
