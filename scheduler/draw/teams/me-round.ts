/**
 * Exact rounding (§12): a walk over the arcs that hold parts of a place. Each cycle it closes is
 * shifted one way or the other by chance, so that every arc keeps its expectation and at least one becomes whole.
 */

import { ArcLists } from './me-arcs.js';
import { type PairNetwork, unitsPerPlace } from './me-network.js';

/** Positions by chance: the numbers of targets and officers in their seeded order. */
export interface SeededOrder {
  targets: readonly number[];
  officers: readonly number[];
}

/** True: the cycle gains α along its direction; false: it loses β. True must have the chance β / (α + β). */
export type Turn = (alpha: number, beta: number) => boolean;

/** Rounds the network's flow; afterwards every entry holds a whole place or nothing. */
export function roundFlow(net: PairNetwork, order: SeededOrder, turn: Turn): Float64Array {
  const arcs = new ArcLists(net, order);
  const walk = new Walk(arcs, turn);
  for (const target of order.targets) {
    for (let slot = net.targetSlot[target]!; slot < net.targetSlot[target + 1]!; slot++) {
      if (arcs.isOpen(slot)) walk.from(slot);
    }
  }
  return arcs.part.subarray(0, net.entryCount);
}

/** The walk's own path: `arc[d]` leads from `node[d]` to `node[d + 1]`. */
class Walk {
  private readonly node: number[] = [];
  private readonly arc: number[] = [];
  private readonly depthOf: Int32Array;

  constructor(
    private readonly arcs: ArcLists,
    private readonly turn: Turn,
  ) {
    this.depthOf = new Int32Array(arcs.nodeCount).fill(-1);
  }

  /** Until it is back at its start and that has no open arc. */
  from(start: number): void {
    const { arcs, node, arc, depthOf } = this;
    let depth = 0;
    node[0] = start;
    depthOf[start] = 0;
    while (depth > 0 || arcs.isOpen(start)) {
      const at = node[depth]!;
      const next = arcs.leave(at, depth > 0 ? arc[depth - 1]! : -1);
      const to = arcs.otherEnd(next, at);
      arc[depth] = next;
      depth += 1;
      const first = depthOf[to]!;
      if (first === -1) {
        node[depth] = to;
        depthOf[to] = depth;
        continue;
      }
      this.shift(first, depth);
      for (let d = first + 1; d < depth; d++) depthOf[node[d]!] = -1;
      depth = first;
    }
    depthOf[start] = -1;
  }

  /** The cycle of the path's arcs from one depth up to another. */
  private shift(first: number, end: number): void {
    const { arcs, arc } = this;
    let alpha = unitsPerPlace;
    let beta = unitsPerPlace;
    for (let d = first; d < end; d++) {
      const part = arcs.part[arc[d]!]!;
      const up = this.isAlong(d) ? unitsPerPlace - part : part;
      const down = unitsPerPlace - up;
      if (up < alpha) alpha = up;
      if (down < beta) beta = down;
    }
    const units = this.turn(alpha, beta) ? alpha : -beta;
    for (let d = first; d < end; d++) arcs.add(arc[d]!, this.isAlong(d) ? units : -units);
  }

  private isAlong(depth: number): boolean {
    return this.arcs.tail[this.arc[depth]!] === this.node[depth];
  }
}
