/** The pools of one freeze, read and checked, and the tree heads that fix them (§1, §3.2). */
import { toHex } from './bytes.js';
import type { Commit } from './commit.js';
import { DrawFault, malformed } from './faults.js';
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
import { leafHashes, treeCodes } from './salt.js';
import type { Hasher } from './sha256.js';
import { treeRoot } from './tree.js';

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

/** Within a file ids ascend strictly, so that only a second file can repeat one. */
export function checkUnitsOnce(files: readonly RecordFile<object>[]): void {
  const filled = files.filter((file) => file.count > 0);
  if (filled.length < 2) return;
  const first = new Map<string, string>();
  for (const file of filled) {
    for (const id of file.ids) {
      const other = first.get(id);
      if (other) throw new DrawFault('DUPLICATE_ID', { id, first: other, second: file.name });
      first.set(id, file.name);
    }
  }
}

function checkConflicts(pools: Pools): void {
  const officers = new Set(pools.inspectors.ids);
  for (let i = 0; i < pools.conflicts.count; i++) {
    const { officer } = pools.conflicts.record(i);
    if (!officers.has(officer)) throw new DrawFault('UNKNOWN_CONFLICT', { officer });
  }
}

/** The part of a commitment that fixes the pools. */
export type PoolHeads = Pick<Commit, 'strata' | 'excluded' | 'inspectors' | 'conflicts'>;

/** The trees of a freeze. The strata's leaf hashes are kept, for proofs, in order of code. */
export interface PoolTrees {
  heads: PoolHeads;
  strataLeaves: Uint8Array[];
}

/** Counts, roots and leaf hashes under the pool key, 32 bytes. */
export function poolTrees(pools: Pools, poolKey: Uint8Array, hasher: Hasher): PoolTrees {
  if (poolKey.length !== 32) throw malformed('poolKey', '32 bytes', '32 字节');
  const leavesOf = (file: RecordFile<object>, tree: string) => leafHashes(file, poolKey, tree, hasher);
  const head = (leaves: Uint8Array) => ({
    count: leaves.length / 32,
    root: toHex(treeRoot(leaves, hasher)),
  });
  const strataLeaves = pools.strata.map(({ code, file }) => leavesOf(file, treeCodes.stratum(code)));
  const heads = {
    strata: pools.strata.map(({ code }, h) => ({ code, ...head(strataLeaves[h]!) })),
    excluded: {
      ...head(leavesOf(pools.excluded, treeCodes.excluded)),
      reasons: countReasons(pools.excluded),
    },
    inspectors: head(leavesOf(pools.inspectors, treeCodes.inspectors)),
    conflicts: head(leavesOf(pools.conflicts, treeCodes.conflicts)),
  };
  return { heads, strataLeaves };
}

function countReasons(excluded: RecordFile<ExcludedRecord>): { code: string; count: number }[] {
  const counts = new Map<string, number>();
  for (let i = 0; i < excluded.count; i++) {
    const { reason } = excluded.record(i);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Refuses pools that are not those of the commitment (`POOL_CHANGED`, naming the file). */
export function checkHeads(heads: PoolHeads, commit: Commit): void {
  const codes = (trees: readonly { code: string }[]) => trees.map((tree) => tree.code).join(', ');
  if (codes(heads.strata) !== codes(commit.strata)) {
    throw new DrawFault('STRATA_DIFFER', { found: codes(heads.strata), expected: codes(commit.strata) });
  }
  for (const [h, head] of heads.strata.entries()) {
    checkHead(head, commit.strata[h]!, fileNames.stratum(head.code));
  }
  for (const part of ['excluded', 'inspectors', 'conflicts'] as const) {
    checkHead(heads[part], commit[part], fileNames[part]);
  }
  if (JSON.stringify(heads.excluded.reasons) !== JSON.stringify(commit.excluded.reasons)) {
    const [found, expected] = [heads, commit].map(({ excluded }) =>
      excluded.reasons.map(({ code, count }) => `${code} ${count}`).join(', '),
    );
    throw new DrawFault('POOL_CHANGED', { file: fileNames.excluded, found: found!, expected: expected! });
  }
}

function checkHead(
  found: { count: number; root: string },
  committed: { count: number; root: string },
  file: string,
): void {
  for (const part of ['count', 'root'] as const) {
    if (found[part] !== committed[part]) {
      throw new DrawFault('POOL_CHANGED', { file, found: found[part], expected: committed[part] });
    }
  }
}
