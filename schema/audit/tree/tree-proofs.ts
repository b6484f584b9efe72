import { fromHex, rootOfPath, toHex } from '../../../scheduler/draw/index.js';
import { nodeHash } from './tree-growth.js';

/** The root of the whole subtree of 2^level leaves that is the index-th of its level. */
export type NodeReader = (level: number, index: number) => Promise<string>;

/** The largest power of two that is smaller than a width: where RFC 9162 splits a tree. */
function splitOf(width: number): number {
  let k = 1;
  while (2 * k < width) k *= 2;
  return k;
}

/** The root of the leaves from `start` to before `end`, of which `start` is a multiple of the width it would fill. */
export async function rootOf(read: NodeReader, start: number, end: number): Promise<string> {
  const width = end - start;
  const k = splitOf(width);
  if (width === 1 || 2 * k === width) {
    const level = Math.round(Math.log2(width));
    return read(level, start / 2 ** level);
  }
  return nodeHash(await rootOf(read, start, start + k), await rootOf(read, start + k, end));
}

/** The hashes by which a leaf is shown to stand in a tree of `size` (RFC 9162, 2.1.3), from the leaf up. */
export async function proveInclusion(read: NodeReader, index: number, size: number): Promise<string[]> {
  const path: string[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      path.push(await rootOf(read, middle, end));
      end = middle;
    } else {
      path.push(await rootOf(read, start, middle));
      start = middle;
    }
  }
  return path.reverse();
}

/** The hashes by which a tree of `to` leaves is shown to begin with the tree of `from` (RFC 9162, 2.1.4). */
export async function proveConsistency(read: NodeReader, from: number, to: number): Promise<string[]> {
  const path: string[] = [];
  let [start, end, isOwn] = [0, to, true];
  while (end > from) {
    const middle = start + splitOf(end - start);
    if (from <= middle) {
      path.push(await rootOf(read, middle, end));
      end = middle;
    } else {
      path.push(await rootOf(read, start, middle));
      start = middle;
      isOwn = false;
    }
  }
  if (!isOwn) path.push(await rootOf(read, start, end));
  return path.reverse();
}

/** Whether a path leads from a leaf to a root. */
export function checkInclusion(
  leafHash: string,
  index: number,
  size: number,
  path: readonly string[],
  root: string,
): boolean {
  if (![leafHash, ...path].every(isHash) || index < 0) return false;
  const found = rootOfPath(
    fromHex(leafHash),
    index,
    size,
    path.map((node) => fromHex(node)),
  );
  return found !== undefined && toHex(found) === root;
}

/** Whether a path shows that the tree of `to` leaves begins with the tree of `from` (RFC 9162, 2.1.4.2). */
export function checkConsistency(
  from: { readonly size: number; readonly root: string },
  to: { readonly size: number; readonly root: string },
  path: readonly string[],
): boolean {
  if (!path.every(isHash) || from.size < 1 || from.size > to.size) return false;
  if (from.size === to.size) return path.length === 0 && from.root === to.root;
  // A tree of 2^n leaves is itself a node of every later one.
  const isWhole = Number.isInteger(Math.log2(from.size));
  const [first, ...rest] = isWhole ? [from.root, ...path] : path;
  if (first === undefined) return false;
  let [node, last] = [from.size - 1, to.size - 1];
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  let [was, is] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [was, is] = [nodeHash(sibling, was), nodeHash(sibling, is)];
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    } else {
      is = nodeHash(is, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && was === from.root && is === to.root;
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
