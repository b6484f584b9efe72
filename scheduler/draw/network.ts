/**
 * The flow network of one component (§6) and the one move it knows: an augmenting path.
 *
 * Source → slot (its n) → pair of target and officer (1) → officer (capacity) → sink. The unit of flow is a
 * *place* of a slot, so a pair node never needs storing: officer o serves target t when one of t's places holds
 * o. Targets and officers carry local numbers in seeded order; slots and places are numbered target by target.
 */
export const nobody = -1;

export interface LocalTarget {
  slots: { n: number; officers: readonly number[] }[];
}

export class Network {
  readonly slotTarget: number[] = [];
  readonly slotOfficers: (readonly number[])[] = [];
  /** First place of each slot, and one past the last slot's last. */
  readonly slotPlace: number[] = [0];
  /** First slot of each target, and one past the last. */
  readonly targetSlot: number[] = [0];
  readonly placeSlot: number[] = [];
  /** Officer holding each place, or `nobody`. */
  readonly holder: Int32Array;
  readonly load: Int32Array;
  /** Places each officer holds, ascending. */
  readonly held: number[][];

  constructor(
    targets: readonly LocalTarget[],
    readonly capacity: readonly number[],
  ) {
    targets.forEach((target, t) => {
      for (const { n, officers } of target.slots) {
        for (let i = 0; i < n; i++) this.placeSlot.push(this.slotTarget.length);
        this.slotTarget.push(t);
        this.slotOfficers.push(officers);
        this.slotPlace.push(this.placeSlot.length);
      }
      this.targetSlot.push(this.slotTarget.length);
    });
    this.holder = new Int32Array(this.placeSlot.length).fill(nobody);
    this.load = new Int32Array(capacity.length);
    this.held = capacity.map(() => []);
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

function insertAscending(numbers: number[], n: number): void {
  let at = numbers.length;
  while (at > 0 && numbers[at - 1]! > n) at--;
  numbers.splice(at, 0, n);
}
