/** What a single unit, officer or exclusion can check for itself (§14): a slip, a place in a pool. */
import { fromHex, toHex, utf8 } from './bytes.js';
import { canonical } from './canonical.js';
import { code, id } from './codes.js';
import { type Commit, commitHash, type TreeHead } from './commit.js';
import { DrawFault } from './faults.js';
import { conflictRecord, excludedRecord, inspectorRecord, targetRecord } from './pool.js';
import { type FileBytes, idOf, pairOf, type RecordFile, readRecords } from './record-file.js';
import type { ResultRecord } from './result.js';
import { leafHash, leafHashes, saltOf, treeCodes } from './salt.js';
import { ticketOf } from './select.js';
import { type Hasher, sha256 } from './sha256/sha256.js';
import { type Check, hash, hex, integer, list, oneOf, shape, text } from './shape.js';
import { inclusionPath, rootOfPath, treeLevels } from './tree.js';

/** A drawn unit's proof against the public `resultRoot`. */
export interface Slip {
  alg: 'dr/1';
  C: string;
  record: ResultRecord;
  /** 16 bytes in hex. */
  salt: string;
  index: number;
  count: number;
  /** Sibling hashes from the leaf up, hex. */
  path: string[];
}

/** One record's proof that it stood in a pool when that was frozen. */
export interface PoolProof {
  alg: 'dr/1';
  C: string;
  /** `pool/<stratum>`, `excluded`, `inspectors` or `conflicts`. */
  tree: string;
  record: object;
  /** 16 bytes in hex. */
  salt: string;
  /** Leaf number in the tree. */
  index: number;
  /** Sibling hashes from the leaf up, hex. */
  path: string[];
}

const slipShape: Check<Slip> = shape<Slip>({
  alg: oneOf('dr/1'),
  C: hash,
  record: shape<ResultRecord>({
    id,
    officers: list(id),
    order: integer(1),
    stratum: code,
    ticket: hex(8),
  }),
  salt: hex(16),
  index: integer(),
  count: integer(1),
  path: list(hash),
});

const proofShape: Check<PoolProof> = shape<PoolProof>({
  alg: oneOf('dr/1'),
  C: hash,
  tree: text,
  record: shape<object>({}, true),
  salt: hex(16),
  index: integer(),
  path: list(hash),
});

/** Returns the slip when it leads to the published root for this draw; `MALFORMED` or `PATH_WRONG`. */
export function checkSlip(slip: unknown, published: { C: string; resultRoot: string; count: number }): Slip {
  const checked = slipShape(slip, 'slip');
  if (checked.C !== published.C || checked.count !== published.count) throw new DrawFault('PATH_WRONG');
  requirePath(checked, { count: checked.count, root: published.resultRoot }, sha256);
  return checked;
}

/** Returns the proof when it leads to its tree's root in the commitment; a unit's with its ticket by the seed. */
export function checkProof(
  proof: unknown,
  commit: Commit,
  seed?: Uint8Array,
  hasher: Hasher = sha256,
): PoolProof & { ticket?: string } {
  const checked = proofShape(proof, 'proof');
  const stratum = commit.strata.find((one) => treeCodes.stratum(one.code) === checked.tree);
  const head = stratum ?? otherHead(commit, checked.tree);
  if (!head || checked.C !== commitHash(commit)) throw new DrawFault('PATH_WRONG');
  requirePath(checked, head, hasher);
  if (!stratum || !seed) return checked;
  return { ...checked, ticket: ticketOf(seed, stratum.code, checked.index) };
}

function otherHead(commit: Commit, tree: string): TreeHead | undefined {
  if (tree === 'excluded' || tree === 'inspectors' || tree === 'conflicts') return commit[tree];
  return undefined;
}

function requirePath(
  proof: { record: object; salt: string; index: number; path: string[] },
  { count, root }: TreeHead,
  hasher: Hasher,
): void {
  const leaf = leafHash(fromHex(proof.salt), utf8(canonical(proof.record)), hasher);
  const path = proof.path.map((node) => fromHex(node));
  const reached = rootOfPath(leaf, proof.index, count, path, hasher);
  if (!reached || toHex(reached) !== root) throw new DrawFault('PATH_WRONG');
}

export interface ProverInput {
  C: string;
  /** `pool/<stratum>`, `excluded`, `inspectors` or `conflicts`. */
  tree: string;
  /** That tree's file as it was frozen. */
  file: FileBytes;
  /** 32 bytes. */
  poolKey: Uint8Array;
  hasher?: Hasher;
}

/**
 * Makes the proofs of one tree's records, by their id (`<entity> <officer>` of a conflict), from one walk over the
 * tree; undefined for an id that is not in it.
 */
export function poolProver({
  C,
  tree,
  file,
  poolKey,
  hasher = sha256,
}: ProverInput): (id: string) => PoolProof | undefined {
  const records = recordsOf(tree, file);
  const levels = treeLevels(leafHashes(records, poolKey, tree, hasher), hasher);
  const places = new Map(records.ids.map((key, index) => [key, index]));
  return (key) => {
    const index = places.get(key);
    if (index === undefined) return undefined;
    return {
      alg: 'dr/1',
      C,
      tree,
      record: records.record(index),
      salt: toHex(saltOf(poolKey, tree, key, hasher)),
      index,
      path: inclusionPath(levels, index).map(toHex),
    };
  };
}

function recordsOf(tree: string, file: FileBytes): RecordFile<object> {
  if (tree === treeCodes.excluded) return readRecords(file, tree, excludedRecord, idOf);
  if (tree === treeCodes.inspectors) return readRecords(file, tree, inspectorRecord, idOf);
  if (tree === treeCodes.conflicts) return readRecords(file, tree, conflictRecord, pairOf);
  return readRecords(file, tree, targetRecord, idOf);
}
