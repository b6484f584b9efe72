import type { Department } from '../../department/index.js';
import type { RowOfKind } from '../../shared/table-file/index.js';
import type { FieldRemark } from './import-remark.js';

/** What rows are compared with. */
export interface ImportGround {
  readonly department: Department;
  readonly importRunId: string;
  readonly divisionCodes: ReadonlySet<string>;
  /** Names of the other departments. */
  readonly otherDepartmentNames: ReadonlySet<string>;
}

/** What the register says about a row that reads well. */
export interface RowVerdict {
  readonly faults: readonly FieldRemark[];
  readonly warnings: readonly FieldRemark[];
}

/** What became of a batch. */
export interface BatchCounts {
  readonly createdCount: number;
  readonly updatedCount: number;
}

/** How one kind of file is imported: each row is checked, good ones are written in batches. */
export interface ImportPlan<K extends keyof RowOfKind> {
  readonly tableKind: K;
  check(row: RowOfKind[K]): RowVerdict;
  write(rows: readonly RowOfKind[K][]): Promise<BatchCounts>;
}
