/** Counts over many trials of one stratum, from which its statistics are made. */
export interface TallyOptions {
  /** Blocks of neighbouring leaf numbers counted together: as many as units, or fewer where each is drawn too rarely. */
  blocks: number;
  /** Places of the draw order looked at, and in how many classes. */
  places: number;
  placeClasses: number;
  /** Units, from leaf 0 on, of which every pair is counted. */
  pairUnits: number;
}

export class Tally {
  /** Selections of each unit. */
  readonly units: Uint32Array;
  /** Units selected in each trial. */
  readonly sizes: number[] = [];
  /** `places[b · placeClasses + c]`: how often units of block b came in places of class c. */
  readonly places: Uint32Array;
  /** `pairs[i · pairUnits + j]`, i < j: trials that selected both. */
  readonly pairs: Uint32Array;
  /** Units among the pair units in each trial. */
  readonly pairSizes: number[] = [];

  constructor(
    readonly count: number,
    readonly options: TallyOptions,
  ) {
    this.units = new Uint32Array(count);
    this.places = new Uint32Array(options.blocks * options.placeClasses);
    this.pairs = new Uint32Array(options.pairUnits ** 2);
  }

  blockOf(unit: number): number {
    return Math.floor((unit * this.options.blocks) / this.count);
  }

  classOf(place: number): number {
    return Math.floor((place * this.options.placeClasses) / this.options.places);
  }

  /** The selected units of one trial, in draw order. */
  add(selected: readonly number[]): void {
    const { places, placeClasses, pairUnits } = this.options;
    this.sizes.push(selected.length);
    const paired: number[] = [];
    selected.forEach((unit, place) => {
      this.units[unit]! += 1;
      if (place < places) this.places[this.blockOf(unit) * placeClasses + this.classOf(place)]! += 1;
      if (unit < pairUnits) paired.push(unit);
    });
    this.pairSizes.push(paired.length);
    paired.sort((a, b) => a - b);
    for (let i = 0; i < paired.length; i++) {
      for (let j = i + 1; j < paired.length; j++) this.pairs[paired[i]! * pairUnits + paired[j]!]! += 1;
    }
  }
}

/** A tally of single units, all pairs and all of the first k places, for small strata. */
export function fullTally(count: number, k: number): Tally {
  return new Tally(count, { blocks: count, places: k, placeClasses: k, pairUnits: count });
}
