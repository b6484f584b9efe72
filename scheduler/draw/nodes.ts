/**
 * One proof for many leaves of a tree (§17): the nodes beside the known ones, level by level.
 *
 * Paths that meet share everything above; maker and checker visit each known node once.
 */
import { type Hasher, sha256 } from './sha256/sha256.js';

const nodePrefix = 1;

/** The nodes that lead the leaves at these positions, ascending, to the root. Levels as `treeLevels` gives them. */
export function proofNodes(levels: readonly Uint8Array[], positions: Uint32Array): Uint8Array[] {
  const nodes: Uint8Array[] = [];
  let known = positions;
  for (const level of levels) {
    const width = level.length / 32;
    if (width <= 1) break;
    const { neighbours, parents } = step(known, width);
    for (const position of neighbours) nodes.push(level.slice(32 * position, 32 * position + 32));
    known = parents;
  }
  return nodes;
}

/**
 * The root to which known leaves lead in a tree of `count`; undefined where the nodes are too few or too many.
 * `leaves` holds at least one hash, one after another, in the order of the positions, which ascend below `count`.
 */
export function rootOfNodes(
  leaves: Uint8Array,
  positions: Uint32Array,
  count: number,
  nodes: readonly Uint8Array[],
  hasher: Hasher = sha256,
): Uint8Array | undefined {
  let hashes = leaves;
  let known = positions;
  let used = 0;
  for (let width = count; width > 1; width = Math.ceil(width / 2)) {
    const { neighbours, parents } = step(known, width);
    const beside = nodes.slice(used, used + neighbours.length);
    if (beside.length < neighbours.length) return undefined;
    used += beside.length;
    hashes = levelAbove({ hashes, known, parents, beside, width }, hasher);
    known = parents;
  }
  return used === nodes.length ? hashes : undefined;
}

/** For known positions of a level: the neighbours that are not known, and the positions known above. */
function step(known: Uint32Array, width: number): { neighbours: number[]; parents: Uint32Array } {
  const neighbours: number[] = [];
  const parents = new Uint32Array(known.length);
  let above = 0;
  for (let i = 0; i < known.length; i++) {
    const position = known[i]!;
    const isLeft = position % 2 === 0;
    const neighbour = isLeft ? position + 1 : position - 1;
    if (isLeft && known[i + 1] === neighbour) i++;
    else if (neighbour < width) neighbours.push(neighbour);
    parents[above++] = position >>> 1;
  }
  return { neighbours, parents: parents.subarray(0, above) };
}

interface KnownLevel {
  hashes: Uint8Array;
  known: Uint32Array;
  parents: Uint32Array;
  /** The neighbours that are not known, in order. */
  beside: readonly Uint8Array[];
  width: number;
}

/** Every parent is the hash of a pair, but for a last node without a neighbour, which rises as it is. */
function levelAbove({ hashes, known, parents, beside, width }: KnownLevel, hasher: Hasher): Uint8Array {
  const above = new Uint8Array(32 * parents.length);
  const isRising = width % 2 === 1 && known.at(-1) === width - 1;
  const pairs = isRising ? parents.length - 1 : parents.length;
  const messages = new Uint8Array(65 * pairs);
  const offsets = new Uint32Array(pairs + 1);
  let from = 0;
  let next = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const at = 65 * pair;
    messages[at] = nodePrefix;
    for (let side = 0; side < 2; side++) {
      const isKnown = known[from] === 2 * parents[pair]! + side;
      const node = isKnown ? hashes.subarray(32 * from, 32 * from + 32) : beside[next]!;
      messages.set(node, at + 1 + 32 * side);
      if (isKnown) from++;
      else next++;
    }
    offsets[pair + 1] = at + 65;
  }
  hasher.batch(messages, offsets, above.subarray(0, 32 * pairs));
  if (isRising) above.set(hashes.subarray(hashes.length - 32), 32 * pairs);
  return above;
}
