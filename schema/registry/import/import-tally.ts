import type { FieldChange } from './import-comparison.js';
import type { RowRemark } from './import-remark.js';

/** How many remarks a report carries; all are counted. */
export const REMARK_LIMIT = 1_000;

/** What the file would change in one row. */
export interface RowChange extends FieldChange {
  readonly row: number;
}

/** A target of the source that the file does not name. */
export interface MissingUnit {
  readonly realId: string;
  readonly name: string;
}

/** Counts the rows of an import as they come. */
export class ImportTally {
  rowCount = 0;
  rejectedCount = 0;
  createdCount = 0;
  updatedCount = 0;
  conflictCount = 0;
  missingCount = 0;
  removedCount = 0;
  faultCount = 0;
  warningCount = 0;
  readonly faults: RowRemark[] = [];
  readonly warnings: RowRemark[] = [];
  readonly changes: RowChange[] = [];
  readonly missing: MissingUnit[] = [];
  readonly fieldCounts: Record<string, number> = {};
  /** All faults since they were taken last; they are kept in parts. */
  #fresh: RowRemark[] = [];

  addFaults(remarks: readonly RowRemark[]): void {
    this.rejectedCount += 1;
    this.faultCount += remarks.length;
    this.faults.push(...remarks.slice(0, REMARK_LIMIT - this.faults.length));
    this.#fresh.push(...remarks);
  }

  addWarnings(remarks: readonly RowRemark[]): void {
    this.warningCount += remarks.length;
    this.warnings.push(...remarks.slice(0, REMARK_LIMIT - this.warnings.length));
  }

  addChanges(row: number, changes: readonly FieldChange[]): void {
    for (const change of changes) {
      this.fieldCounts[change.field] = (this.fieldCounts[change.field] ?? 0) + 1;
      if (this.changes.length < REMARK_LIMIT) this.changes.push({ row, ...change });
    }
  }

  addMissing(units: readonly MissingUnit[]): void {
    this.missingCount += units.length;
    this.missing.push(...units.slice(0, REMARK_LIMIT - this.missing.length));
  }

  takeFresh(): RowRemark[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }

  get acceptedCount(): number {
    return this.rowCount - this.rejectedCount;
  }

  /** Everything but what was only counted on the way. */
  get counts() {
    const { rowCount, acceptedCount, rejectedCount, createdCount, updatedCount } = this;
    const unchangedCount = acceptedCount - createdCount - updatedCount;
    const { conflictCount, missingCount, removedCount, faultCount, warningCount } = this;
    return {
      rowCount,
      acceptedCount,
      rejectedCount,
      createdCount,
      updatedCount,
      unchangedCount,
      conflictCount,
      missingCount,
      removedCount,
      faultCount,
      warningCount,
    };
  }
}
