/**
 * Dinic's maximum flow as in the textbooks, on typed arrays: the peer of `bench teams`. Source → slot (n) → officer
 * (1) → officer's capacity → sink; of a target with several slots a node for each pair stands between.
 */
import type { AssignmentTable } from '../scheduler/draw/table.js';

class Dinic {
  private readonly head: Int32Array;
  private readonly next: Int32Array;
  private readonly to: Int32Array;
  private readonly left: Int32Array;
  private arcs = 0;

  constructor(
    private readonly nodes: number,
    edges: number,
  ) {
    this.head = new Int32Array(nodes).fill(-1);
    this.next = new Int32Array(2 * edges);
    this.to = new Int32Array(2 * edges);
    this.left = new Int32Array(2 * edges);
  }

  edge(from: number, to: number, capacity: number): number {
    this.arc(from, to, capacity);
    this.arc(to, from, 0);
    return this.arcs - 2;
  }

  flowOf(edge: number): number {
    return this.left[edge ^ 1]!;
  }

  flow(source: number, sink: number): number {
    const level = new Int32Array(this.nodes);
    const queue = new Int32Array(this.nodes);
    let total = 0;
    while (this.levels(source, sink, level, queue)) {
      const current = this.head.slice();
      for (;;) {
        const pushed = this.push(source, sink, 0x7fff_ffff, level, current);
        if (pushed === 0) break;
        total += pushed;
      }
    }
    return total;
  }

  private arc(from: number, to: number, capacity: number): void {
    const arc = this.arcs++;
    this.to[arc] = to;
    this.left[arc] = capacity;
    this.next[arc] = this.head[from]!;
    this.head[from] = arc;
  }

  private levels(source: number, sink: number, level: Int32Array, queue: Int32Array): boolean {
    level.fill(-1);
    level[source] = 0;
    queue[0] = source;
    let queued = 1;
    for (let at = 0; at < queued; at++) {
      const node = queue[at]!;
      for (let arc = this.head[node]!; arc >= 0; arc = this.next[arc]!) {
        const to = this.to[arc]!;
        if (this.left[arc]! === 0 || level[to]! >= 0) continue;
        level[to] = level[node]! + 1;
        queue[queued++] = to;
      }
    }
    return level[sink]! >= 0;
  }

  /** As much as passes from this node on; the recursion is as deep as the level graph. */
  private push(node: number, sink: number, most: number, level: Int32Array, current: Int32Array): number {
    if (node === sink) return most;
    let passed = 0;
    for (; current[node]! >= 0 && passed < most; current[node] = this.next[current[node]!]!) {
      const arc = current[node]!;
      const to = this.to[arc]!;
      if (this.left[arc]! === 0 || level[to] !== level[node]! + 1) continue;
      const units = this.push(to, sink, Math.min(most - passed, this.left[arc]!), level, current);
      this.left[arc]! -= units;
      this.left[arc ^ 1]! += units;
      passed += units;
      if (passed === most) break;
    }
    return passed;
  }
}

/** Places filled, and the load of each officer, of any maximum flow: nothing asks it to be even. */
export function dinicTeams(table: AssignmentTable): { flow: number; load: number[] } {
  let slots = 0;
  let entries = 0;
  for (const target of table.targets) {
    slots += target.slots.length;
    for (const { officers } of target.slots) entries += officers.length;
  }
  const firstOfficer = 2 + slots;
  const firstPair = firstOfficer + table.officers.length;
  const graph = new Dinic(firstPair + entries, slots + 2 * entries + table.officers.length);
  const ends = table.officers.map(({ index, capacity }) => graph.edge(firstOfficer + index, 1, capacity));
  let slot = 2;
  let pair = firstPair;
  for (const target of table.targets) {
    const pairs = new Map<number, number>();
    for (const { n, officers } of target.slots) {
      graph.edge(0, slot, n);
      for (const officer of officers) {
        if (target.slots.length === 1) graph.edge(slot, firstOfficer + officer, 1);
        else {
          if (!pairs.has(officer)) {
            pairs.set(officer, pair);
            graph.edge(pair++, firstOfficer + officer, 1);
          }
          graph.edge(slot, pairs.get(officer)!, 1);
        }
      }
      slot += 1;
    }
  }
  const flow = graph.flow(0, 1);
  return { flow, load: ends.map((end) => graph.flowOf(end)) };
}
