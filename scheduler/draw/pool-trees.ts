/** The trees of a freeze's pools (§2), and the heads by which its commitment fixes them (§5). */
import { toHex } from './bytes.js';
import type { Commit } from './commit.js';
import { DrawFault, malformed } from './faults.js';
import type { ExcludedRecord } from './pool.js';
import { fileNames, type Pools } from './pools.js';
import type { RecordFile } from './record-file.js';
import { leafHashes, treeCodes } from './salt.js';
import type { Hasher } from './sha256/sha256.js';
import { treeRoot } from './tree.js';

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
