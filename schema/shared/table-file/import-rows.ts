import type { Identify } from '../identifiers/index.js';
import { type EntityRow, parseEntityRow } from './entity-row.js';
import { duplicateOf } from './fault-words.js';
import type { RowFields } from './field-reader.js';
import { type InspectorRow, parseInspectorRow } from './inspector-row.js';
import { type ItemRow, parseItemRow } from './item-row.js';
import type { Mapping } from './mapping-file.js';
import { openTable, type Table, type TableRow } from './read-table.js';
import type { FieldFault, FieldNotice, ParsedRow, TableFault, TableNotice } from './row-fault.js';
import { SeenKeys } from './seen-keys.js';
import { parseSpecialPoolRow, type SpecialPoolRow } from './special-pool-row.js';
import type { TableSource } from './table-source.js';
import { IDENTITY_FIELDS } from './target-identity.js';

/** What each kind of table holds. */
export interface RowOfKind {
  readonly entities: EntityRow;
  readonly specialPools: SpecialPoolRow;
  readonly inspectors: InspectorRow;
  readonly items: ItemRow;
}

/** One row of the file: its value, or everything that is wrong with it. */
export type RowOutcome<T> =
  | {
      readonly row: number;
      readonly cells: Cells;
      readonly fields: RowFields;
      readonly value: T;
      readonly notices: readonly TableNotice[];
    }
  | {
      readonly row: number;
      readonly cells: Cells;
      readonly fields: RowFields;
      readonly faults: readonly TableFault[];
    };

/** A row as it stands in the file, under `Table.headingCells`. */
type Cells = readonly string[];

/** A file that is being imported. */
export interface RowImport<T> extends Omit<Table, 'rows'> {
  /** The rows in the order of the file, one at a time; only the identifiers seen so far are kept. */
  rows(): AsyncIterable<RowOutcome<T>>;
}

/** How the rows of a table are understood. */
export interface RowReader<T> {
  readonly parse: (
    fields: RowFields,
    mapping: Mapping | undefined,
    identify: Identify | undefined,
  ) => ParsedRow<T>;
  /** What may be there only once in a file, and the field that shows it. */
  readonly key: (value: T) => string;
  readonly keyFields: readonly string[];
}

const TARGET_FIELDS = [...IDENTITY_FIELDS, 'otherIds', 'responsibleId'];

/** How the rows of each kind are understood. */
export const ROW_READERS: { readonly [K in keyof RowOfKind]: RowReader<RowOfKind[K]> } = {
  entities: {
    parse: (fields, mapping, identify) => parseEntityRow(fields, mapping?.idScheme, identify),
    key: (entity) => entity.id,
    keyFields: TARGET_FIELDS,
  },
  specialPools: {
    parse: (fields, mapping, identify) => parseSpecialPoolRow(fields, mapping?.idScheme, identify),
    key: (member) => JSON.stringify([member.id, member.poolName, member.licenceNo ?? '']),
    keyFields: TARGET_FIELDS,
  },
  inspectors: {
    parse: (fields, _mapping, identify) => parseInspectorRow(fields, identify),
    key: (inspector) => inspector.id,
    keyFields: ['certificateNumber', 'workNo'],
  },
  items: { parse: parseItemRow, key: (item) => item.code, keyFields: ['code'] },
};

/**
 * Opens a file of one kind for import. Throws what `openTable` throws; faults of rows are values.
 * @param identify makes ids of the numbers of natural persons; where it is absent such numbers are faults
 */
export async function importRows<K extends keyof RowOfKind>(
  source: TableSource,
  kind: K,
  mapping?: Mapping,
  identify?: Identify,
): Promise<RowImport<RowOfKind[K]>> {
  const table = await openTable(source, kind, mapping);
  const reader: RowReader<RowOfKind[K]> = ROW_READERS[kind];
  return { ...table, rows: () => rowOutcomes(table, reader, mapping, identify) };
}

/** The rows of a table, understood one at a time; a key that comes again is a fault of the later row. */
export async function* rowOutcomes<T>(
  table: Table,
  reader: RowReader<T>,
  mapping?: Mapping,
  identify?: Identify,
): AsyncGenerator<RowOutcome<T>> {
  const seen = new SeenKeys();
  for await (const row of table.rows()) {
    const parsed = reader.parse(row.fields, mapping, identify);
    const faults: FieldFault[] = [
      ...row.faults,
      ...('faults' in parsed ? withoutEchoes(parsed.faults, row) : []),
    ];
    if ('value' in parsed) {
      const key = reader.key(parsed.value);
      const first = seen.add(key, row.row);
      if (first !== undefined) {
        const field = fieldShown(reader.keyFields, row);
        faults.push({ field, code: 'DUPLICATE_ID', ...duplicateOf(first) });
      }
    }
    if ('value' in parsed && faults.length === 0) {
      const notices = [...row.notices, ...parsed.notices].map((notice) => placed(notice, row));
      yield { row: row.row, cells: row.cells, fields: row.fields, value: parsed.value, notices };
    } else {
      yield {
        row: row.row,
        cells: row.cells,
        fields: row.fields,
        faults: faults.map((fault) => placed(fault, row)),
      };
    }
  }
}

/** Of these fields one is enough, so that one refused text makes the others' blanks an echo as well. */
const ALTERNATIVES = [
  TARGET_FIELDS,
  ['divisionCode', 'departmentCode', 'departmentName'],
  ['certificateNumber', 'workNo'],
];

/**
 * A field whose text was refused is absent for the parser; that it then finds it blank is the same fault again. Of a
 * line that is no object nothing else can be said.
 */
function withoutEchoes(faults: readonly FieldFault[], row: TableRow): FieldFault[] {
  if (row.faults.some(({ code }) => code === 'BAD_LINE')) return [];
  const refused = new Set(row.faults.map((fault) => fault.field));
  for (const group of ALTERNATIVES) {
    if (group.some((field) => refused.has(field))) for (const field of group) refused.add(field);
  }
  return faults.filter((fault) => !(fault.code === 'BLANK_FIELD' && refused.has(fault.field)));
}

function fieldShown(fields: readonly string[], row: TableRow): string {
  return fields.find((field) => (row.fields[field] ?? '') !== '') ?? fields[0] ?? '';
}

function placed<F extends FieldFault | FieldNotice>(
  fault: F,
  row: TableRow,
): F & { row: number; column?: string } {
  return { ...fault, row: row.row, column: row.headingOf.get(fault.field) };
}
