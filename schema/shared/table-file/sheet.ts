import type { FaultWords } from './fault-words.js';
import type { RowFaultCode } from './row-fault.js';

/** What a file is, by its content; a remark file is written in the same format. */
export type TableFormat = 'csv' | 'xlsx' | 'jsonl';

/** What is wrong with a row before its cells are understood. */
export interface SheetRowFault extends FaultWords {
  readonly code: RowFaultCode;
  /** The place of the cell, from 0; absent where the whole row is meant. */
  readonly index?: number;
}

/** One row of a sheet: its number as the spreadsheet counts it, from 1, and its cells as they stand. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly faults?: readonly SheetRowFault[];
}

/**
 * One way of reading a file as a table. A CSV file offers one sheet per possible delimiter, a workbook one per visible
 * worksheet, JSON Lines one whose row 0 holds the keys. The heading decides which one is meant.
 */
export interface Sheet {
  readonly format: TableFormat;
  /** For the report: `CSV, GB18030, 制表符`. */
  readonly description: string;
  /** The last row that may be the heading; the usual one when absent. */
  readonly lastHeadingRow?: number;
  /** Days without a format are counted from 1904. */
  readonly is1904?: boolean;
  /**
   * The rows from the first one on, read anew at each call, one at a time. Throws `TableFileError` on the way.
   * @param lastRow where one may stop reading; a few more may come
   */
  rows(lastRow?: number): AsyncIterable<SheetRow>;
}
