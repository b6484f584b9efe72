import type { RowCells } from '../../shared/table-file/index.js';
import type { Reader } from '../../shared/unit.js';
import type { PoolFilter } from '../pool/pool.filter.js';
import { ExportRegister } from './export.states.js';
import { inspectorRows } from './inspector-sheet.js';
import { itemRows } from './item-sheet.js';
import { specialPoolRows } from './special-pool-sheet.js';
import { targetRows } from './target-sheet.js';

/** One row of a register as a sheet shows it. */
export interface RegisterRow {
  /** Its id in its table. */
  readonly id: string;
  /** What an import knows it by: real-world id, item code, or membership. */
  readonly key: string;
  readonly cells: RowCells;
}

/** Which rows are exported; an absent condition asks nothing. Lists of classes and the like are for targets. */
export interface ExportFilter extends PoolFilter {
  readonly nameContains?: string;
  readonly realId?: string;
}

/** Whose register, of which instant. */
export interface RegisterView {
  readonly department: { readonly id: string; readonly name: string };
  readonly instant: Date;
  /** Leave is for those who keep the register. */
  readonly withLeave: boolean;
}

/** A register that can be written as a sheet. */
export interface RegisterRows {
  /** All rows of a filter in the order of their keys, page by page. */
  pages(reader: Reader, view: RegisterView, filter: ExportFilter): AsyncGenerator<RegisterRow[]>;
  /** The rows of these keys; keys without a row are left out. */
  find(reader: Reader, view: RegisterView, keys: readonly string[]): Promise<RegisterRow[]>;
}

export const registers: Readonly<Record<ExportRegister, RegisterRows>> = {
  [ExportRegister.TARGETS]: targetRows,
  [ExportRegister.INSPECTORS]: inspectorRows,
  [ExportRegister.ITEMS]: itemRows,
  [ExportRegister.SPECIAL_POOLS]: specialPoolRows,
};
