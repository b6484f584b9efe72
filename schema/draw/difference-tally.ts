import { countDifferences, namedDifferences, type PoolDifference } from '../../scheduler/draw/index.js';

type Counts = ReturnType<typeof countDifferences>;

/** Counts all differences, and keeps of each kind as many as a statement could name: there may be a million. */
export class DifferenceTally {
  readonly counts: Counts = countDifferences([]);
  readonly #kept: PoolDifference[] = [];
  readonly #keptOf = new Map<string, number>();

  /** @param most changes that the statement names */
  constructor(readonly most: number) {}

  add(differences: readonly PoolDifference[]): void {
    const counts = countDifferences(differences);
    for (const key of Object.keys(counts) as (keyof Counts)[]) this.counts[key] += counts[key];
    for (const difference of differences) {
      const kept = this.#keptOf.get(difference.what) ?? 0;
      if (kept >= this.most) continue;
      this.#keptOf.set(difference.what, kept + 1);
      this.#kept.push(difference);
    }
  }

  /** Those that the statement names, in their order. */
  named(): PoolDifference[] {
    return namedDifferences(this.#kept, this.most);
  }
}
