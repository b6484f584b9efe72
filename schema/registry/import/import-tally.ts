import type { RowRemark } from './import-remark.js';

/** How many remarks a report carries; all are counted. */
export const REMARK_LIMIT = 1_000;

/** Counts the rows of an import as they come. */
export class ImportTally {
  rowCount = 0;
  rejectedCount = 0;
  createdCount = 0;
  updatedCount = 0;
  faultCount = 0;
  warningCount = 0;
  readonly faults: RowRemark[] = [];
  readonly warnings: RowRemark[] = [];

  addFaults(remarks: readonly RowRemark[]): void {
    this.rejectedCount += 1;
    this.faultCount += remarks.length;
    this.faults.push(...remarks.slice(0, REMARK_LIMIT - this.faults.length));
  }

  addWarnings(remarks: readonly RowRemark[]): void {
    this.warningCount += remarks.length;
    this.warnings.push(...remarks.slice(0, REMARK_LIMIT - this.warnings.length));
  }

  get acceptedCount(): number {
    return this.rowCount - this.rejectedCount;
  }

  /** Everything but what was only counted on the way. */
  get counts() {
    const { rowCount, acceptedCount, rejectedCount, createdCount, updatedCount } = this;
    const unchangedCount = acceptedCount - createdCount - updatedCount;
    const { faultCount, warningCount } = this;
    return {
      rowCount,
      acceptedCount,
      rejectedCount,
      createdCount,
      updatedCount,
      unchangedCount,
      faultCount,
      warningCount,
    };
  }
}
