/** The private step (§10): from selected targets, inspectors and conflicts to the anonymous table. */
import { eligibility } from './eligible.js';
import type { TargetRecord } from './pool.js';
import type { Pools } from './pools.js';
import type { RecordFile } from './record-file.js';
import type { Rules } from './rules.js';
import type { StratumSelection } from './selection.js';
import type { AssignmentTable } from './table.js';

/** A selected target and its global index. */
export interface IndexedTarget {
  index: number;
  record: TargetRecord;
}

/** Makes the table of a selection; the inspectors are read once. */
export type TableMaker = (targets: readonly IndexedTarget[]) => AssignmentTable;

/** Undefined in stage `targets`. */
export function tableMaker(
  rules: Rules,
  pools: Pick<Pools, 'inspectors' | 'conflicts'>,
): TableMaker | undefined {
  const { team, window } = rules;
  if (!team || !window) return undefined;
  const inspectors = allRecords(pools.inspectors);
  const slotsOf = eligibility({ ...rules, team, window }, inspectors, allRecords(pools.conflicts));
  const officers = inspectors.map((officer, index) => ({
    index,
    capacity: officer.capacity ?? team.capacity,
  }));
  return (targets) => ({
    targets: [...targets]
      .sort((a, b) => a.index - b.index)
      .map(({ index, record }) => ({
        index,
        slots: slotsOf(record).map((eligible, s) => ({ n: team.slots[s]!.n, officers: eligible })),
      })),
    officers,
  });
}

/** All records of a file. */
export function allRecords<T>(file: RecordFile<T>): T[] {
  return Array.from({ length: file.count }, (_, i) => file.record(i));
}

/** The records of the selected units with their global indices. */
export function selectedTargets(pools: Pools, selections: readonly StratumSelection[]): IndexedTarget[] {
  return selections.flatMap(({ offset, k, tickets }, h) =>
    Array.from(tickets.indices.subarray(0, k), (index) => ({
      index: offset + index,
      record: pools.strata[h]!.file.record(index),
    })),
  );
}
