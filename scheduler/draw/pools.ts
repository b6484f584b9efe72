/** The pools of one freeze, read and checked (§4). */
import { compareUtf8 } from './bytes.js';
import { DrawFault } from './faults.js';
import {
  type ConflictRecord,
  conflictRecord,
  type ExcludedRecord,
  excludedRecord,
  type InspectorRecord,
  inspectorRecord,
  type TargetRecord,
  targetRecord,
} from './pool.js';
import { type FileBytes, idOf, pairOf, type RecordFile, readRecords } from './record-file.js';

/** The files of a freeze. Strata in any order; each file as `targetFile` and its kin write it. */
export interface PoolFiles {
  strata: readonly { code: string; records: FileBytes }[];
  excluded: FileBytes;
  inspectors: FileBytes;
  conflicts: FileBytes;
}

export interface Stratum {
  code: string;
  file: RecordFile<TargetRecord>;
  /** Weights by leaf number, 0 where a record states none. */
  weights: readonly number[];
  /** Every district of its targets. */
  districts: ReadonlySet<string>;
}

/** Strata ascending by code. */
export interface Pools {
  strata: Stratum[];
  excluded: RecordFile<ExcludedRecord>;
  inspectors: RecordFile<InspectorRecord>;
  conflicts: RecordFile<ConflictRecord>;
}

/** Names of the files in a bundle and in faults. */
export const fileNames = {
  stratum: (code: string) => `pool/${code}.jsonl`,
  weights: (code: string) => `weights/${code}.json`,
  excluded: 'excluded.jsonl',
  inspectors: 'inspectors.jsonl',
  conflicts: 'conflicts.jsonl',
} as const;

/** Reads every file; refuses a unit in two of them and a conflict of an unknown officer. */
export function readPools(files: PoolFiles): Pools {
  const sorted = [...files.strata].sort((a, b) => (a.code < b.code ? -1 : 1));
  const pools: Pools = {
    strata: sorted.map(({ code, records }) => readStratum(code, records)),
    excluded: readRecords(files.excluded, fileNames.excluded, excludedRecord, idOf),
    inspectors: readRecords(files.inspectors, fileNames.inspectors, inspectorRecord, idOf),
    conflicts: readRecords(files.conflicts, fileNames.conflicts, conflictRecord, pairOf),
  };
  checkUnitsOnce([...pools.strata.map((stratum) => stratum.file), pools.excluded]);
  checkConflicts(pools);
  return pools;
}

/** Weights and districts are gathered while the file is read: a stratum may have millions of lines. */
export function readStratum(code: string, records: FileBytes): Stratum {
  const weights: number[] = [];
  const districts = new Set<string>();
  const gather = (record: TargetRecord) => {
    weights.push(record.weight ?? 0);
    districts.add(record.district);
    return idOf(record);
  };
  const file = readRecords(records, fileNames.stratum(code), targetRecord, gather);
  return { code, file, weights, districts };
}

/** Codes and counts, ascending by code. */
export function stratumSizes(pools: Pools): { code: string; count: number }[] {
  return pools.strata.map(({ code, file }) => ({ code, count: file.count }));
}

/** Within a file ids ascend strictly, so that only a second file can repeat one. The first file that does is named. */
export function checkUnitsOnce(files: readonly RecordFile<object>[]): void {
  for (const [n, second] of files.entries()) {
    let repeated: { id: string; first: string } | undefined;
    for (const first of files.slice(0, n)) {
      const id = firstCommon(first.ids, second.ids);
      if (id !== undefined && (!repeated || compareUtf8(id, repeated.id) < 0)) {
        repeated = { id, first: first.name };
      }
    }
    if (repeated) throw new DrawFault('DUPLICATE_ID', { ...repeated, second: second.name });
  }
}

/** The first text that two ascending lists share; read in step, for a map of a million ids would be larger than they. */
function firstCommon(some: readonly string[], others: readonly string[]): string | undefined {
  for (let i = 0, j = 0; i < some.length && j < others.length; ) {
    const order = compareUtf8(some[i]!, others[j]!);
    if (order === 0) return some[i];
    if (order < 0) i++;
    else j++;
  }
  return undefined;
}

function checkConflicts(pools: Pools): void {
  const officers = new Set(pools.inspectors.ids);
  for (let i = 0; i < pools.conflicts.count; i++) {
    const { officer } = pools.conflicts.record(i);
    if (!officers.has(officer)) throw new DrawFault('UNKNOWN_CONFLICT', { officer });
  }
}
