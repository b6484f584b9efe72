/** One row of `probabilities.jsonl` and its way to the root in the receipt (§12). */
import { concat, fromHex, toHex, utf8 } from './bytes.js';
import { canonical } from './canonical.js';
import { readProbabilities } from './probabilities.js';
import { type FileBytes, recordLines } from './record-file.js';
import { leafHash } from './salt.js';
import { type Hasher, sha256 } from './sha256/sha256.js';
import type { TargetProbabilities } from './table.js';
import { inclusionPath, rootOfPath, treeLevels } from './tree.js';

export interface ProbabilityProof {
  row: TargetProbabilities;
  /** Line number from 0, of `count` lines. */
  line: number;
  count: number;
  /** Sibling hashes from the leaf up, hex. */
  path: string[];
}

// The table names nobody, so its leaves have no salt.
const noSalt = new Uint8Array(0);

/** The row of a target and its path; undefined where the target has none. */
export function proveProbability(
  file: FileBytes,
  target: number,
  hasher: Hasher = sha256,
): ProbabilityProof | undefined {
  const lines = recordLines(file, 'probabilities.jsonl');
  const rows = readProbabilities(file);
  const line = rows.findIndex((row) => row.index === target);
  if (line < 0) return undefined;
  const leaves = concat(lines.map((bytes) => leafHash(noSalt, bytes, hasher)));
  const path = inclusionPath(treeLevels(leaves, hasher), line).map(toHex);
  return { row: rows[line]!, line, count: lines.length, path };
}

/** The root to which a proof leads, hex; undefined where the path does not fit. */
export function rootOfProbability(proof: ProbabilityProof, hasher: Hasher = sha256): string | undefined {
  const { index, slots } = proof.row;
  const leaf = leafHash(noSalt, utf8(canonical({ index, slots })), hasher);
  const path = proof.path.map((node) => fromHex(node, 'path'));
  const root = rootOfPath(leaf, proof.line, proof.count, path, hasher);
  return root && toHex(root);
}
