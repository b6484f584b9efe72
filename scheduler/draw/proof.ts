/** What a single unit can check for itself (§5, §7): its slip at the door, its place in the pool, its ticket. */
import { fromHex, toHex, utf8 } from './bytes.js';
import { canonical } from './canonical.js';
import { code, id } from './codes.js';
import type { Commit } from './commit.js';
import { DrawFault } from './faults.js';
import type { TargetRecord } from './pool.js';
import { targetRecord } from './pool.js';
import type { Stratum } from './pools.js';
import type { ResultRecord } from './result.js';
import { leafHash, saltOf, treeCodes } from './salt.js';
import { ticketOf } from './select.js';
import { type Hasher, sha256 } from './sha256.js';
import { type Check, hash, hex, integer, list, oneOf, shape } from './shape.js';
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

/** Any unit's proof that it stood in its stratum, against the commitment. A line of `selected.jsonl`. */
export interface UnitProof {
  stratum: string;
  /** Leaf number in the stratum. */
  index: number;
  record: TargetRecord;
  salt: string;
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

const unitShape: Check<UnitProof> = shape<UnitProof>({
  stratum: code,
  index: integer(),
  record: targetRecord,
  salt: hex(16),
  path: list(hash),
});

/** Returns the slip when it leads to the published root for this draw; `MALFORMED` or `PATH_WRONG`. */
export function checkSlip(slip: unknown, published: { C: string; resultRoot: string; count: number }): Slip {
  const checked = slipShape(slip, 'slip');
  if (checked.C !== published.C || checked.count !== published.count) throw new DrawFault('PATH_WRONG');
  requirePath(checked, checked.count, published.resultRoot, sha256);
  return checked;
}

/** Returns the proof when it leads to the stratum's root; with the seed, also the unit's ticket. */
export function checkUnit(
  proof: unknown,
  commit: Commit,
  seed?: Uint8Array,
  hasher: Hasher = sha256,
): UnitProof & { ticket?: string } {
  const checked = unitShape(proof, 'proof');
  const stratum = commit.strata.find((tree) => tree.code === checked.stratum);
  if (!stratum) throw new DrawFault('PATH_WRONG');
  requirePath(checked, stratum.count, stratum.root, hasher);
  return seed ? { ...checked, ticket: ticketOf(seed, checked.stratum, checked.index) } : checked;
}

function requirePath(
  proof: { record: object; salt: string; index: number; path: string[] },
  count: number,
  root: string,
  hasher: Hasher,
): void {
  const leaf = leafHash(fromHex(proof.salt), utf8(canonical(proof.record)), hasher);
  const path = proof.path.map((node) => fromHex(node));
  const reached = rootOfPath(leaf, proof.index, count, path, hasher);
  if (!reached || toHex(reached) !== root) throw new DrawFault('PATH_WRONG');
}

/** Makes proofs for units of one stratum by their leaf numbers, from one walk over its tree. */
export function unitProver(
  { code, file }: Stratum,
  leaves: Uint8Array,
  poolKey: Uint8Array,
  hasher: Hasher = sha256,
): (index: number) => UnitProof {
  const tree = treeCodes.stratum(code);
  const levels = treeLevels(leaves, hasher);
  return (index) => ({
    stratum: code,
    index,
    record: file.record(index),
    salt: toHex(saltOf(poolKey, tree, file.ids[index]!, hasher)),
    path: inclusionPath(levels, index).map(toHex),
  });
}
