/**
 * Augmenting paths in the network of `sr-assign-me/1` (§12), breadth first.
 *
 * Pairs are not stored in the queue. Expanding a pair visits its officer and those of its target's slots that have
 * some of it; which these are does not depend on where the pair was reached from, so that doing it at once, with
 * the slot or officer that reaches the pair, visits slots and officers in the very order of the page.
 */
import type { PairNetwork } from './me-network.js';

const none = -1;
/** A stamp no search reaches: what has it is never entered again. */
const closed = 0x7fff_ffff;

export class UnitSearch {
  private readonly slotStamp: Int32Array;
  private readonly officerStamp: Int32Array;
  /** The entry by which an officer was reached. */
  private readonly gained: Int32Array;
  /** The entry a slot gives up; and, where the pair keeps its sum, the entry of another slot that takes it over. */
  private readonly given: Int32Array;
  private readonly taken: Int32Array;
  /** Slots by number, officers from `slotCount` on. */
  private readonly queue: Int32Array;
  private queued = 0;
  private stamp = 0;
  /** Slots with flow, and officers, that the search has not visited and may: at 0 nothing is left to find. */
  private slotsLeft = 0;
  private officersLeft = 0;
  private closedSlots = 0;
  private closedOfficers = 0;

  constructor(private readonly net: PairNetwork) {
    this.slotStamp = new Int32Array(net.slotCount);
    this.officerStamp = new Int32Array(net.officerCount);
    this.gained = new Int32Array(net.officerCount);
    this.given = new Int32Array(net.slotCount);
    this.taken = new Int32Array(net.slotCount);
    this.queue = new Int32Array(net.slotCount + net.officerCount);
  }

  /** Fills a slot by paths as far as they lead; true when nothing lacks. After a false, `bury` may follow. */
  fill(slot: number): boolean {
    while (this.net.lacks(slot) > 0) {
      this.begin();
      this.visitSlot(slot, none, none);
      const officer = this.run(true);
      if (officer === none) return false;
      this.push(slot, officer);
    }
    return true;
  }

  /** Visits whatever these slots can reach: where none can be filled further, the source's side of a cut. */
  reach(slots: readonly number[]): { slots: number[]; officers: number[] } {
    this.begin();
    for (const slot of slots) this.visitSlot(slot, none, none);
    this.run(false);
    const { slotCount } = this.net;
    const nodes = Array.from(this.queue.subarray(0, this.queued));
    return {
      slots: nodes.filter((node) => node < slotCount),
      officers: nodes.filter((node) => node >= slotCount).map((node) => node - slotCount),
    };
  }

  /**
   * Closes what the last, failed search visited, and what it would have visited had it not ended early: allowed
   * where nobody in it gets room again, for no later path leads out of it.
   */
  bury(): void {
    this.run(false);
    for (let i = 0; i < this.queued; i++) {
      const node = this.queue[i]!;
      if (node < this.net.slotCount) this.slotStamp[node] = closed;
      else this.officerStamp[node - this.net.slotCount] = closed;
    }
    this.closedSlots = this.net.flowingSlots - this.slotsLeft;
    this.closedOfficers = this.net.officerCount - this.officersLeft;
  }

  /** Opens everything again. */
  forget(): void {
    this.slotStamp.fill(0);
    this.officerStamp.fill(0);
    this.stamp = 0;
    this.closedSlots = 0;
    this.closedOfficers = 0;
  }

  private begin(): void {
    this.stamp += 1;
    this.queued = 0;
    this.slotsLeft = this.net.flowingSlots - this.closedSlots;
    this.officersLeft = this.net.officerCount - this.closedOfficers;
  }

  /** The first officer visited who has room, or `none`. `early`: ends when no officer is left to visit. */
  private run(early: boolean): number {
    const { slotCount } = this.net;
    for (let next = 0; next < this.queued; next++) {
      if (early && this.officersLeft === 0) return none;
      const node = this.queue[next]!;
      if (node >= slotCount) this.expandOfficer(node - slotCount);
      else {
        const officer = this.expandSlot(node);
        if (officer !== none) return officer;
      }
    }
    return none;
  }

  private expandSlot(slot: number): number {
    const { net } = this;
    for (let entry = net.slotEntry[slot]!; entry < net.slotEntry[slot + 1]!; entry++) {
      const pair = net.entryPair[entry]!;
      const officer = net.pairOfficer[pair]!;
      if (this.officerStamp[officer]! < this.stamp && net.pairFlow[pair]! < net.pairUnits) {
        this.officerStamp[officer] = this.stamp;
        this.gained[officer] = entry;
        this.queue[this.queued++] = net.slotCount + officer;
        this.officersLeft -= 1;
        if (net.room(officer) > 0) return officer;
      }
      this.giveUp(pair, entry);
    }
    return none;
  }

  private expandOfficer(officer: number): void {
    const { net } = this;
    for (let i = net.officerPair[officer]!; i < net.officerPair[officer + 1]!; i++) {
      if (this.slotsLeft === 0) return;
      this.giveUp(net.officerPairs[i]!, none);
    }
  }

  /** Visits the slots that have something of this pair. */
  private giveUp(pair: number, taken: number): void {
    const { net } = this;
    if (this.slotsLeft === 0) return;
    for (let i = net.pairEntry[pair]!; i < net.pairEntry[pair + 1]!; i++) {
      const entry = net.pairEntries[i]!;
      if (net.flow[entry]! > 0) this.visitSlot(net.entrySlot[entry]!, entry, taken);
    }
  }

  private visitSlot(slot: number, given: number, taken: number): void {
    if (this.slotStamp[slot]! >= this.stamp) return;
    this.slotStamp[slot] = this.stamp;
    this.given[slot] = given;
    this.taken[slot] = taken;
    this.queue[this.queued++] = slot;
    if (this.net.slotFlow[slot]! > 0) this.slotsLeft -= 1;
  }

  /** From the officer back to the start: first what the path allows, then as many units along it. */
  private push(start: number, officer: number): void {
    const { net } = this;
    const steps: { more: number; less: number }[] = [];
    let units = Math.min(net.lacks(start), net.room(officer));
    let more = this.gained[officer]!;
    let leavesPair = true;
    for (;;) {
      const pair = net.entryPair[more]!;
      if (leavesPair) units = Math.min(units, net.pairUnits - net.pairFlow[pair]!);
      const slot = net.entrySlot[more]!;
      const less = slot === start ? none : this.given[slot]!;
      steps.push({ more, less });
      if (less === none) break;
      units = Math.min(units, net.flow[less]!);
      leavesPair = this.taken[slot]! === none;
      more = leavesPair ? this.gained[net.pairOfficer[net.entryPair[less]!]!]! : this.taken[slot]!;
    }
    for (const step of steps) {
      net.add(step.more, units);
      if (step.less !== none) net.add(step.less, -units);
    }
  }
}
