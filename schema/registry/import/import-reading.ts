import type { RowImport, RowOfKind, RowOutcome } from '../../shared/table-file/index.js';
import type { Step } from '../../shared/unit.js';
import type { Compared, TableWrite } from './import-comparison.js';
import type { ImportPlan } from './import-plan.js';
import { type FieldRemark, type RowRemark, remarkAt } from './import-remark.js';
import { ConflictRule } from './import-run.states.js';
import type { ImportTally } from './import-tally.js';
import { type WaitingRows, waitingRows } from './import-writing.js';

/** How many rows one statement takes: few enough for the embedded database, which runs on this thread. */
const BATCH_ROWS = 1_000;

/** How to go about it. */
export interface Course {
  /** Runs each comparison: all in one transaction, or each in one of its own. */
  readonly step: Step;
  readonly conflicts: ConflictRule;
  /** Whether good rows are still taken when a faulty one was met. */
  readonly passesFaults: boolean;
  /** Where rows go that are to be written. */
  readonly take: (rows: WaitingRows) => Promise<void>;
  /** Told after each batch. */
  readonly onBatch: () => Promise<void>;
  /** Told of each key that the file names. */
  readonly onKey?: (row: { readonly id?: string }) => void;
}

/** A row with what was found wrong with it, or its value where nothing was. */
interface Judged<T> {
  readonly outcome: RowOutcome<T>;
  readonly faults: readonly RowRemark[];
  readonly value?: T;
}

/**
 * Checks every row of a file, compares the good ones with the register in batches and hands over what is to be written;
 * memory holds one batch. Where a fault forbids writing, the rest is still read, so that all faults are told at once.
 */
export async function readRows<K extends keyof RowOfKind>(
  plan: ImportPlan<K>,
  file: RowImport<RowOfKind[K]>,
  tally: ImportTally,
  course: Course,
): Promise<void> {
  const headings = new Map(file.columns.map(({ field, heading }) => [field, heading]));
  const places = new Map(file.columns.map(({ field, index }) => [field, index]));
  const cellOf = (field: string, { cells }: RowOutcome<RowOfKind[K]>) => cells[places.get(field) ?? -1];
  const at = (remark: FieldRemark, outcome: RowOutcome<RowOfKind[K]>): RowRemark =>
    remarkAt(remark, outcome.row, headings.get(remark.field), cellOf(remark.field, outcome));
  let batch: Judged<RowOfKind[K]>[] = [];

  /** The batch before this one, which the database compares while this one is read. */
  let pending: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    await pending;
    const full = batch;
    batch = [];
    pending = settle(full);
    // It is waited for at the next batch; until then nobody else looks after its failure.
    pending.catch(() => {});
  }

  /** Compares the good rows of a batch; all are judged in the order of the file, so that faults stand in it too. */
  async function settle(batch: readonly Judged<RowOfKind[K]>[]): Promise<void> {
    const rows = batch.flatMap(({ value }) => (value === undefined ? [] : [value]));
    const compared = rows.length > 0 ? [...(await course.step((unit) => plan.compare(unit, rows)))] : [];
    const writes: TableWrite[] = [];
    for (const { outcome, faults, value } of batch) {
      if (value === undefined) tally.addFaults(faults);
      else writes.push(...judge(outcome, compared.shift() as Compared));
    }
    if (course.passesFaults || tally.faultCount === 0) await handOver(plan, writes, course);
    await course.onBatch();
  }

  /** What becomes of a good row. @returns what is to be written of it */
  function judge(outcome: RowOutcome<RowOfKind[K]>, compared: Compared): readonly TableWrite[] {
    const { isNew, writes, changes, conflict, faults = [], warnings = [] } = compared;
    const isRefused = conflict && course.conflicts === ConflictRule.REFUSE;
    if (warnings.length > 0) tally.addWarnings(warnings.map((remark) => at(remark, outcome)));
    if (conflict) tally.conflictCount += 1;
    if (changes.length > 0) tally.addChanges(outcome.row, changes);
    if (isRefused || faults.length > 0) {
      const all = [...faults, ...(isRefused ? [conflict] : [])];
      tally.addFaults(all.map((fault) => at(fault, outcome)));
      return [];
    }
    if (conflict) tally.addWarnings([at(conflict, outcome)]);
    if (conflict && course.conflicts === ConflictRule.REGISTER_WINS) return [];
    if (isNew) tally.createdCount += 1;
    else if (writes.some(({ table }) => !table.isSealed)) tally.updatedCount += 1;
    return writes;
  }

  /** What can be said of a row without the register. */
  function judgeAlone(outcome: RowOutcome<RowOfKind[K]>): Judged<RowOfKind[K]> {
    if ('faults' in outcome) {
      const faults = outcome.faults.map((fault) =>
        remarkAt(fault, outcome.row, fault.column, cellOf(fault.field, outcome)),
      );
      return { outcome, faults };
    }
    course.onKey?.(outcome.value as { id?: string });
    const verdict = plan.check(outcome.value);
    if (outcome.notices.length > 0)
      tally.addWarnings(outcome.notices.map((notice) => remarkAt(notice, outcome.row, notice.column)));
    if (verdict.warnings.length > 0) tally.addWarnings(verdict.warnings.map((remark) => at(remark, outcome)));
    const faults = verdict.faults.map((remark) => at(remark, outcome));
    return faults.length > 0 ? { outcome, faults } : { outcome, faults, value: outcome.value };
  }

  try {
    for await (const outcome of file.rows()) {
      tally.rowCount += 1;
      if (batch.push(judgeAlone(outcome)) >= BATCH_ROWS) await flush();
    }
    await flush();
  } finally {
    // Also of a file that breaks: its transaction must not end under a batch that is still compared.
    await pending.catch(() => {});
  }
  await pending;
  tally.addWarnings(file.skipped.map((notice) => remarkAt(notice, notice.row, undefined)));
}

/** Hands over a batch, table by table in the order in which they may stand. */
async function handOver<K extends keyof RowOfKind>(
  plan: ImportPlan<K>,
  writes: readonly TableWrite[],
  { take }: Course,
): Promise<void> {
  for (const table of plan.tables) {
    for (const deed of ['insert', 'update'] as const) {
      const records = writes
        .filter((write) => write.table === table && write.deed === deed)
        .map(({ record }) => record);
      if (records.length === 0) continue;
      const more = deed === 'insert' ? Object.keys(table.fixed) : ['id', 'was_at'];
      const source = 'source' in table.stamps ? ['source'] : [];
      const columns = [...new Set([...more, ...Object.keys(table.content), ...source])];
      await take(waitingRows(table, deed, columns, records));
    }
  }
}
