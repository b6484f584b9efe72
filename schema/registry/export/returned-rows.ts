import {
  entityCells,
  inspectorCells,
  itemCells,
  openTable,
  ROW_READERS,
  type RowCells,
  type RowOfKind,
  specialPoolCells,
  type TableSource,
} from '../../shared/table-file/index.js';
import { type ExportRegister, tableKindOf } from './export.states.js';
import { KEY_HEADING } from './export-columns.js';

const KEY_FIELD = 'sheetKey';

/** A row of a sheet that came back. */
export interface ReturnedRow {
  /** As a spreadsheet counts it, from 1. */
  readonly row: number;
  /** The text of its key; blank where it has none. */
  readonly keyText: string;
  /** What the row says, in the form in which it would be exported; or why it cannot be read. */
  readonly content: { readonly key: string; readonly cells: RowCells } | { readonly faults: string };
}

/** A sheet that came back. */
export interface ReturnedSheet {
  readonly headingRow: number;
  /** The fields that it has columns for. */
  readonly fields: readonly string[];
  rows(): AsyncGenerator<ReturnedRow>;
}

const cellsOf: { readonly [K in keyof RowOfKind]: (row: RowOfKind[K]) => RowCells } = {
  entities: entityCells,
  specialPools: specialPoolCells,
  inspectors: inspectorCells,
  items: itemCells,
};

/** Opens a sheet with its column of keys. Throws what `openTable` throws. */
export async function openReturned(source: TableSource, register: ExportRegister): Promise<ReturnedSheet> {
  const kind = tableKindOf[register];
  const table = await openTable(source, kind, undefined, { [KEY_FIELD]: [KEY_HEADING] });
  const fields = table.columns.map(({ field }) => field).filter((field) => field !== KEY_FIELD);
  return { headingRow: table.headingRow, fields, rows: () => returnedRows(kind, table.rows()) };
}

async function* returnedRows<K extends keyof RowOfKind>(
  kind: K,
  rows: Awaited<ReturnType<typeof openTable>>['rows'] extends () => infer Rows ? Rows : never,
): AsyncGenerator<ReturnedRow> {
  const reader = ROW_READERS[kind];
  for await (const { row, fields, faults } of rows) {
    const parsed = reader.parse(fields, undefined, undefined);
    const all = [...faults, ...('faults' in parsed ? parsed.faults : [])];
    const content =
      'value' in parsed && all.length === 0
        ? { key: reader.key(parsed.value), cells: cellsOf[kind](parsed.value) }
        : { faults: all.map(({ field, zh, en }) => `${field}: ${zh} ${en}`).join('; ') };
    yield { row, keyText: fields[KEY_FIELD] ?? '', content };
  }
}
