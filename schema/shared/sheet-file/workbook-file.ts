import type { SheetColumn, SheetRows } from './sheet-rows.js';
import {
  columnName,
  contentTypes,
  HEADING_STYLE,
  NOTE_STYLE,
  ROOT_RELATIONS,
  rowXml,
  type SheetEntry,
  STYLES,
  sheetClosing,
  sheetOpening,
  TEXT_STYLE,
  workbookRelations,
  workbookXml,
} from './workbook-xml.js';
import { type ZipEntry, zipFile } from './zip-file.js';

/** One line of the sheet of notes. */
export type Note = string;

/** What is told beside the table; asked for when its last row is written. */
export interface WorkbookNotes {
  /** For people: the sheet 说明. */
  readonly visible: readonly Note[];
  /** For the program that reads it back: a hidden sheet. */
  readonly hidden: readonly Note[];
}

/** Rows of one worksheet; Excel takes 1,048,576. */
const SHEET_ROWS = 1_000_000;
/** Rows that are written in one piece. */
const PIECE_ROWS = 250;

/**
 * A table as an .xlsx workbook, piece by piece; memory holds one page. Cells are texts and say
 * so: a code never becomes a figure, and `=1+1` is never calculated, which in CSV takes a mark. The heading stays in sight and has filters. A table of more than a million rows goes on
 * in further worksheets. Made here because the writers at hand hold the workbook or know only one worksheet.
 */
export function workbookFile(
  title: string,
  columns: readonly SheetColumn[],
  rows: SheetRows,
  notes: () => WorkbookNotes,
): AsyncGenerator<Uint8Array> {
  return zipFile(entriesOf(title, columns, rows, notes));
}

async function* entriesOf(
  title: string,
  columns: readonly SheetColumn[],
  rows: SheetRows,
  notes: () => WorkbookNotes,
): AsyncGenerator<ZipEntry> {
  const sheets: SheetEntry[] = [];
  const part = (data: () => AsyncIterable<string> | Iterable<string>): ZipEntry => ({
    name: `xl/worksheets/sheet${sheets.length + 1}.xml`,
    data,
  });
  const supply = new RowSupply(rows);
  try {
    do {
      let rowCount = 0;
      yield part(() => tableXml(columns, supply, (count) => (rowCount = count)));
      const name = sheets.length === 0 ? title : `${title}（${sheets.length + 1}）`;
      const filtered = `A1:${columnName(columns.length - 1)}${rowCount + 1}`;
      sheets.push({ name, isHidden: false, filtered });
    } while (await supply.hasMore());
  } finally {
    await supply.close();
  }
  const { visible, hidden } = notes();
  yield part(() => notesXml(visible));
  sheets.push({ name: '说明', isHidden: false });
  yield part(() => notesXml(hidden));
  sheets.push({ name: '_fairdraw', isHidden: true });
  yield { name: 'xl/styles.xml', data: () => [STYLES] };
  yield { name: 'xl/workbook.xml', data: () => [workbookXml(sheets)] };
  yield { name: 'xl/_rels/workbook.xml.rels', data: () => [workbookRelations(sheets.length)] };
  yield { name: '_rels/.rels', data: () => [ROOT_RELATIONS] };
  yield { name: '[Content_Types].xml', data: () => [contentTypes(sheets.length)] };
}

/** One worksheet of the table: the heading, then rows until the sheet is full or the table ends. */
async function* tableXml(
  columns: readonly SheetColumn[],
  supply: RowSupply,
  tellCount: (count: number) => void,
): AsyncGenerator<string> {
  const names = columns.map((_, index) => columnName(index));
  yield sheetOpening(columns, true, TEXT_STYLE) +
    rowXml(
      1,
      names,
      columns.map(({ heading }) => heading),
      HEADING_STYLE,
    );
  let count = 0;
  while (count < SHEET_ROWS) {
    const page = await supply.take(Math.min(PIECE_ROWS, SHEET_ROWS - count));
    if (page.length === 0) break;
    const from = count + 2;
    yield page.map((cells, index) => rowXml(from + index, names, cells, TEXT_STYLE)).join('');
    count += page.length;
  }
  tellCount(count);
  yield sheetClosing(`A1:${names.at(-1)}${count + 1}`);
}

function* notesXml(lines: readonly Note[]): Generator<string> {
  const rows = lines.map((line, index) => rowXml(index + 1, ['A'], [line], NOTE_STYLE));
  yield sheetOpening([{ heading: '', width: 90 }], false, NOTE_STYLE) +
    rows.join('') +
    sheetClosing(undefined);
}

/** Hands out rows of pages, as many as there is room for. */
class RowSupply {
  private readonly pages: AsyncIterator<readonly (readonly string[])[]>;
  private rest: readonly (readonly string[])[] = [];

  constructor(rows: SheetRows) {
    this.pages = rows[Symbol.asyncIterator]();
  }

  async hasMore(): Promise<boolean> {
    while (this.rest.length === 0) {
      const next = await this.pages.next();
      if (next.done) return false;
      this.rest = next.value;
    }
    return true;
  }

  /** At most so many rows; none at the end. */
  async take(room: number): Promise<readonly (readonly string[])[]> {
    if (!(await this.hasMore())) return [];
    const page = this.rest.slice(0, room);
    this.rest = this.rest.slice(room);
    return page;
  }

  async close(): Promise<void> {
    await this.pages.return?.();
  }
}
