/**
 * Maximum flow in whole units (Dinic): level by level, every shortest way filled before the next length is tried.
 *
 * Edges are stored in pairs: edge e and its return e ^ 1. Used where one number stands for many units at once; the
 * teams of a draw have a network of their own.
 */
const unreached = -1;

export class FlowNetwork {
  private readonly to: number[] = [];
  /** What an edge can still take. */
  private readonly room: number[] = [];
  private readonly next: number[] = [];
  private readonly first: number[];
  private level: Int32Array;

  /** Nodes 0 … nodes − 1; 0 is the source, 1 the sink. */
  constructor(nodes: number) {
    this.first = new Array<number>(nodes).fill(unreached);
    this.level = new Int32Array(nodes);
  }

  edge(from: number, to: number, limit: number): void {
    this.half(from, to, limit);
    this.half(to, from, 0);
  }

  private half(from: number, to: number, limit: number): void {
    this.to.push(to);
    this.room.push(limit);
    this.next.push(this.first[from]!);
    this.first[from] = this.to.length - 1;
  }

  /** Fills the network. */
  fill(): number {
    let flow = 0;
    while (this.measure()) {
      const from = [...this.first];
      for (let more = this.push(from); more > 0; more = this.push(from)) flow += more;
    }
    return flow;
  }

  /** After `fill`: is the node on the source's side of the cut, reachable where there is room? */
  isReached(node: number): boolean {
    return this.level[node] !== unreached;
  }

  /** Distances from the source where there is room; false when the sink is out of reach. */
  private measure(): boolean {
    this.level = new Int32Array(this.first.length).fill(unreached);
    this.level[0] = 0;
    const queue = [0];
    for (const node of queue) {
      for (let e = this.first[node]!; e !== unreached; e = this.next[e]!) {
        const to = this.to[e]!;
        if (this.room[e]! === 0 || this.level[to] !== unreached) continue;
        this.level[to] = this.level[node]! + 1;
        queue.push(to);
      }
    }
    return this.level[1] !== unreached;
  }

  /** One way to the sink along rising levels; `from` remembers the edges that lead nowhere any more. */
  private push(from: number[]): number {
    const way: number[] = [];
    let node = 0;
    while (node !== 1) {
      const e = from[node]!;
      if (e === unreached) {
        const back = way.pop();
        if (back === undefined) return 0;
        node = this.to[back ^ 1]!;
        from[node] = this.next[from[node]!]!;
      } else if (this.room[e]! > 0 && this.level[this.to[e]!] === this.level[node]! + 1) {
        way.push(e);
        node = this.to[e]!;
      } else from[node] = this.next[e]!;
    }
    const amount = way.reduce((least, e) => Math.min(least, this.room[e]!), Infinity);
    for (const e of way) {
      this.room[e]! -= amount;
      this.room[e ^ 1]! += amount;
    }
    return amount;
  }
}
