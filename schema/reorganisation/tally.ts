import type { MatterCount } from './reorganisation.entity.js';

/** Adds up what passed, by matter. */
export class Tally {
  readonly #counts = new Map<string, { passed: number; kept: number }>();

  add(matter: string, passed: number, kept = 0): void {
    const so = this.#counts.get(matter) ?? { passed: 0, kept: 0 };
    this.#counts.set(matter, { passed: so.passed + passed, kept: so.kept + kept });
  }

  /** By name; what was nowhere touched is left out. */
  counts(): MatterCount[] {
    return [...this.#counts]
      .filter(([, { passed, kept }]) => passed + kept > 0)
      .map(([matter, { passed, kept }]) => ({ matter, passedCount: passed, keptCount: kept }))
      .sort((a, b) => (a.matter < b.matter ? -1 : 1));
  }
}
