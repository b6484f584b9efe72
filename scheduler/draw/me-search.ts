/**
 * Augmenting paths in the network of `sr-assign-me/1`, for yes-or-no questions: can this slot be filled, what can
 * the source still reach. Breadth first over slots and officers; the pairs between them are never stored.
 *
 * A slot passes units to an officer as far as the pair has less than Q, or takes the place of another slot of the
 * same target that gives the officer units. An officer without room gives up units of a slot, which looks on.
 */
import { type PairNetwork, unitsPerPlace } from './me-network.js';

const none = -1;
/** A stamp no search reaches: what has it is never entered again. */
const closed = 0x7fff_ffff;

export class UnitSearch {
  private readonly slotStamp: Int32Array;
  private readonly officerStamp: Int32Array;
  /** The entry by which an officer was reached. */
  private readonly gained: Int32Array;
  /** The entry that a slot gave up; and, where the pair kept its sum, the entry of another slot that took it. */
  private readonly given: Int32Array;
  private readonly taken: Int32Array;
  private readonly queue: Int32Array;
  private readonly met: Int32Array;
  private queued = 0;
  private metCount = 0;
  private stamp = 0;
  private unmet: number;
  /** Turns from slot to slot, so that equal lists are not all emptied from the same end. */
  private turn = 0;

  constructor(private readonly net: PairNetwork) {
    this.slotStamp = new Int32Array(net.slotCount);
    this.officerStamp = new Int32Array(net.officerCount);
    this.gained = new Int32Array(net.officerCount);
    this.given = new Int32Array(net.slotCount);
    this.taken = new Int32Array(net.slotCount);
    this.queue = new Int32Array(net.slotCount);
    this.met = new Int32Array(net.officerCount);
    this.unmet = net.officerCount;
  }

  /** Fills a slot as far as it can be filled; true when nothing lacks. After a false, `bury` may follow. */
  fill(slot: number): boolean {
    this.fillDirectly(slot);
    while (this.net.lacks(slot) > 0) {
      this.begin();
      this.visitSlot(slot, none, none);
      const officer = this.run();
      if (officer === none) return false;
      this.push(slot, officer);
    }
    return true;
  }

  /** Visits whatever these slots can reach: where none can be filled further, the source's side of a cut. */
  reach(slots: readonly number[]): void {
    this.begin();
    for (const slot of slots) this.visitSlot(slot, none, none);
    this.run();
  }

  /** Slots and officers that the last search visited. */
  visited(): { slots: Int32Array; officers: Int32Array } {
    return { slots: this.queue.slice(0, this.queued), officers: this.met.slice(0, this.metCount) };
  }

  /** Closes what the last, failed search visited. Allowed while nobody in it gets room again. */
  bury(): void {
    for (let i = 0; i < this.queued; i++) this.slotStamp[this.queue[i]!] = closed;
    for (let i = 0; i < this.metCount; i++) this.officerStamp[this.met[i]!] = closed;
    this.unmet -= this.metCount;
  }

  /** Opens everything again. */
  forget(): void {
    this.slotStamp.fill(0);
    this.officerStamp.fill(0);
    this.stamp = 0;
    this.unmet = this.net.officerCount;
  }

  private fillDirectly(slot: number): void {
    const { net } = this;
    const first = net.slotEntry[slot]!;
    const length = net.slotEntry[slot + 1]! - first;
    const start = this.turn;
    for (let i = 0; i < length; i++) {
      const lacks = net.lacks(slot);
      if (lacks === 0) return;
      const entry = first + ((start + i) % length);
      const pair = net.entryPair[entry]!;
      const units = Math.min(lacks, net.pairUnits - net.pairFlow[pair]!, net.room(net.pairOfficer[pair]!));
      if (units > 0) {
        net.add(entry, units);
        this.turn = (start + i + 1) % unitsPerPlace;
      }
    }
  }

  private begin(): void {
    this.stamp += 1;
    this.queued = 0;
    this.metCount = 0;
  }

  private visitSlot(slot: number, given: number, taken: number): void {
    if (this.slotStamp[slot]! >= this.stamp) return;
    this.slotStamp[slot] = this.stamp;
    this.given[slot] = given;
    this.taken[slot] = taken;
    this.queue[this.queued++] = slot;
  }

  /** The first officer met with room, or `none`. Ends early when no officer is left to be met: none has room. */
  private run(): number {
    const { net } = this;
    for (let next = 0; next < this.queued; next++) {
      const slot = this.queue[next]!;
      for (let entry = net.slotEntry[slot]!; entry < net.slotEntry[slot + 1]!; entry++) {
        const pair = net.entryPair[entry]!;
        const officer = net.pairOfficer[pair]!;
        this.giveUp(pair, entry);
        if (this.officerStamp[officer]! >= this.stamp || net.pairFlow[pair]! >= net.pairUnits) continue;
        this.officerStamp[officer] = this.stamp;
        this.gained[officer] = entry;
        this.met[this.metCount++] = officer;
        if (net.room(officer) > 0) return officer;
        for (let i = net.officerPair[officer]!; i < net.officerPair[officer + 1]!; i++)
          this.giveUp(net.officerPairs[i]!, none);
      }
    }
    return none;
  }

  /** Visits the slots that have something of this pair. */
  private giveUp(pair: number, taken: number): void {
    const { net } = this;
    if (net.pairFlow[pair] === 0) return;
    for (let i = net.pairEntry[pair]!; i < net.pairEntry[pair + 1]!; i++) {
      const entry = net.pairEntries[i]!;
      if (net.flow[entry]! > 0) this.visitSlot(net.entrySlot[entry]!, entry, taken);
    }
  }

  /** Moves as much as the path allows. */
  private push(start: number, officer: number): void {
    const { net } = this;
    const steps: { taken: number; given: number }[] = [];
    let units = Math.min(net.lacks(start), net.room(officer));
    let taken = this.gained[officer]!;
    let leavesPair = true;
    for (;;) {
      const pair = net.entryPair[taken]!;
      if (leavesPair) units = Math.min(units, net.pairUnits - net.pairFlow[pair]!);
      const slot = net.entrySlot[taken]!;
      const given = slot === start ? none : this.given[slot]!;
      steps.push({ taken, given });
      if (given === none) break;
      units = Math.min(units, net.flow[given]!);
      const within = this.taken[slot]!;
      leavesPair = within === none;
      taken = leavesPair ? this.gained[net.pairOfficer[net.entryPair[given]!]!]! : within;
    }
    for (const { taken: more, given: less } of steps) {
      net.add(more, units);
      if (less !== none) net.add(less, -units);
    }
  }
}
