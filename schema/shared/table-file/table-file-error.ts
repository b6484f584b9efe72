/** Why a whole file is refused. Faults of single rows are values, see `row-fault.ts`. */
export type TableFileErrorCode =
  | 'EMPTY_FILE'
  | 'NOT_A_TEXT_FILE'
  | 'NOT_JSON_LINES'
  | 'NOT_A_WORKBOOK'
  | 'OTHER_WORKBOOK'
  | 'MACRO_WORKBOOK'
  | 'ENCRYPTED_WORKBOOK'
  | 'BROKEN_WORKBOOK'
  | 'UNPACKS_TOO_LARGE'
  | 'TOO_MANY_SHEETS'
  | 'TOO_MANY_COLUMNS'
  | 'NO_SHEET'
  | 'BROKEN_ENCODING'
  | 'BROKEN_QUOTES'
  | 'RECORD_TOO_LONG'
  | 'HEADING_NOT_FOUND'
  | 'DUPLICATE_HEADING'
  | 'MISSING_COLUMN'
  | 'INVALID_MAPPING';

/** Where a file is broken: the byte counted from 0, the row as a spreadsheet counts it, from 1. */
export interface FilePlace {
  readonly byte?: number;
  readonly row?: number;
}

/** A file that cannot be read at all; nothing of it was delivered, or nothing after `place.row`. */
export class TableFileError extends Error {
  override readonly name = 'TableFileError';

  constructor(
    readonly code: TableFileErrorCode,
    readonly zh: string,
    readonly en: string,
    readonly place: FilePlace = {},
  ) {
    super(`${zh} ${en}`);
  }
}
