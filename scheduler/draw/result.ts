/** The result tree (§14): one salted leaf per selected unit, sorted by leaf hash, so that order tells nothing. */
import { compareBytes, concat, fromHex, toHex, utf8 } from './bytes.js';
import { canonical, parseCanonical } from './canonical.js';
import { taggedHash } from './digest.js';
import type { Slip } from './proof.js';
import { type FileBytes, recordLines } from './record-file.js';
import { leafHash } from './salt.js';
import { type Hasher, sha256 } from './sha256/sha256.js';
import { inclusionPath, treeLevels, treeRoot } from './tree.js';

/** What was drawn for one unit. */
export interface ResultRecord {
  id: string;
  /** Ids of the team in draw order; empty when held and in stage `targets`. */
  officers: string[];
  /** Place in the draw order of its stratum, from 1. */
  order: number;
  stratum: string;
  ticket: string;
}

interface ResultLeaf {
  record: ResultRecord;
  salt: Uint8Array;
  hash: Uint8Array;
}

export interface ResultTree {
  /** Hex. */
  root: string;
  leaves: ResultLeaf[];
  /** All leaf hashes, one after another. */
  hashes: Uint8Array;
}

/** Salt = first 16 bytes of H("dr/1/result-salt", seed, id). */
export function resultTree(
  records: readonly ResultRecord[],
  seed: Uint8Array,
  hasher: Hasher = sha256,
): ResultTree {
  const leaves = records.map((record) => {
    const salt = taggedHash('dr/1/result-salt', [seed, record.id], hasher).slice(0, 16);
    return { record, salt, hash: leafHash(salt, utf8(canonical(record)), hasher) };
  });
  return treeOf(leaves, hasher);
}

function treeOf(leaves: ResultLeaf[], hasher: Hasher): ResultTree {
  leaves.sort((a, b) => compareBytes(a.hash, b.hash));
  const hashes = concat(leaves.map((leaf) => leaf.hash));
  return { root: toHex(treeRoot(hashes, hasher)), leaves, hashes };
}

/** `results.jsonl`: every leaf in order, its salt among the record's keys. */
export function resultFile(tree: ResultTree): Uint8Array {
  return utf8(
    tree.leaves.map(({ record, salt }) => `${canonical({ ...record, salt: toHex(salt) })}\n`).join(''),
  );
}

/** The slips again from a stored `results.jsonl`. */
export function slipsFromFile(C: string, file: FileBytes, hasher: Hasher = sha256): Slip[] {
  const leaves = recordLines(file, 'results.jsonl').map((line) => {
    const { salt, ...record } = parseCanonical(line, 'results.jsonl') as ResultRecord & { salt: string };
    const bytes = fromHex(salt, 'salt');
    return { record, salt: bytes, hash: leafHash(bytes, utf8(canonical(record)), hasher) };
  });
  return slipsOf(C, treeOf(leaves, hasher), hasher);
}

/** The slip of every unit, in leaf order. */
export function slipsOf(C: string, tree: ResultTree, hasher: Hasher = sha256): Slip[] {
  const levels = treeLevels(tree.hashes, hasher);
  return tree.leaves.map(({ record, salt }, index) => ({
    alg: 'dr/1',
    C,
    record,
    salt: toHex(salt),
    index,
    count: tree.leaves.length,
    path: inclusionPath(levels, index).map(toHex),
  }));
}
