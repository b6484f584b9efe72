/**
 * Salted leaves (§1): SHA-256(00 ‖ salt ‖ record), salt = first 16 bytes of H("dr/1/salt", poolKey, tree, id).
 *
 * Without the salt anybody could guess a unit and test it against a published path.
 */
import { concat, lengthPrefixed, utf8 } from './bytes.js';
import { taggedHash } from './digest.js';
import type { RecordFile } from './record-file.js';
import { type Hasher, sha256 } from './sha256.js';

const encoder = new TextEncoder();
const leafPrefix = 0;
const saltLength = 16;
const leavesAtOnce = 4096;

/** Names of the trees of one freeze; a code holds no `/`, so none collides. */
export const treeCodes = {
  stratum: (code: string) => `pool/${code}`,
  excluded: 'excluded',
  inspectors: 'inspectors',
  conflicts: 'conflicts',
} as const;

/** The 16-byte salt of one record. */
export function saltOf(poolKey: Uint8Array, tree: string, id: string, hasher: Hasher = sha256): Uint8Array {
  return taggedHash('dr/1/salt', [poolKey, tree, id], hasher).slice(0, saltLength);
}

export function leafHash(salt: Uint8Array, record: Uint8Array, hasher: Hasher = sha256): Uint8Array {
  return hasher.digest(concat([Uint8Array.of(leafPrefix), salt, record]));
}

/** Leaf hashes of a whole file, one after another. */
export function leafHashes(
  file: RecordFile<object>,
  poolKey: Uint8Array,
  tree: string,
  hasher: Hasher = sha256,
): Uint8Array {
  const leaves = new Uint8Array(32 * file.count);
  for (let first = 0; first < file.count; first += leavesAtOnce) {
    const end = Math.min(file.count, first + leavesAtOnce);
    const salts = saltBatch(file.ids.slice(first, end), poolKey, tree, hasher);
    leafBatch(file, first, end, salts, leaves.subarray(32 * first, 32 * end), hasher);
  }
  return leaves;
}

/** Full 32-byte hashes whose first halves are the salts. */
function saltBatch(ids: readonly string[], poolKey: Uint8Array, tree: string, hasher: Hasher): Uint8Array {
  const prefix = lengthPrefixed([utf8('dr/1/salt'), poolKey, utf8(tree)]);
  const messages = new Uint8Array(ids.length * (prefix.length + 4) + utf8Capacity(ids));
  const view = new DataView(messages.buffer);
  const offsets = new Uint32Array(ids.length + 1);
  let at = 0;
  for (const [i, id] of ids.entries()) {
    messages.set(prefix, at);
    at += prefix.length;
    const { written } = encoder.encodeInto(id, messages.subarray(at + 4));
    view.setUint32(at, written);
    at += 4 + written;
    offsets[i + 1] = at;
  }
  const salts = new Uint8Array(32 * ids.length);
  hasher.batch(messages, offsets, salts);
  return salts;
}

/** UTF-8 takes at most three bytes for each UTF-16 unit. */
function utf8Capacity(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + 3 * text.length, 0);
}

function leafBatch(
  file: RecordFile<object>,
  first: number,
  end: number,
  salts: Uint8Array,
  out: Uint8Array,
  hasher: Hasher,
): void {
  const offsets = new Uint32Array(end - first + 1);
  const bytes = new Uint8Array(file.starts[end]! - file.starts[first]! + (1 + saltLength) * (end - first));
  let at = 0;
  for (let i = first; i < end; i++) {
    const salt = 32 * (i - first);
    bytes[at] = leafPrefix;
    bytes.set(salts.subarray(salt, salt + saltLength), at + 1);
    const line = file.line(i);
    bytes.set(line, at + 1 + saltLength);
    at += 1 + saltLength + line.length;
    offsets[i - first + 1] = at;
  }
  hasher.batch(bytes, offsets, out);
}
