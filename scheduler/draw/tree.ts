/**
 * Merkle trees (§2; RFC 6962, 2.1) over leaf hashes that lie one after another, 32 bytes each.
 *
 * Hashing neighbours level by level and lifting an odd last node unchanged gives the tree the RFC defines by
 * splitting at the largest power of two.
 */
import { concat } from './bytes.js';
import { MessageBuffer } from './message-buffer.js';
import { type Hasher, sha256 } from './sha256/sha256.js';

const nodePrefix = 1;
const pairsAtOnce = 4096;

/** Root of the leaves; of none it is the hash of nothing. */
export function treeRoot(leaves: Uint8Array, hasher: Hasher = sha256): Uint8Array {
  if (leaves.length === 0) return hasher.digest(new Uint8Array(0));
  let level = leaves;
  while (level.length > 32) level = levelAbove(level, hasher);
  return level.slice();
}

/** All levels of a tree, the leaves first, the root last: for many paths from one walk. */
export function treeLevels(leaves: Uint8Array, hasher: Hasher = sha256): Uint8Array[] {
  const levels = [leaves];
  for (let level = leaves; level.length > 32; levels.push(level)) level = levelAbove(level, hasher);
  return levels;
}

/** Sibling hashes from the leaf up, as in RFC 6962, 2.1.1. */
export function inclusionPath(levels: readonly Uint8Array[], index: number): Uint8Array[] {
  const path: Uint8Array[] = [];
  levels.forEach((level, height) => {
    const sibling = 32 * ((index >>> height) ^ 1);
    if (sibling < level.length && level.length > 32) path.push(level.slice(sibling, sibling + 32));
  });
  return path;
}

/** The root to which a leaf and its path lead in a tree of `count`; undefined where the path does not fit. */
export function rootOfPath(
  leaf: Uint8Array,
  index: number,
  count: number,
  path: readonly Uint8Array[],
  hasher: Hasher = sha256,
): Uint8Array | undefined {
  if (index >= count || path.some((node) => node.length !== 32)) return undefined;
  let node = leaf;
  let used = 0;
  for (let i = index, width = count; width > 1; i = Math.floor(i / 2), width = Math.ceil(width / 2)) {
    const isLastOdd = i % 2 === 0 && i + 1 === width;
    if (isLastOdd) continue;
    const sibling = path[used++];
    if (!sibling) return undefined;
    const pair = i % 2 === 0 ? [node, sibling] : [sibling, node];
    node = hasher.digest(concat([Uint8Array.of(nodePrefix), ...pair]));
  }
  return used === path.length ? node : undefined;
}

function levelAbove(level: Uint8Array, hasher: Hasher): Uint8Array {
  const width = level.length / 32;
  const pairs = Math.floor(width / 2);
  const above = new Uint8Array(32 * Math.ceil(width / 2));
  const buffer = new MessageBuffer(Math.min(pairs, pairsAtOnce));
  for (let first = 0; first < pairs; first += pairsAtOnce) {
    const end = Math.min(pairs, first + pairsAtOnce);
    hashPairs(level.subarray(64 * first, 64 * end), buffer, above.subarray(32 * first, 32 * end), hasher);
  }
  if (width % 2 === 1) above.set(level.subarray(level.length - 32), above.length - 32);
  return above;
}

/** Pairs are put into the buffer at once, then moved apart from the last on, so that none is overwritten. */
function hashPairs(pairs: Uint8Array, buffer: MessageBuffer, above: Uint8Array, hasher: Hasher): void {
  const count = pairs.length / 64;
  const messages = buffer.bytes(65 * count);
  const offsets = buffer.offsets(count);
  messages.set(pairs);
  for (let i = count - 1; i >= 0; i--) {
    messages.copyWithin(65 * i + 1, 64 * i, 64 * i + 64);
    messages[65 * i] = nodePrefix;
    offsets[i + 1] = 65 * (i + 1);
  }
  hasher.batch(messages, offsets, above);
}
