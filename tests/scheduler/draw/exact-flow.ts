/**
 * An exact maximum flow with whole capacities of any size (BigInt), written apart from the engine: Edmonds and Karp
 * on a list of arcs. For tests.
 */
import type { AssignmentTable } from '../../../scheduler/draw/table.js';

class Graph {
  private readonly to: number[] = [];
  private readonly left: bigint[] = [];
  private readonly arcs: number[][] = [];

  node(): number {
    this.arcs.push([]);
    return this.arcs.length - 1;
  }

  edge(from: number, to: number, capacity: bigint): void {
    this.arcs[from]!.push(this.to.length);
    this.to.push(to);
    this.left.push(capacity);
    this.arcs[to]!.push(this.to.length);
    this.to.push(from);
    this.left.push(0n);
  }

  flow(source: number, sink: number): bigint {
    let total = 0n;
    for (;;) {
      const by = new Map<number, number>([[source, -1]]);
      const queue = [source];
      for (const node of queue) {
        for (const arc of this.arcs[node]!) {
          if (this.left[arc]! === 0n || by.has(this.to[arc]!)) continue;
          by.set(this.to[arc]!, arc);
          queue.push(this.to[arc]!);
        }
      }
      if (!by.has(sink)) return total;
      const path: number[] = [];
      for (let at = sink; at !== source; at = this.to[path.at(-1)! ^ 1]!) path.push(by.get(at)!);
      let units = this.left[path[0]!]!;
      for (const arc of path) if (this.left[arc]! < units) units = this.left[arc]!;
      for (const arc of path) {
        this.left[arc]! -= units;
        this.left[arc ^ 1]! += units;
      }
      total += units;
    }
  }
}

/** Most units that these targets can take: n·M a slot, Q a pair, capacity·M an officer. */
export function maxUnits(
  table: AssignmentTable,
  units: { place: number; pair: number },
  only: ReadonlySet<number> = new Set(table.targets.map((target) => target.index)),
): bigint {
  const graph = new Graph();
  const [source, sink] = [graph.node(), graph.node()];
  const [place, most] = [BigInt(units.place), BigInt(units.pair)];
  const officers = table.officers.map(({ capacity }) => {
    const node = graph.node();
    graph.edge(node, sink, BigInt(capacity) * place);
    return node;
  });
  for (const target of table.targets) {
    if (!only.has(target.index)) continue;
    const pairs = new Map<number, number>();
    for (const slot of target.slots) {
      const node = graph.node();
      graph.edge(source, node, BigInt(slot.n) * place);
      for (const officer of slot.officers) {
        if (!pairs.has(officer)) {
          pairs.set(officer, graph.node());
          graph.edge(pairs.get(officer)!, officers[officer]!, most);
        }
        graph.edge(node, pairs.get(officer)!, BigInt(slot.n) * place);
      }
    }
  }
  return graph.flow(source, sink);
}

/** Most places of these targets that can be filled, an officer at most once in a target. */
export function maxPlaces(table: AssignmentTable, only?: ReadonlySet<number>): number {
  return Number(maxUnits(table, { place: 1, pair: 1 }, only));
}

/** Places of some targets. */
export function demandOf(table: AssignmentTable, only: ReadonlySet<number>): number {
  return table.targets
    .filter((target) => only.has(target.index))
    .reduce((sum, target) => sum + target.slots.reduce((places, slot) => places + slot.n, 0), 0);
}
