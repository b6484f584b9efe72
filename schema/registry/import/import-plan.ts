import type { Department } from '../../department/index.js';
import type { Identify } from '../../shared/identifiers/index.js';
import type { RowOfKind } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import type { BulkTable } from './bulk-table.js';
import type { Compared } from './import-comparison.js';
import type { FieldRemark } from './import-remark.js';

/** What rows are compared with. */
export interface ImportGround {
  readonly department: Department;
  readonly divisionCodes: ReadonlySet<string>;
  /** What it and its predecessors are or were called: a file of an old name belongs to the successor. */
  readonly own: { readonly names: ReadonlySet<string>; readonly creditCodes: ReadonlySet<string> };
  /** Names of the other departments. */
  readonly otherDepartmentNames: ReadonlySet<string>;
  /** Under which name the file's source is remembered; absent where it has none. */
  readonly source?: string;
  /** Makes ids of the numbers of natural persons. */
  readonly identify: Identify;
}

/** What is said about a row that reads well. */
export interface RowVerdict {
  readonly faults: readonly FieldRemark[];
  readonly warnings: readonly FieldRemark[];
}

/** How one kind of file is imported: each row is checked alone, then batches are compared with the register. */
export interface ImportPlan<K extends keyof RowOfKind> {
  readonly tableKind: K;
  /** The tables that it writes, in the order in which their rows may stand. */
  readonly tables: readonly BulkTable[];
  check(row: RowOfKind[K]): RowVerdict;
  /** What became of each row, in their order. Nothing is written. */
  compare(unit: Unit, rows: readonly RowOfKind[K][]): Promise<readonly Compared[]>;
}

/** Which fields a file has something to say about. */
export type Told = ReadonlySet<string>;

/** Of the columns of a table those that no field of the file speaks of: they stay as the register has them. */
export function untoldColumns(
  fieldsOf: Readonly<Record<string, readonly string[]>>,
  told: Told,
): readonly string[] {
  return Object.keys(fieldsOf).filter((column) => !fieldsOf[column]?.some((field) => told.has(field)));
}
