import { mulberry32 } from '../../tools/demo/chance.js';

/** Chance for tests: every number follows from one seed, and has nothing to do with the engine's streams. */
export class Dice {
  /** Uniform in 0 … 2^32 − 1. */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = mulberry32((seed * 0x9e3779b1) >>> 0);
  }

  /** Whole, from `min` to `max`, both included. */
  from(min: number, max: number): number {
    return min + (this.next() % (max - min + 1));
  }

  /** True in `percent` of a hundred throws. */
  chance(percent: number): boolean {
    return this.from(0, 99) < percent;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.from(0, items.length - 1)]!;
  }

  /** Each item with this chance, in order. */
  some<T>(items: readonly T[], percent: number): T[] {
    return items.filter(() => this.chance(percent));
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.from(0, 255));
  }
}
