/** How a table is written. */
export const SHEET_FORMATS = ['csv', 'xlsx', 'jsonl'] as const;
export type SheetFormat = (typeof SHEET_FORMATS)[number];

/** A column of a table that is written. */
export interface SheetColumn {
  readonly heading: string;
  /** In characters of the Latin alphabet; a Chinese one takes two. */
  readonly width: number;
  readonly isHidden?: boolean;
}

/** Rows of a table, some at a time: as many cells as there are columns, blank ones empty. */
export type SheetRows = AsyncIterable<readonly (readonly string[])[]>;
