/**
 * Made exact (docs/draw.md §12): the fitted units, rounded down, become a flow that fills every slot wholly and
 * keeps every limit. First each entry is clipped; then shortest paths bring what the slots lack.
 */
import type { PairNetwork } from './me-network.js';

const none = -1;

/** Puts the flow into the network, which holds none yet. Every target of it can be filled. */
export function makeExact(net: PairNetwork, fitted: Float64Array): void {
  for (let entry = 0; entry < net.entryCount; entry++) {
    const pair = net.entryPair[entry]!;
    const limit = Math.min(
      net.lacks(net.entrySlot[entry]!),
      net.pairUnits - net.pairFlow[pair]!,
      net.room(net.pairOfficer[pair]!),
    );
    net.add(entry, Math.min(fitted[entry]!, limit));
  }
  const paths = new Paths(net);
  for (let slot = 0; slot < net.slotCount; slot++) while (net.lacks(slot) > 0) paths.augment(slot);
}

/** Nodes of the search: slots, then pairs, then officers. */
class Paths {
  private readonly stamp: Int32Array;
  private readonly parent: Int32Array;
  private readonly queue: Int32Array;
  private readonly firstPair: number;
  private readonly firstOfficer: number;
  private searches = 0;
  private queued = 0;

  constructor(private readonly net: PairNetwork) {
    const nodes = net.slotCount + net.pairCount + net.officerCount;
    this.firstPair = net.slotCount;
    this.firstOfficer = net.slotCount + net.pairCount;
    this.stamp = new Int32Array(nodes);
    this.parent = new Int32Array(nodes);
    this.queue = new Int32Array(nodes);
  }

  /** Moves what the path allows, at most what the slot lacks. */
  augment(slot: number): void {
    const officer = this.search(slot);
    if (officer === none) throw new RangeError(`slot ${slot} of an admitted target cannot be filled`);
    this.move(slot, officer);
  }

  /** Breadth first to the first officer visited who has room; the order of visits decides the path. */
  private search(start: number): number {
    this.searches += 1;
    this.queued = 0;
    this.visit(start, none);
    for (let next = 0; next < this.queued; next++) {
      const node = this.queue[next]!;
      const found = node < this.firstPair ? this.expandSlot(node) : this.expandOther(node);
      if (found !== none) return found;
    }
    return none;
  }

  private visit(node: number, parent: number): boolean {
    if (this.stamp[node] === this.searches) return false;
    this.stamp[node] = this.searches;
    this.parent[node] = parent;
    this.queue[this.queued++] = node;
    return true;
  }

  private expandSlot(slot: number): number {
    const { net } = this;
    for (let entry = net.slotEntry[slot]!; entry < net.slotEntry[slot + 1]!; entry++)
      this.visit(this.firstPair + net.entryPair[entry]!, slot);
    return none;
  }

  private expandOther(node: number): number {
    if (node < this.firstOfficer) return this.expandPair(node);
    const { net } = this;
    const officer = node - this.firstOfficer;
    for (let i = net.officerPair[officer]!; i < net.officerPair[officer + 1]!; i++) {
      const pair = net.officerPairs[i]!;
      if (net.pairFlow[pair]! > 0) this.visit(this.firstPair + pair, node);
    }
    return none;
  }

  private expandPair(node: number): number {
    const { net } = this;
    const pair = node - this.firstPair;
    const officer = net.pairOfficer[pair]!;
    if (net.pairFlow[pair]! < net.pairUnits && this.visit(this.firstOfficer + officer, node)) {
      if (net.room(officer) > 0) return officer;
    }
    for (let i = net.pairEntry[pair]!; i < net.pairEntry[pair + 1]!; i++) {
      const entry = net.pairEntries[i]!;
      if (net.flow[entry]! > 0) this.visit(net.entrySlot[entry]!, node);
    }
    return none;
  }

  /** From the officer back to the slot: first the limits, then the units. */
  private move(slot: number, officer: number): void {
    let units = Math.min(this.net.lacks(slot), this.net.room(officer));
    const last = this.firstOfficer + officer;
    for (let to = last; this.parent[to] !== none; to = this.parent[to]!)
      units = Math.min(units, this.limit(this.parent[to]!, to));
    for (let to = last; this.parent[to] !== none; to = this.parent[to]!)
      this.shift(this.parent[to]!, to, units);
  }

  private limit(from: number, to: number): number {
    const { net, firstPair, firstOfficer } = this;
    if (from < firstPair) return Number.POSITIVE_INFINITY;
    if (from >= firstOfficer) return net.pairFlow[to - firstPair]!;
    if (to >= firstOfficer) return net.pairUnits - net.pairFlow[from - firstPair]!;
    return net.flow[this.entryOf(from - firstPair, to)]!;
  }

  /**
   * A step between slot and pair changes that entry, and with it the sums of pair and officer. Where a path passes
   * an officer, one pair gains what the other loses, so that the steps between pair and officer need nothing more.
   */
  private shift(from: number, to: number, units: number): void {
    const { net, firstPair, firstOfficer } = this;
    if (from < firstPair) net.add(this.entryOf(to - firstPair, from), units);
    else if (from < firstOfficer && to < firstPair) net.add(this.entryOf(from - firstPair, to), -units);
  }

  private entryOf(pair: number, slot: number): number {
    const { net } = this;
    let i = net.pairEntry[pair]!;
    while (net.entrySlot[net.pairEntries[i]!] !== slot) i += 1;
    return net.pairEntries[i]!;
  }
}
