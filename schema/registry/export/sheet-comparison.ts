import type { KeyObject } from 'node:crypto';
import type { Department } from '../../department/index.js';
import type { RowCells, TableSource } from '../../shared/table-file/index.js';
import type { Reader } from '../../shared/unit.js';
import type { Turns } from '../import/turns.js';
import type { ExportRegister } from './export.states.js';
import { exportedFields } from './export-columns.js';
import { compareFields, type FieldDifference } from './field-differences.js';
import { RegisterExport } from './register-export.entity.js';
import { type RegisterRow, type RegisterView, registers } from './register-rows.js';
import { openReturned, type ReturnedRow } from './returned-rows.js';
import { rowVersion } from './row-version.js';
import { readSheetKey, type SheetKey } from './sheet-key.js';
import { faultWords, SheetRowFault, SheetRowState } from './sheet-row.states.js';
import { findSheetSecret } from './sheet-secret.service.js';

/** One row that is not as it was. */
export interface RowDifference {
  /** Of the sheet; absent for a row that is missing there. */
  readonly row?: number;
  readonly state: SheetRowState;
  /** What the row is known by. */
  readonly key?: string;
  readonly name?: string;
  readonly fields: readonly FieldDifference[];
  readonly fault?: SheetRowFault;
  readonly message?: string;
  readonly messageEn?: string;
}

/** A row that an import would take. */
export interface AcceptedRow {
  readonly row: number;
  readonly cells: RowCells;
}

/** What came of comparing a sheet. */
export interface SheetComparison {
  readonly headingRow: number;
  readonly rowCount: number;
  readonly counts: Readonly<Record<SheetRowState, number>>;
  /** The first thousand rows that are not the same. */
  readonly differences: readonly RowDifference[];
  readonly accepted: readonly AcceptedRow[];
  /** There were more rows to take than a returned sheet may have. */
  readonly isTooLong: boolean;
}

/** What is compared. */
export interface ReturnedFile {
  readonly register: ExportRegister;
  readonly department: Department;
  readonly source: TableSource;
  /** Where the source reads from the same connection. */
  readonly turns?: Turns;
}

export const DIFFERENCE_LIMIT = 1_000;
/** More changed rows than anybody edits by hand; such a file is an import. */
export const ACCEPTED_LIMIT = 100_000;
const BATCH_ROWS = 500;
/** A sheet is put together from a few exports at most. */
const EXPORT_LIMIT = 20;

/**
 * Compares a sheet that came back with what was exported and with what stands now, and changes nothing. The key in a row's
 * hidden cell says which row it was, of which export, and what it held; history tells the fields that it held.
 */
export async function compareWithExport(reader: Reader, file: ReturnedFile): Promise<SheetComparison> {
  const comparison = new Comparison(reader, file, await findSheetSecret(reader));
  return comparison.run();
}

interface KeyedRow {
  readonly row: number;
  readonly sheetKey?: SheetKey;
  readonly content: { readonly key: string; readonly cells: RowCells };
}

class Comparison {
  private readonly counts = Object.fromEntries(
    Object.values(SheetRowState).map((state) => [state, 0]),
  ) as Record<SheetRowState, number>;
  private readonly differences: RowDifference[] = [];
  private readonly accepted: AcceptedRow[] = [];
  private readonly seenRows = new Map<string, Set<string>>();
  private readonly seenKeys = new Set<string>();
  private readonly exports = new Map<string, RegisterExport | undefined>();
  private readonly turns: Turns;
  private fields: readonly string[] = [];
  private rowCount = 0;

  constructor(
    private readonly reader: Reader,
    private readonly file: ReturnedFile,
    private readonly secret: KeyObject | undefined,
  ) {
    this.turns = file.turns ?? ((work) => work());
  }

  async run(): Promise<SheetComparison> {
    const sheet = await openReturned(this.file.source, this.file.register);
    const known = new Set(exportedFields(this.file.register, true));
    this.fields = sheet.fields.filter((field) => known.has(field));
    let batch: KeyedRow[] = [];
    for await (const returned of sheet.rows()) {
      this.rowCount += 1;
      const row = await this.admit(returned);
      if (row) batch.push(row);
      if (batch.length < BATCH_ROWS) continue;
      await this.compare(batch);
      batch = [];
    }
    await this.compare(batch);
    await this.findMissing();
    const { counts, differences, accepted, rowCount } = this;
    const isTooLong = accepted.length > ACCEPTED_LIMIT;
    return { headingRow: sheet.headingRow, rowCount, counts, differences, accepted, isTooLong };
  }

  /** Reads a row's key and refuses what is no row of this register. */
  private async admit({ row, keyText, content }: ReturnedRow): Promise<KeyedRow | undefined> {
    if ('faults' in content) return this.refuse(row, SheetRowFault.UNREADABLE, undefined, content.faults);
    const refuse = (fault: SheetRowFault) => this.refuse(row, fault, content.key);
    if (this.seenKeys.has(content.key) && keyText === '') return refuse(SheetRowFault.DUPLICATED_NUMBER);
    if (keyText === '') {
      this.seenKeys.add(content.key);
      return { row, content };
    }
    const sheetKey = this.secret && readSheetKey(this.secret, keyText);
    if (!sheetKey) return refuse(SheetRowFault.FORGED_KEY);
    if (!(await this.findExport(sheetKey.exportId))) return refuse(SheetRowFault.FOREIGN_KEY);
    const seen = this.seenRows.get(sheetKey.exportId) ?? new Set();
    this.seenRows.set(sheetKey.exportId, seen);
    if (seen.has(sheetKey.rowId)) return refuse(SheetRowFault.DUPLICATED_KEY);
    seen.add(sheetKey.rowId);
    if (this.seenKeys.has(content.key)) return refuse(SheetRowFault.DUPLICATED_NUMBER);
    this.seenKeys.add(content.key);
    return { row, sheetKey, content };
  }

