/** An exact maximum flow, written apart from the engine: Ford and Fulkerson by depth-first search on a dense graph. */
import type { AssignmentTable } from '../../../scheduler/draw/table.js';

class Graph {
  private readonly capacity: number[][] = [];
  node(): number {
    for (const row of this.capacity) row.push(0);
    this.capacity.push(new Array<number>(this.capacity.length + 1).fill(0));
    return this.capacity.length - 1;
  }
  edge(from: number, to: number, capacity: number): void {
    this.capacity[from]![to]! += capacity;
  }
  flow(source: number, sink: number): number {
    for (let total = 0; ; total++) if (!this.push(source, sink, new Set())) return total;
  }
  private push(at: number, sink: number, seen: Set<number>): boolean {
    if (at === sink) return true;
    seen.add(at);
    for (let to = 0; to < this.capacity.length; to++) {
      if (this.capacity[at]![to]! > 0 && !seen.has(to) && this.push(to, sink, seen)) {
        this.capacity[at]![to]! -= 1;
        this.capacity[to]![at]! += 1;
        return true;
      }
    }
    return false;
  }
}

/** Most places of these targets that can be filled, an officer at most once in a target. */
export function maxFlow(table: AssignmentTable, only = new Set(table.targets.map((t) => t.index))): number {
  const graph = new Graph();
  const [source, sink] = [graph.node(), graph.node()];
  const officers = table.officers.map(({ capacity }) => {
    const node = graph.node();
    graph.edge(node, sink, capacity);
    return node;
  });
  for (const target of table.targets) {
    if (!only.has(target.index)) continue;
    const pairs = new Map<number, number>();
    for (const slot of target.slots) {
      const node = graph.node();
      graph.edge(source, node, slot.n);
      for (const officer of slot.officers) {
        let pair = pairs.get(officer);
        if (pair === undefined) {
          pair = graph.node();
          pairs.set(officer, pair);
          graph.edge(pair, officers[officer]!, 1);
        }
        graph.edge(node, pair, 1);
      }
    }
  }
  return graph.flow(source, sink);
}

/** Places of some targets. */
export function demandOf(table: AssignmentTable, only: ReadonlySet<number>): number {
  return table.targets
    .filter((target) => only.has(target.index))
    .reduce((sum, target) => sum + target.slots.reduce((places, slot) => places + slot.n, 0), 0);
}
