/**
 * The network of `sr-assign-me/1` (§12) and the flow in it, in units: M = 2^32 units make one place.
 *
 * Source → slot (n·M) → pair of target and officer → officer (capacity·M) → sink; from slot to pair there is no
 * limit, from pair to officer it is Q. An *entry* is one officer in one slot's list: the arc from slot to pair.
 * Everything is numbered in the table's order: targets ascending, their slots, the officers of each ascending.
 *
 * Units are kept as doubles and stay whole: a draw has at most 2,000,000 places, so that no sum of its units
 * exceeds 2,000,000 · 2^32 < 2^53; an officer's capacity is at most 1,000,000 · 2^32.
 */
import type { AssignmentTable } from '../table.js';

/** M: the units of one place. */
export const unitsPerPlace = 0x1_0000_0000;

/** The most places of a draw: 2,000,000 · M < 2^53. */
export const mostPlaces = 2_000_000;

export class PairNetwork {
  readonly targetCount: number;
  readonly slotCount: number;
  readonly entryCount: number;
  readonly pairCount: number;
  readonly officerCount: number;
  /** First slot of each target, and one past the last; likewise below for entries and pairs. */
  readonly targetSlot: Int32Array;
  readonly targetPair: Int32Array;
  readonly slotTarget: Int32Array;
  readonly slotEntry: Int32Array;
  /** Places of each slot. */
  readonly slotPlaces: Int32Array;
  readonly entrySlot: Int32Array;
  readonly entryPair: Int32Array;
  readonly pairOfficer: Int32Array;
  readonly pairTarget: Int32Array;
  /** The entries of pair p, in order of slots: `pairEntries[pairEntry[p]]` up to `pairEntry[p + 1]`. */
  readonly pairEntry: Int32Array;
  readonly pairEntries: Int32Array;
  /** The pairs of officer o, ascending by target: `officerPairs[officerPair[o]]` up to `officerPair[o + 1]`. */
  readonly officerPair: Int32Array;
  readonly officerPairs: Int32Array;
  /** capacity·M of each officer. */
  readonly officerUnits: Float64Array;
  /** The flow: of each entry, and what it adds up to in slots, pairs and officers. */
  readonly flow: Float64Array;
  readonly slotFlow: Float64Array;
  readonly pairFlow: Float64Array;
  readonly officerFlow: Float64Array;
  /** Slots that hold any flow. */
  flowingSlots = 0;
  /** All flow together. */
  total = 0;

  /**
   * @param members positions in `table.targets`, ascending
   * @param officers leaf numbers of all officers these targets list (or more), ascending
   * @param pairUnits Q
   */
  constructor(
    table: AssignmentTable,
    readonly members: readonly number[],
    readonly officers: readonly number[],
    readonly pairUnits: number,
  ) {
    const slots = members.flatMap((position) => table.targets[position]!.slots);
    this.targetCount = members.length;
    this.slotCount = slots.length;
    this.entryCount = slots.reduce((sum, slot) => sum + slot.officers.length, 0);
    this.officerCount = officers.length;
    this.slotPlaces = Int32Array.from(slots, (slot) => slot.n);
    this.slotEntry = startsOf(slots.map((slot) => slot.officers.length));
    this.targetSlot = startsOf(members.map((position) => table.targets[position]!.slots.length));
    this.slotTarget = new Int32Array(this.slotCount);
    for (let t = 0; t < members.length; t++)
      this.slotTarget.fill(t, this.targetSlot[t]!, this.targetSlot[t + 1]!);
    this.entrySlot = new Int32Array(this.entryCount);
    for (let s = 0; s < slots.length; s++) this.entrySlot.fill(s, this.slotEntry[s]!, this.slotEntry[s + 1]!);
    this.entryPair = new Int32Array(this.entryCount);
    this.targetPair = new Int32Array(members.length + 1);
    this.pairOfficer = this.numberPairs(table);
    this.pairCount = this.pairOfficer.length;
    this.pairTarget = new Int32Array(this.pairCount);
    for (let t = 0; t < members.length; t++)
      this.pairTarget.fill(t, this.targetPair[t]!, this.targetPair[t + 1]!);
    [this.pairEntry, this.pairEntries] = grouped(this.entryPair, this.pairCount);
    [this.officerPair, this.officerPairs] = grouped(this.pairOfficer, this.officerCount);
    this.officerUnits = Float64Array.from(officers, (o) => table.officers[o]!.capacity * unitsPerPlace);
    this.flow = new Float64Array(this.entryCount);
    this.slotFlow = new Float64Array(this.slotCount);
    this.pairFlow = new Float64Array(this.pairCount);
    this.officerFlow = new Float64Array(this.officerCount);
  }

