/**
 * The open arcs of every node in order (§12, “Rounding”): those whose value is no multiple of M.
 *
 * Arcs are numbered entries (slot → pair), then pairs (pair → officer), then officers (officer → sink); nodes slots,
 * pairs, officers, sink. Each node's arcs are a doubly linked list, from which an arc drops out for good when it
 * becomes whole: so the first open arc is at hand at every step of a long walk.
 */
import { type PairNetwork, unitsPerPlace } from './me-network.js';
import type { SeededOrder } from './me-round.js';

const none = -1;

export class ArcLists {
  readonly nodeCount: number;
  /** What each arc holds above a multiple of M, or M itself: open arcs are those between 0 and M. */
  readonly part: Float64Array;
  readonly tail: Int32Array;
  private readonly head: Int32Array;
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  /** Neighbours of arc a in the list of its tail (at 2a) and of its head (at 2a + 1), as such places. */
  private readonly next: Int32Array;
  private readonly previous: Int32Array;

  constructor(net: PairNetwork, order: SeededOrder) {
    const { slotCount, pairCount, officerCount, entryCount } = net;
    const arcCount = entryCount + pairCount + officerCount;
    const sink = slotCount + pairCount + officerCount;
    this.nodeCount = sink + 1;
    this.part = new Float64Array(arcCount);
    this.part.set(net.flow);
    this.part.set(net.pairFlow, entryCount);
    this.part.set(
      net.officerFlow.map((units) => units % unitsPerPlace),
      entryCount + pairCount,
    );
    this.tail = new Int32Array(arcCount);
    this.head = new Int32Array(arcCount);
    for (let entry = 0; entry < entryCount; entry++) {
      this.tail[entry] = net.entrySlot[entry]!;
      this.head[entry] = slotCount + net.entryPair[entry]!;
    }
    for (let pair = 0; pair < pairCount; pair++) {
      this.tail[entryCount + pair] = slotCount + pair;
      this.head[entryCount + pair] = slotCount + pairCount + net.pairOfficer[pair]!;
    }
    for (let officer = 0; officer < officerCount; officer++) {
      this.tail[entryCount + pairCount + officer] = slotCount + pairCount + officer;
      this.head[entryCount + pairCount + officer] = sink;
    }
    this.first = new Int32Array(this.nodeCount).fill(none);
    this.last = new Int32Array(this.nodeCount).fill(none);
    this.next = new Int32Array(2 * arcCount).fill(none);
    this.previous = new Int32Array(2 * arcCount).fill(none);
    this.linkByOfficer(net, order);
    this.linkByTarget(net, order);
  }

  isOpen(node: number): boolean {
    return this.first[node] !== none;
  }

  /** The first open arc of a node that is not the one it was reached by. */
  leave(node: number, by: number): number {
    let place = this.first[node]!;
    if (place >> 1 === by) place = this.next[place]!;
    return place >> 1;
  }

  otherEnd(arc: number, node: number): number {
    return this.tail[arc] === node ? this.head[arc]! : this.tail[arc]!;
  }

  /** Changes what an open arc holds; whole, it is open no more. */
  add(arc: number, units: number): void {
    const part = this.part[arc]! + units;
    this.part[arc] = part;
    if (part > 0 && part < unitsPerPlace) return;
    this.drop(2 * arc, this.tail[arc]!);
    this.drop(2 * arc + 1, this.head[arc]!);
  }

  /** A slot's arcs by officer; the sink's by officer. */
  private linkByOfficer(net: PairNetwork, order: SeededOrder): void {
    for (const officer of order.officers) {
      for (let i = net.officerPair[officer]!; i < net.officerPair[officer + 1]!; i++) {
        const pair = net.officerPairs[i]!;
        for (let j = net.pairEntry[pair]!; j < net.pairEntry[pair + 1]!; j++)
          this.append(2 * net.pairEntries[j]!, net.entrySlot[net.pairEntries[j]!]!);
      }
      this.append(2 * (net.entryCount + net.pairCount + officer) + 1, this.nodeCount - 1);
    }
  }

  /** A pair's arcs by slot, then the one to its officer; an officer's by target, then the one to the sink. */
  private linkByTarget(net: PairNetwork, order: SeededOrder): void {
    for (const target of order.targets) {
      for (let pair = net.targetPair[target]!; pair < net.targetPair[target + 1]!; pair++) {
        for (let i = net.pairEntry[pair]!; i < net.pairEntry[pair + 1]!; i++)
          this.append(2 * net.pairEntries[i]! + 1, net.slotCount + pair);
        this.append(2 * (net.entryCount + pair), net.slotCount + pair);
        this.append(2 * (net.entryCount + pair) + 1, net.slotCount + net.pairCount + net.pairOfficer[pair]!);
      }
    }
    for (let officer = 0; officer < net.officerCount; officer++) {
      this.append(2 * (net.entryCount + net.pairCount + officer), net.slotCount + net.pairCount + officer);
    }
  }

  private append(place: number, node: number): void {
    const part = this.part[place >> 1]!;
    if (part === 0 || part === unitsPerPlace) return;
    const before = this.last[node]!;
    this.previous[place] = before;
    if (before === none) this.first[node] = place;
    else this.next[before] = place;
    this.last[node] = place;
  }

  private drop(place: number, node: number): void {
    const before = this.previous[place]!;
    const after = this.next[place]!;
    if (before === none) this.first[node] = after;
    else this.next[before] = after;
    if (after === none) this.last[node] = before;
    else this.previous[after] = before;
  }
}
