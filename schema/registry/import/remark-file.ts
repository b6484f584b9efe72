import { csvFile, jsonLinesFile, workbookFile } from '../../shared/sheet-file/index.js';
import {
  openTable,
  parseMapping,
  type Table,
  type TableKind,
  type TableSource,
} from '../../shared/table-file/index.js';
import type { Reader } from '../../shared/unit.js';
import type { RowRemark } from './import-remark.js';
import type { ImportRun } from './import-run.entity.js';
import { listAllFaults } from './import-run.service.js';
import { ImportKind } from './import-run.states.js';

/** The heading of the column of remarks. No field has it, so that a corrected file is imported as it is. */
export const REMARK_HEADING = '导入说明';

/** Rows of a page. */
const PAGE_ROWS = 500;
const REMARK_WIDTH = 60;
const CELL_WIDTH = 20;

const tableKinds: Readonly<Record<ImportKind, TableKind>> = {
  ENTITIES: 'entities',
  INSPECTORS: 'inspectors',
  ITEMS: 'items',
  SPECIAL_POOLS: 'specialPools',
};

/** A file of the rows that an import refused. */
export interface RemarkFile {
  /** `两库-说明.csv` */
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const mediaTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson',
} as const;

/**
 * The rows that an import refused, as they came, in the format of the file and its encoding, with what is wrong with
 * each in a column before them. All of them, however many; memory holds one page.
 */
export async function openRemarkFile(
  reader: Reader,
  run: ImportRun,
  source: TableSource,
): Promise<RemarkFile> {
  const { mapping } = run.request as { mapping?: string };
  const table = await openTable(
    source,
    tableKinds[run.kind],
    mapping === undefined ? undefined : parseMapping(mapping),
  );
  // The remarks of an earlier round say nothing any more.
  const kept = table.headingCells.flatMap((heading, index) =>
    heading.trim() === REMARK_HEADING ? [] : [index],
  );
  const headings = kept.map((index) => table.headingCells[index] ?? '');
  const columns = [
    { heading: REMARK_HEADING, width: REMARK_WIDTH },
    ...headings.map((heading) => ({ heading, width: CELL_WIDTH })),
  ];
  const rows = remarkedRows(table, kept, listAllFaults(reader, run.id));
  const encoding = run.encoding.includes('GB18030') ? 'gb18030' : 'utf-8';
  const bytes = {
    csv: () => csvFile(columns, rows, encoding),
    xlsx: () => workbookFile(REMARK_HEADING, columns, rows, () => ({ visible: [], hidden: [] })),
    jsonl: () => jsonLinesFile(columns, rows),
  }[table.format]();
  const fileName = `${run.fileName.replace(/\.[^.]*$/, '')}-说明.${table.format}`;
  return { fileName, mediaType: mediaTypes[table.format], bytes };
}

/** Goes through rows and faults side by side: both come in the order of the file. */
async function* remarkedRows(
  table: Table,
  kept: readonly number[],
  parts: AsyncIterable<readonly RowRemark[]>,
): AsyncGenerator<string[][]> {
  const faults = faultsByRow(parts);
  let next = await faults.next();
  let page: string[][] = [];
  for await (const { row, cells } of table.rows()) {
    while (!next.done && next.value.row < row) next = await faults.next();
    if (next.done) break;
    if (next.value.row !== row) continue;
    const extra = cells.slice(table.headingCells.length);
    page.push([next.value.text, ...kept.map((index) => cells[index] ?? ''), ...extra]);
    if (page.length >= PAGE_ROWS) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}

/** All that is wrong with a row as one text. */
async function* faultsByRow(
  parts: AsyncIterable<readonly RowRemark[]>,
): AsyncGenerator<{ row: number; text: string }> {
  let current: { row: number; text: string } | undefined;
  for await (const part of parts) {
    for (const fault of part) {
      const text = textOf(fault);
      if (current?.row === fault.row) current.text += ` ${text}`;
      else {
        if (current) yield current;
        current = { row: fault.row, text };
      }
    }
  }
  if (current) yield current;
}

function textOf({ column, field, message, remedy }: RowRemark): string {
  const place = column ?? field;
  return `${place === '' ? '' : `【${place}】`}${message}${remedy ?? ''}`;
}
