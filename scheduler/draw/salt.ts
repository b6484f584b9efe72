/**
 * Salted leaves (§2): SHA-256(00 ‖ salt ‖ record), salt = first 16 bytes of H("dr/1/salt", poolKey, tree, id).
 *
 * Without the salt anybody could guess a unit and test it against a published path.
 */
import { concat, lengthPrefixed, utf8 } from './bytes.js';
import { taggedHash } from './digest.js';
import { MessageBuffer } from './message-buffer.js';
import type { RecordFile } from './record-file.js';
import { type Hasher, sha256 } from './sha256/sha256.js';

const encoder = new TextEncoder();
const leafPrefix = 0;
const saltLength = 16;
const leavesAtOnce = 2048;

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
  const prefix = lengthPrefixed([utf8('dr/1/salt'), poolKey, utf8(tree)]);
  const salts = new Uint8Array(32 * leavesAtOnce);
  const buffer = new MessageBuffer(leavesAtOnce);
  for (let first = 0; first < file.count; first += leavesAtOnce) {
    const end = Math.min(file.count, first + leavesAtOnce);
    const batch = { first, end, buffer, hasher };
    saltBatch(file.ids, prefix, batch, salts);
    leafBatch(file, salts, batch, leaves.subarray(32 * first, 32 * end));
  }
  return leaves;
}

/** Records `first` … `end` − 1 of a file, hashed at once. */
interface Batch {
  first: number;
  end: number;
  buffer: MessageBuffer;
  hasher: Hasher;
}

/** Full 32-byte hashes whose first halves are the salts. */
function saltBatch(
  ids: readonly string[],
  prefix: Uint8Array,
  { first, end, buffer, hasher }: Batch,
  salts: Uint8Array,
): void {
  const messages = buffer.bytes((end - first) * (prefix.length + 4) + utf8Capacity(ids, first, end));
  const offsets = buffer.offsets(end - first);
  let at = 0;
  for (let i = first; i < end; i++) {
    messages.set(prefix, at);
    const start = at + prefix.length + 4;
    at = writeUtf8(ids[i]!, messages, start);
    writeLength(messages, start - 4, at - start);
    offsets[i - first + 1] = at;
  }
  hasher.batch(messages, offsets, salts);
}

/** UTF-8 takes at most three bytes for each UTF-16 unit. */
function utf8Capacity(texts: readonly string[], first: number, end: number): number {
  let units = 0;
  for (let i = first; i < end; i++) units += texts[i]!.length;
  return 3 * units;
}

/** Returns the place behind the text. Nearly all ids are ASCII, and a call to the encoder costs more than those. */
function writeUtf8(text: string, out: Uint8Array, start: number): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) return start + encoder.encodeInto(text, out.subarray(start)).written;
    out[start + i] = unit;
  }
  return start + text.length;
}

function writeLength(out: Uint8Array, at: number, length: number): void {
  out[at] = length >>> 24;
  out[at + 1] = length >>> 16;
  out[at + 2] = length >>> 8;
  out[at + 3] = length;
}

/** Lines are put into the buffer at once, then moved apart from the last on, so that none is overwritten. */
function leafBatch(
  { bytes, starts }: RecordFile<object>,
  salts: Uint8Array,
  { first, end, buffer, hasher }: Batch,
  out: Uint8Array,
): void {
  const prefixLength = 1 + saltLength;
  const begin = starts[first]!;
  const messages = buffer.bytes(starts[end]! - begin + prefixLength * (end - first));
  messages.set(bytes.subarray(begin, starts[end]!));
  const offsets = buffer.offsets(end - first);
  for (let i = end - 1; i >= first; i--) {
    const [start, next] = [starts[i]! - begin, starts[i + 1]! - begin - 1];
    // Each message before this one is longer than its line by the prefix, and shorter by the LF.
    const at = start + (prefixLength - 1) * (i - first);
    messages.copyWithin(at + prefixLength, start, next);
    offsets[i - first + 1] = at + prefixLength + next - start;
    messages[at] = leafPrefix;
    for (let b = 0; b < saltLength; b++) messages[at + 1 + b] = salts[32 * (i - first) + b]!;
  }
  hasher.batch(messages, offsets, out);
}