  /** Adds units to an entry and its slot, pair and officer. */
  add(entry: number, units: number): void {
    const pair = this.entryPair[entry]!;
    const slot = this.entrySlot[entry]!;
    if (this.slotFlow[slot] === 0) this.flowingSlots += 1;
    this.total += units;
    this.flow[entry]! += units;
    this.slotFlow[slot]! += units;
    if (this.slotFlow[slot] === 0) this.flowingSlots -= 1;
    this.pairFlow[pair]! += units;
    this.officerFlow[this.pairOfficer[pair]!]! += units;
  }

  /** What a slot still lacks of n·M. */
  lacks(slot: number): number {
    return this.slotPlaces[slot]! * unitsPerPlace - this.slotFlow[slot]!;
  }

  /** What an officer can still take of capacity·M. */
  room(officer: number): number {
    return this.officerUnits[officer]! - this.officerFlow[officer]!;
  }

  /** Takes away all flow. */
  clear(): void {
    for (const sums of [this.flow, this.slotFlow, this.pairFlow, this.officerFlow]) sums.fill(0);
    this.flowingSlots = 0;
    this.total = 0;
  }

  /** Takes away the whole flow of a target. */
  empty(target: number): void {
    for (let slot = this.targetSlot[target]!; slot < this.targetSlot[target + 1]!; slot++) {
      for (let entry = this.slotEntry[slot]!; entry < this.slotEntry[slot + 1]!; entry++) {
        if (this.flow[entry] !== 0) this.add(entry, -this.flow[entry]!);
      }
    }
  }

  /** Numbers the pairs target by target, officers ascending; returns the officer of each. */
  private numberPairs(table: AssignmentTable): Int32Array {
    const local = new Map(this.officers.map((officer, o) => [officer, o]));
    const pairOf = new Int32Array(this.officers.length);
    const officers = new Int32Array(this.entryCount);
    let pairs = 0;
    this.members.forEach((position, t) => {
      const { slots } = table.targets[position]!;
      const listed = slots.length === 1 ? slots[0]!.officers : unionOf(slots.map((slot) => slot.officers));
      for (const officer of listed) {
        const o = local.get(officer)!;
        pairOf[o] = pairs;
        officers[pairs++] = o;
      }
      this.targetPair[t + 1] = pairs;
      let entry = this.slotEntry[this.targetSlot[t]!]!;
      for (const slot of slots)
        for (const officer of slot.officers) this.entryPair[entry++] = pairOf[local.get(officer)!]!;
    });
    return officers.slice(0, pairs);
  }
}

function unionOf(lists: readonly (readonly number[])[]): number[] {
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}

function startsOf(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    starts[i + 1] = starts[i]! + length;
  });
  return starts;
}

/** Items by group, each group's in ascending order: the first of each group, and the items. */
function grouped(groupOf: Int32Array, groups: number): [starts: Int32Array, items: Int32Array] {
  const starts = new Int32Array(groups + 1);
  for (const group of groupOf) starts[group + 1]! += 1;
  for (let group = 0; group < groups; group++) starts[group + 1]! += starts[group]!;
  const next = starts.slice(0, groups);
  const items = new Int32Array(groupOf.length);
  groupOf.forEach((group, item) => {
    items[next[group]!] = item;
    next[group]! += 1;
  });
  return [starts, items];
}
