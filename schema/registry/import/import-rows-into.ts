import type { RowImport, RowOfKind } from '../../shared/table-file/index.js';
import type { ImportPlan } from './import-plan.js';
import { remarkAt } from './import-remark.js';
import { ImportTally } from './import-tally.js';
import type { Turns } from './turns.js';

/** How many rows one statement takes: few enough for the embedded database, which runs on this thread. */
const BATCH_ROWS = 1_000;

/** How to go about it. */
export interface Course {
  /** Whether good rows are still written when a faulty one was met. */
  readonly passesFaults: boolean;
  /** How writing waits for its turn; at once when absent. */
  readonly turns?: Turns;
  /** Told after each batch. */
  readonly onProgress?: (rowCount: number) => void;
}

/**
 * Checks every row of a file and writes the good ones in batches; memory holds one batch. Where a fault forbids
 * writing, the rest is still read, so that all faults are told at once.
 */
export async function importRowsInto<K extends keyof RowOfKind>(
  plan: ImportPlan<K>,
  file: RowImport<RowOfKind[K]>,
  { passesFaults, turns = (work) => work(), onProgress }: Course,
): Promise<ImportTally> {
  const tally = new ImportTally();
  const headings = new Map(file.columns.map(({ field, heading }) => [field, heading]));
  let batch: RowOfKind[K][] = [];

  async function flush(): Promise<void> {
    if (batch.length > 0 && (passesFaults || tally.faultCount === 0)) {
      const rows = batch;
      const { createdCount, updatedCount } = await turns(() => plan.write(rows));
      tally.createdCount += createdCount;
      tally.updatedCount += updatedCount;
    }
    batch = [];
    onProgress?.(tally.rowCount);
  }

  for await (const outcome of file.rows()) {
    tally.rowCount += 1;
    const { row } = outcome;
    if ('faults' in outcome) {
      tally.addFaults(outcome.faults.map((fault) => remarkAt(fault, row, fault.column)));
      continue;
    }
    const verdict = plan.check(outcome.value);
    tally.addWarnings(outcome.notices.map((notice) => remarkAt(notice, row, notice.column)));
    tally.addWarnings(verdict.warnings.map((remark) => remarkAt(remark, row, headings.get(remark.field))));
    if (verdict.faults.length > 0) {
      tally.addFaults(verdict.faults.map((remark) => remarkAt(remark, row, headings.get(remark.field))));
    } else {
      batch.push(outcome.value);
      if (batch.length >= BATCH_ROWS) await flush();
    }
  }
  await flush();
  tally.addWarnings(file.skipped.map((notice) => remarkAt(notice, notice.row, undefined)));
  return tally;
}
