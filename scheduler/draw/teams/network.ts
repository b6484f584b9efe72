/**
 * The flow network of one component (§11) and the one move it knows: an augmenting path.
 *
 * Source → slot (its n) → pair of target and officer (1) → officer (capacity) → sink. The unit of flow is a
 * *place* of a slot, so a pair node never needs storing: officer o serves target t when one of t's places holds
 * o. Targets and officers carry local numbers in seeded order; slots and places are numbered target by target.
 */
import type { Slot, TableTarget } from '../table.js';

export const nobody = -1;

export class Network {
  readonly slotTarget: Int32Array;
  /** First officer of each slot's list in `listed`, and one past the last slot's last. */
  readonly slotList: Int32Array;
  /** The lists one after another, each by the officers' numbers here, ascending. */
  readonly listed: Int32Array;
  /** First place of each slot, and one past the last slot's last. */
  readonly slotPlace: Int32Array;
  /** First slot of each target, and one past the last. */
  readonly targetSlot: Int32Array;
  readonly placeSlot: Int32Array;
  /** Officer holding each place, or `nobody`. */
  readonly holder: Int32Array;
  readonly load: Int32Array;
  /** Places each officer holds, ascending. */
  readonly held: number[][];

  /**
   * @param targets in the order in which they are numbered here
   * @param numberOf number here of each officer by leaf number
   * @param capacity by number here
   */
  constructor(
    targets: readonly TableTarget[],
    numberOf: Int32Array,
    readonly capacity: Int32Array,
  ) {
    const slots = targets.flatMap((target) => target.slots);
    this.targetSlot = startsOf(targets.map((target) => target.slots.length));
    this.slotPlace = startsOf(slots.map((slot) => slot.n));
    this.slotList = startsOf(slots.map((slot) => slot.officers.length));
    this.slotTarget = ownersOf(this.targetSlot);
    this.placeSlot = ownersOf(this.slotPlace);
    this.listed = listsByNumber(slots, this.slotList, numberOf, capacity.length);
    this.holder = new Int32Array(this.placeSlot.length).fill(nobody);
    this.load = new Int32Array(capacity.length);
    this.held = Array.from(capacity, () => []);
  }

  firstPlace(target: number): number {
    return this.slotPlace[this.targetSlot[target]!]!;
  }

  endPlace(target: number): number {
    return this.slotPlace[this.targetSlot[target + 1]!]!;
  }

  /** The place of the target that the officer holds, or `nobody`. */
  placeOf(target: number, officer: number): number {
    for (let place = this.firstPlace(target); place < this.endPlace(target); place++) {
      if (this.holder[place] === officer) return place;
    }
    return nobody;
  }

  hasRoom(officer: number): boolean {
    return this.load[officer]! < this.capacity[officer]!;
  }

  /** Gives a place to an officer or to `nobody`; returns who held it. */
  assign(place: number, officer: number): number {
    const before = this.holder[place]!;
    if (before !== nobody) {
      const places = this.held[before]!;
      places.splice(places.indexOf(place), 1);
      this.load[before]! -= 1;
    }
    this.holder[place] = officer;
    if (officer !== nobody) {
      insertAscending(this.held[officer]!, place);
      this.load[officer]! += 1;
    }
    return before;
  }
}

/**
 * The slots' lists, each sorted by the officers' numbers: every officer's slots are gathered, then handed out officer
 * by officer. That takes as many steps as there are entries, where sorting each list takes several times that.
 */
function listsByNumber(
  slots: readonly Slot[],
  slotList: Int32Array,
  numberOf: Int32Array,
  officerCount: number,
): Int32Array {
  const next = new Int32Array(officerCount + 1);
  for (const { officers } of slots) for (const officer of officers) next[numberOf[officer]! + 1]! += 1;
  for (let officer = 0; officer < officerCount; officer++) next[officer + 1]! += next[officer]!;
  const ends = next.slice(1);
  const slotsOf = new Int32Array(slotList.at(-1)!);
  slots.forEach(({ officers }, slot) => {
    for (const officer of officers) slotsOf[next[numberOf[officer]!]!++] = slot;
  });
  const listed = new Int32Array(slotsOf.length);
  const filled = slotList.slice();
  for (let officer = 0, i = 0; officer < officerCount; officer++) {
    for (; i < ends[officer]!; i++) listed[filled[slotsOf[i]!]!++] = officer;
  }
  return listed;
}

/** Where each of several runs of these lengths starts, and where the last ends. */
function startsOf(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) starts[i + 1] = starts[i]! + lengths[i]!;
  return starts;
}

/** To which run each item belongs. */
function ownersOf(starts: Int32Array): Int32Array {
  const owners = new Int32Array(starts.at(-1)!);
  for (let owner = 0; owner + 1 < starts.length; owner++)
    owners.fill(owner, starts[owner]!, starts[owner + 1]!);
  return owners;
}

function insertAscending(numbers: number[], n: number): void {
  let at = numbers.length;
  while (at > 0 && numbers[at - 1]! > n) at--;
  numbers.splice(at, 0, n);
}