  private async findExport(id: string): Promise<RegisterExport | undefined> {
    if (!this.exports.has(id) && this.exports.size < EXPORT_LIMIT) {
      const { department, register } = this.file;
      const found = await this.turns(() =>
        this.reader.em.findOne(RegisterExport, { id, department: department.id, register }),
      );
      this.exports.set(id, found ?? undefined);
    }
    return this.exports.get(id);
  }

  private view(instant: Date): RegisterView {
    return { department: this.file.department, instant, withLeave: true };
  }

  private find(instant: Date, rows: readonly KeyedRow[]): Promise<Map<string, RegisterRow>> {
    const keys = rows.map(({ content }) => content.key);
    return this.turns(async () => {
      const found = await registers[this.file.register].find(this.reader, this.view(instant), keys);
      return new Map(found.map((row) => [row.key, row]));
    });
  }

  private async compare(rows: readonly KeyedRow[]): Promise<void> {
    if (rows.length === 0) return;
    const here = await this.find(this.reader.now, rows);
    const then = await this.findExported(rows, here);
    for (const row of rows) this.judge(row, here.get(row.content.key), then.get(row.content.key));
  }

  /** What rows were when they were exported: what they are, or else what history kept. */
  private async findExported(
    rows: readonly KeyedRow[],
    here: ReadonlyMap<string, RegisterRow>,
  ): Promise<Map<string, RegisterRow>> {
    const exported = new Map<string, RegisterRow>();
    const moved = rows.filter(({ sheetKey, content }) => {
      const stands = here.get(content.key);
      if (!sheetKey || !stands || rowVersion(stands.cells) !== sheetKey.version)
        return sheetKey !== undefined;
      exported.set(content.key, stands);
      return false;
    });
    for (const [id, some] of Map.groupBy(moved, ({ sheetKey }) => sheetKey?.exportId ?? '')) {
      const instant = this.exports.get(id)?.asOfAt;
      if (instant) for (const [key, row] of await this.find(instant, some)) exported.set(key, row);
    }
    return exported;
  }

  private judge(
    { row, sheetKey, content }: KeyedRow,
    here: RegisterRow | undefined,
    then: RegisterRow | undefined,
  ): void {
    const { key, cells } = content;
    if (sheetKey && here?.id !== sheetKey.rowId) {
      const hasLeft = then?.id === sheetKey.rowId && here === undefined;
      this.refuse(row, hasLeft ? SheetRowFault.GONE : SheetRowFault.NUMBER_CHANGED, key);
      return;
    }
    if (!here) {
      const fields = this.fields.filter((field) => cells[field]);
      const shown = fields.map((field) => ({ field, here: '', sheet: cells[field] ?? '' }));
      this.tell({ row, state: SheetRowState.NEW, key, name: nameOf(cells), fields: shown });
      this.accept(row, cells);
      return;
    }
    const isKnown =
      sheetKey !== undefined && then !== undefined && rowVersion(then.cells) === sheetKey.version;
    // Without a key the sheet is compared with what stands, as an import does it.
    const exported = sheetKey === undefined ? here.cells : isKnown ? then.cells : undefined;
    const { state, fields, merged } = compareFields(this.fields, exported, here.cells, cells);
    const isUnkeyed = sheetKey === undefined && state === SheetRowState.CHANGED;
    const told = isUnkeyed ? SheetRowState.CHANGED_WITHOUT_KEY : state;
    this.tell({ row, state: told, key, name: nameOf(cells), fields });
    if (state === SheetRowState.CHANGED) this.accept(row, merged);
  }

  private accept(row: number, cells: RowCells): void {
    if (this.accepted.length <= ACCEPTED_LIMIT) this.accepted.push({ row, cells });
  }

  private refuse(row: number, fault: SheetRowFault, key?: string, more?: string): undefined {
    const { zh, en } = faultWords[fault];
    const words = more === undefined ? { message: zh, messageEn: en } : { message: more, messageEn: more };
    this.tell({ row, state: SheetRowState.FAULTY, key, fields: [], fault, ...words });
  }

  private tell(difference: RowDifference): void {
    this.counts[difference.state] += 1;
    if (difference.state === SheetRowState.SAME || this.differences.length >= DIFFERENCE_LIMIT) return;
    this.differences.push(difference);
  }

  /** Rows of the exports that the sheet came from and no longer has. */
  private async findMissing(): Promise<void> {
    for (const [id, seen] of this.seenRows) {
      const record = this.exports.get(id);
      if (!record) continue;
      const view = this.view(record.asOfAt);
      for await (const page of registers[record.register].pages(this.reader, view, record.filter)) {
        for (const { id: rowId, key, cells } of page) {
          if (seen.has(rowId) || this.seenKeys.has(key)) continue;
          this.tell({ state: SheetRowState.MISSING, key, name: nameOf(cells), fields: [] });
        }
      }
    }
  }
}

function nameOf(cells: RowCells): string | undefined {
  return cells.name ?? cells.title ?? cells.poolName;
}
