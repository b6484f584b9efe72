import { csvSheets } from './csv-sheets.js';
import { extraCells } from './fault-words.js';
import { type FoundHeading, findHeading, headingKey, type MappedColumn } from './heading.js';
import type { Mapping } from './mapping-file.js';
import type { FieldFault, FieldNotice } from './row-fault.js';
import { type MappedFields, mapRow, type TextMapping } from './row-mapping.js';
import type { Sheet } from './sheet.js';
import { TableFileError } from './table-file-error.js';
import { type HeadingPreset, NEEDED_FIELDS, PRESETS, type TableKind } from './table-kind.js';
import type { TableSource } from './table-source.js';

/** One row of the data, mapped to fields and not yet understood. */
export interface TableRow extends MappedFields {
  /** As a spreadsheet counts it, from 1. */
  readonly row: number;
  /** Heading of the column that a field stands in. */
  readonly headingOf: ReadonlyMap<string, string>;
}

/** A file opened as a table. */
export interface Table {
  /** `CSV, GB18030, 逗号 comma`. */
  readonly description: string;
  readonly headingRow: number;
  readonly columns: readonly MappedColumn[];
  rows(): AsyncIterable<TableRow>;
}

const NO_MAPPING: TextMapping = { constants: {}, values: {}, whenBlank: {} };

/**
 * Opens a file: encoding, delimiter and heading are found out, nothing is kept. Blank rows are passed over. `more` are
 * columns beside those of the kind.
 *
 * Throws `TableFileError`: those of `detectEncoding` and `findHeading`, `MISSING_COLUMN`, `INVALID_MAPPING` when the
 * mapping is for another kind of table.
 */
export async function openTable(
  source: TableSource,
  kind: TableKind,
  mapping?: Mapping,
  more: HeadingPreset = {},
): Promise<Table> {
  checkMappingKind(kind, mapping);
  return openSheets(
    await csvSheets(source),
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
  return {
    description: found.sheet.description,
    headingRow: found.row,
    columns: found.columns,
    rows: () => tableRows(found, mapping ?? NO_MAPPING),
  };
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
  { row, columns }: FoundHeading,
  { headings, needed }: TableLayout,
  mapping: Mapping | undefined,
): void {
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
  throw new TableFileError(
    'MISSING_COLUMN',
    `表头（第 ${row} 行）缺少：${absent.join('、')}。`,
    `The heading (row ${row}) lacks: ${absent.join(', ')}.`,
    { row },
  );
}

async function* tableRows({ sheet, row: headingRow, columns }: FoundHeading, mapping: TextMapping) {
  const headingOf = new Map(columns.map((column) => [column.field, column.heading]));
  let width = 0;
  for await (const { row, cells } of sheet.rows()) {
    if (row === headingRow) width = cells.length;
    if (row <= headingRow || cells.every((cell) => cell.trim() === '')) continue;
    const mapped = mapRow(cells, columns, mapping);
    const faults: FieldFault[] = [...mapped.faults];
    const notices: readonly FieldNotice[] = mapped.notices;
    if (cells.slice(width).some((cell) => cell.trim() !== '')) {
      faults.push({ field: '', code: 'EXTRA_CELLS', ...extraCells });
    }
    yield { row, headingOf, fields: mapped.fields, faults, notices };
  }
}
