/** The public, anonymous table between the private pools and the teams (§10). Leaf numbers only. */

export interface Slot {
  /** Officers needed. */
  n: number;
  /** Leaf numbers of the eligible ones, ascending. */
  officers: number[];
}

export interface TableTarget {
  /** Leaf number in its stratum plus the counts of the strata before it in code order. */
  index: number;
  slots: Slot[];
}

export interface AssignmentTable {
  /** The selected targets, ascending by index. */
  targets: TableTarget[];
  /** Every inspector of the frozen pool, ascending. */
  officers: { index: number; capacity: number }[];
}

/** The team of one target, officers in draw order: slot by slot, place by place. */
export interface Team {
  index: number;
  slots: number[][];
}

/** Minimum cut over the network of the table; see docs/draw.md, “Certificate”. */
export interface Certificate {
  /** Places of all selected targets; with `sr-assign-me/1` units of them, like `flow`. */
  demand: number;
  /** Most places that can be filled at all. */
  flow: number;
  /** Slots on the source's side: target index and the numbers of its slots, ascending. */
  targets: { index: number; slots: number[] }[];
  /** Officers on the source's side, ascending: one more unit of capacity of any of them gains a place. */
  officers: number[];
}

/** With which units of 2^32 each officer of each slot's list meets an admitted target, in the table's order. */
export interface TargetProbabilities {
  index: number;
  slots: number[][];
}

export interface Assignment {
  /** Ascending by index. */
  teams: Team[];
  /** Indices of targets that cannot be staffed, ascending. */
  held: number[];
  /** Present when something is held. */
  certificate?: Certificate;
  /** Of the admitted targets, ascending by index; with `sr-assign-me/1` alone. */
  probabilities?: TargetProbabilities[];
}
