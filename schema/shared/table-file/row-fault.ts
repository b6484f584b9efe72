/** Why a row is refused. */
export type RowFaultCode =
  | 'BLANK_FIELD'
  | 'BAD_TEXT'
  | 'BAD_LINE'
  | 'TOO_LONG'
  | 'BAD_IDENTIFIER'
  | 'SCIENTIFIC_NOTATION'
  | 'IMPOSSIBLE_DATE'
  | 'UNREADABLE_DATE'
  | 'DATE_ORDER'
  | 'BAD_NUMBER'
  | 'NO_ARTICLE'
  | 'FUTURE_DATE'
  | 'UNKNOWN_VALUE'
  | 'VALUE_NOT_MAPPED'
  | 'UNEQUAL_LISTS'
  | 'EXTRA_CELLS'
  | 'DUPLICATE_ID';

/** Something that was accepted, and that the person importing should know. */
export type RowNoticeCode =
  | 'DEFAULT_USED'
  | 'DATE_CONVERTED'
  | 'ROW_SKIPPED'
  | 'VAGUE_LEGAL_BASIS'
  | 'UNKNOWN_RANK';

/** What is wrong with one field, as a row's parser sees it, with what to do about it. */
export interface FieldFault {
  readonly field: string;
  readonly code: RowFaultCode;
  readonly zh: string;
  readonly en: string;
  readonly remedy: { readonly zh: string; readonly en: string };
  /** A natural person's number stands there: the cell is never shown, nor kept. */
  readonly isPersonal?: boolean;
}

/** A hint about one field. */
export interface FieldNotice {
  readonly field: string;
  readonly code: RowNoticeCode;
  readonly zh: string;
  readonly en: string;
}

/** A place in the file: the row as a spreadsheet counts it, and the heading of the column as printed. */
export interface CellPlace {
  readonly row: number;
  /** Absent when the field has no column of its own (a constant, or a column that is missing). */
  readonly column?: string;
}

export type TableFault = FieldFault & CellPlace;
export type TableNotice = FieldNotice & CellPlace;

/** The outcome of parsing one row's fields. All faults are told at once. */
export type ParsedRow<T> =
  | { readonly value: T; readonly notices: readonly FieldNotice[] }
  | { readonly faults: readonly FieldFault[] };
