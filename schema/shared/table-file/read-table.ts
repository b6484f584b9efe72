import { withPlainBlanks } from './cell-blanks.js';
import { extraCells } from './fault-words.js';
import type { RowFields } from './field-reader.js';
import { fileSheets } from './file-sheets.js';
import { type FoundHeading, findHeading, type MappedColumn } from './heading.js';
import { headingKey } from './heading-key.js';
import type { Mapping } from './mapping-file.js';
import { nearMatch } from './near-match.js';
import { isNoteRow } from './note-row.js';
import type { FieldFault, TableNotice } from './row-fault.js';
import { type MappedFields, mapRow, type TextMapping } from './row-mapping.js';
import { serialFrom1900 } from './serial-day.js';
import type { Sheet, SheetRow, TableFormat } from './sheet.js';
import { SkippedRows } from './skipped-rows.js';
import { TableFileError } from './table-file-error.js';
import { type HeadingPreset, NEEDED_FIELDS, PRESETS, type TableKind } from './table-kind.js';
import type { TableSource } from './table-source.js';

/** One row of the data, mapped to fields and not yet understood. */
export interface TableRow extends MappedFields {
  /** As a spreadsheet counts it, from 1. */
  readonly row: number;
  /** Heading of the column that a field stands in. */
  readonly headingOf: ReadonlyMap<string, string>;
  /** As they stand in the file, for giving the row back. */
  readonly cells: readonly string[];
}

/** A file opened as a table. */
export interface Table {
  readonly format: TableFormat;
  /** `CSV, GB18030, 逗号 comma`. */
  readonly description: string;
  /** The lower one of two; 0 in JSON Lines, where the keys are the heading. */
  readonly headingRow: number;
  readonly columns: readonly MappedColumn[];
  /** Every heading as it stands, whether it is read or not. */
  readonly headingCells: readonly string[];
  /** The rows from the first one to the heading, as they stand: titles, instructions, the heading. */
  readonly head: readonly SheetRow[];
  /** What was passed over, and is told: complete once all rows were read; the first thousand. */
  readonly skipped: readonly TableNotice[];
  rows(): AsyncIterable<TableRow>;
}

const NO_MAPPING: TextMapping = { constants: {}, values: {}, whenBlank: {} };

/**
 * Opens a file of any format: what it is, its encoding, delimiter or sheet, and its heading are found out, nothing is
 * kept. Blank rows are passed over; so are notes and examples below the heading, which is told.
 *
 * Throws `TableFileError`: those of `fileSheets` and `findHeading`, `MISSING_COLUMN`, `INVALID_MAPPING` when the mapping
 * is for another kind of table. `more` are columns beside those of the kind.
 */
export async function openTable(
  source: TableSource,
  kind: TableKind,
  mapping?: Mapping,
  more: HeadingPreset = {},
): Promise<Table> {
  checkMappingKind(kind, mapping);
  return openSheets(
    await fileSheets(source),
    { headings: { ...PRESETS[kind], ...more }, needed: NEEDED_FIELDS[kind] },
    mapping,
  );
}

/** What a table is known by. */
export interface TableLayout {
  /** For each field its headings; a field's own name is a heading as well. */
  readonly headings: HeadingPreset;
  /** Of each group at least one field must have a column or a constant. */
  readonly needed: readonly (readonly string[])[];
}

/** Opens the sheet whose heading a layout knows best. Throws what `openTable` throws for headings. */
export async function openSheets(
  sheets: readonly Sheet[],
  layout: TableLayout,
  mapping?: Mapping,
): Promise<Table> {
  const found = await findHeading(sheets, knownHeadings(layout.headings, mapping));
  requireColumns(found, layout, mapping);
  const { sheet, row, columns, head } = found;
  const skipped = new SkippedRows(found);
  return {
    format: sheet.format,
    description: sheet.description,
    headingRow: row,
    columns,
    headingCells: headingCells(found),
    head,
    skipped: skipped.notices,
    rows: () => tableRows(found, mapping ?? NO_MAPPING, skipped),
  };
}

/** A heading of two rows gives the words that stand lowest. */
function headingCells({ head, columns }: FoundHeading): readonly string[] {
  const cells = [...(head.at(-1)?.cells ?? [])];
  for (const { index, heading } of columns) {
    while (cells.length <= index) cells.push('');
    cells[index] = heading;
  }
  return cells;
}

