import type { Reader, Unit } from '../../shared/unit.js';
import { AuditNode } from '../audit-chain.entity.js';
import { nodeHash } from './tree-growth.js';
import type { NodeReader } from './tree-proofs.js';

/** One stored node for so many children: a proof then reads some hundreds of hashes, whatever the size. */
const LEVELS = 8;
const CHILDREN = 2 ** LEVELS;
/** Leaves read at once while nodes are made. */
const LEAVES_AT_ONCE = 64 * CHILDREN;

const leaves = `
  select seq, leaf_hash from audit_event where seq between ? and ?
  union all select seq, leaf_hash from audit_archived_leaf where seq between ? and ? order by seq`;

/** The hashes of the leaves from `start` (counted from 0) to before `end`. */
export async function readLeaves(reader: Reader, start: number, end: number): Promise<string[]> {
  const range = [start + 1, end];
  const rows = await reader.em.execute<{ leaf_hash: string }[]>(leaves, [...range, ...range]);
  if (rows.length !== end - start) throw new Error(`the audit record lacks leaves from ${start} to ${end}`);
  return rows.map((row) => row.leaf_hash);
}

async function readNodes(reader: Reader, height: number, start: number, count: number): Promise<string[]> {
  if (height === 0) return readLeaves(reader, start, start + count);
  const index = { $gte: start, $lt: start + count };
  const nodes = await reader.em.find(AuditNode, { height, index }, { orderBy: { index: 'asc' } });
  if (nodes.length !== count) throw new Error(`the audit record lacks nodes of height ${height}`);
  return nodes.map((node) => node.hash);
}

/** The root of hashes whose number is a power of two. */
function rootOfWhole(hashes: readonly string[]): string {
  let level = hashes;
  while (level.length > 1) {
    const below = level;
    level = Array.from({ length: below.length / 2 }, (_, i) => nodeHash(below[2 * i]!, below[2 * i + 1]!));
  }
  return level[0]!;
}

/** Reads nodes of the tree up to a size whose nodes are stored: that of a checkpoint. */
export function storedTree(reader: Reader): NodeReader {
  return async (level, index) => {
    const count = 2 ** (level % LEVELS);
    return rootOfWhole(await readNodes(reader, Math.floor(level / LEVELS), index * count, count));
  };
}

/** Stores the nodes that the tree has at `size` and had not at `before`. */
export async function storeNodes(unit: Unit, before: number, size: number): Promise<void> {
  for (let height = 1; CHILDREN ** height <= size; height++) {
    const width = CHILDREN ** height;
    const [first, end] = [Math.floor(before / width), Math.floor(size / width)];
    const atOnce = LEAVES_AT_ONCE / CHILDREN;
    for (let start = first; start < end; start += atOnce) {
      const count = Math.min(atOnce, end - start);
      const below = await readNodes(unit, height - 1, start * CHILDREN, count * CHILDREN);
      const nodes = Array.from({ length: count }, (_, i) => ({
        height,
        index: start + i,
        hash: rootOfWhole(below.slice(i * CHILDREN, (i + 1) * CHILDREN)),
      }));
      if (nodes.length > 0) await unit.em.insertMany(AuditNode, nodes);
    }
  }
}

/** A node as it is stored. */
export interface StoredNode {
  readonly height: number;
  readonly index: number;
  readonly hash: string;
}

/** Makes the nodes of a growing tree as they are stored, to compare them with what is. */
export class NodeGrowth {
  readonly #children: string[][] = [];
  readonly #counts: number[] = [];

  /** @returns the nodes that this leaf completes, the lowest first */
  add(leafHash: string): StoredNode[] {
    const made: StoredNode[] = [];
    let hash = leafHash;
    for (let height = 1; ; height++) {
      const children = [...(this.#children[height] ?? []), hash];
      this.#children[height] = children;
      if (children.length < CHILDREN) return made;
      hash = rootOfWhole(children);
      this.#children[height] = [];
      const index = this.#counts[height] ?? 0;
      this.#counts[height] = index + 1;
      made.push({ height, index, hash });
    }
  }
}
