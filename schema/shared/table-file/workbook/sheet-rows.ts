import { fileRefused, MOST_COLUMNS } from '../file-refusals.js';
import type { SheetRow } from '../sheet.js';
import type { TableSource } from '../table-source.js';
import { type CellGround, textOfCell } from './cell-text.js';
import { columnOf } from './column-letters.js';
import { type MergedRows, MergedValues } from './merged-cells.js';
import { RichText } from './shared-strings.js';
import { textPieces } from './xml-part.js';
import { attribute, type XmlHandler, XmlScanner } from './xml-scanner.js';
import type { ZipEntry } from './zip-directory.js';

const LAST_ROW = 1_048_576;

/**
 * The rows of a sheet that hold something, one piece of the file at a time; rows that are only formatted cost their
 * reading and nothing else.
 */
export async function* sheetRows(
  source: TableSource,
  entry: ZipEntry,
  ground: CellGround,
  merges: () => Promise<readonly MergedRows[]>,
  lastRow = LAST_ROW,
): AsyncGenerator<SheetRow> {
  const reader = new RowReader(ground, await merges());
  const scanner = new XmlScanner(reader);
  for await (const piece of textPieces(source, entry)) {
    scanner.push(piece);
    for (const row of reader.take()) yield row;
    if (reader.row > lastRow) return;
  }
  scanner.end();
}

/** Turns the marks of a sheet into rows. Source: ECMA-376 part 1, §18.3.1.73 (`row`) and §18.3.1.4 (`c`). */
class RowReader implements XmlHandler {
  private rows: SheetRow[] = [];
  /** The row that is being read. */
  row = 0;
  private cells: string[] = [];
  private hasContent = false;
  private inRow = false;
  private column = -1;
  private type = '';
  private style = 0;
  private value: string | undefined;
  private isFormula = false;
  private inValue = false;
  private inCell = false;
  private readonly inline = new RichText();
  private readonly merged: MergedValues;

  constructor(
    private readonly ground: CellGround,
    merges: readonly MergedRows[],
  ) {
    this.merged = new MergedValues(merges);
  }

  take(): SheetRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    if (name === 'row') this.beginRow(attributes);
    else if (name === 'c' && this.inRow) this.beginCell(attributes);
    else if (!this.inCell) return;
    else if (name === 'v') this.inValue = true;
    else if (name === 'f') this.isFormula = true;
    else this.inline.open(name);
  }

  text(text: string): void {
    if (!this.inCell) return;
    if (this.inValue) this.value = (this.value ?? '') + text;
    else this.inline.text(text);
  }

  close(name: string): void {
    if (name === 'v') {
      this.inValue = false;
      if (this.inCell) this.value ??= '';
    } else if (name === 'c' && this.inCell) this.endCell();
    else if (name === 'row' && this.inRow) this.endRow();
    else if (this.inCell) this.inline.close(name);
  }

  private beginRow(attributes: string): void {
    const row = Number(attribute(attributes, 'r') ?? this.row + 1);
    if (!Number.isInteger(row) || row <= this.row || row > LAST_ROW) throw fileRefused('BROKEN_WORKBOOK');
    this.row = row;
    this.inRow = true;
    this.column = -1;
    this.cells = [];
    this.hasContent = false;
  }

  private beginCell(attributes: string): void {
    const letters = /^[A-Z]{1,3}(?=\d)/i.exec(attribute(attributes, 'r') ?? '')?.[0];
    const column = letters === undefined ? this.column + 1 : columnOf(letters);
    this.column = column;
    this.type = attribute(attributes, 't') ?? '';
    this.style = Number(attribute(attributes, 's') ?? 0);
    this.value = undefined;
    this.isFormula = false;
    this.inCell = true;
  }

  private endCell(): void {
    const { type, style, value, isFormula } = this;
    this.inCell = false;
    const text = textOfCell({ type, style, value, isFormula, inline: this.inline.take() }, this.ground);
    if (text === '') return;
    if (this.column >= MOST_COLUMNS) throw fileRefused('TOO_MANY_COLUMNS', { row: this.row });
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = text;
    this.hasContent = true;
  }

  private endRow(): void {
    this.inRow = false;
    if (!this.hasContent) return;
    this.merged.fill(this.row, this.cells);
    this.rows.push({ row: this.row, cells: this.cells });
  }
}