function checkMappingKind(kind: TableKind, mapping: Mapping | undefined): void {
  if (mapping !== undefined && mapping.kind !== kind) {
    const words = [mapping.kind, kind] as const;
    throw new TableFileError(
      'INVALID_MAPPING',
      `字段对照文件用于 ${words[0]}，而导入的是 ${words[1]}。`,
      `The mapping file is for ${words[0]}, but ${words[1]} are imported.`,
    );
  }
}

function knownHeadings(headings: HeadingPreset, mapping: Mapping | undefined): ReadonlyMap<string, string> {
  if (mapping !== undefined) {
    return new Map(Object.entries(mapping.columns).map(([heading, field]) => [headingKey(heading), field]));
  }
  const pairs = Object.entries(headings).flatMap(([field, known]) =>
    [...known, field].map((heading) => [headingKey(heading), field] as const),
  );
  return new Map(pairs);
}

function requireColumns(
  found: FoundHeading,
  { headings, needed }: TableLayout,
  mapping: Mapping | undefined,
): void {
  const { row, columns } = found;
  const present = new Set(columns.map((column) => headingKey(column.heading)));
  const absent = Object.keys(mapping?.columns ?? {}).filter((heading) => !present.has(headingKey(heading)));
  const fields = new Set([
    ...columns.map((column) => column.field),
    ...Object.keys(mapping?.constants ?? {}),
  ]);
  for (const group of needed) {
    if (group.some((field) => fields.has(field))) continue;
    absent.push(group.map((field) => headings[field]?.[0] ?? field).join('／'));
  }
  if (absent.length === 0) return;
  const unread = headingCells(found).filter((heading) => !present.has(headingKey(heading)));
  const near = absent.map((heading) => nearMatch(heading, unread));
  const told = (open: string, close: string, between: string) =>
    absent.map((heading, at) => heading + (near[at] ? `${open}${near[at]}${close}` : '')).join(between);
  throw new TableFileError(
    'MISSING_COLUMN',
    `表头（第 ${row} 行）缺少：${told('（您是否指“', '”？）', '、')}。请核对表头或字段对照。`,
    `The heading (row ${row}) lacks: ${told(' (did you mean "', '"?)', ', ')}. Check the headings or the mapping.`,
    { row },
  );
}

async function* tableRows(
  found: FoundHeading,
  mapping: TextMapping,
  skipped: SkippedRows,
): AsyncGenerator<TableRow> {
  const { sheet, row: headingRow, columns, head } = found;
  const headingOf = new Map(columns.map((column) => [column.field, column.heading]));
  const width = Math.max(...head.slice(-2).map(({ cells }) => cells.length));
  for await (const written of sheet.rows()) {
    const { row, cells } = written;
    if (row <= headingRow || isBlank(written)) continue;
    if (isNoteRow(cells, row - headingRow)) {
      skipped.tell(row);
      continue;
    }
    const mapped = mapRow(cells, columns, mapping);
    const fields = sheet.is1904 ? countedFrom1900(mapped.fields) : mapped.fields;
    yield {
      row,
      headingOf,
      cells,
      fields,
      notices: mapped.notices,
      faults: faultsOf(written, found, width, mapped.faults),
    };
  }
}

function isBlank({ cells, faults }: SheetRow): boolean {
  return faults === undefined && cells.every((cell) => withPlainBlanks(cell).trim() === '');
}

function faultsOf(
  { cells, faults = [] }: SheetRow,
  { columns }: FoundHeading,
  width: number,
  mapped: readonly FieldFault[],
): readonly FieldFault[] {
  const isLonger = cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '');
  if (faults.length === 0 && !isLonger) return mapped;
  const ofLine = faults.map(({ index, ...fault }) => ({
    ...fault,
    field: columns.find((column) => column.index === index)?.field ?? '',
  }));
  const tooMany: FieldFault[] = isLonger ? [{ field: '', code: 'EXTRA_CELLS', ...extraCells }] : [];
  return [...ofLine, ...mapped, ...tooMany];
}

/** Days without a format of a workbook that counts from 1904; the fields of days end in `On`. */
function countedFrom1900(fields: RowFields): RowFields {
  return Object.fromEntries(
    Object.entries(fields).map(([field, text]) => [
      field,
      field.endsWith('On') ? serialFrom1900(text ?? '') : text,
    ]),
  );
}
