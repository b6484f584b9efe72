/** A row as a test thinks of it. */
export interface ModelRow {
  readonly id: string;
}

interface Version<Row> {
  readonly from: number;
  readonly row: Row | undefined;
}

/** A register in memory that remembers everything: rows by id with all that they ever were. */
export class RegisterModel<Row extends ModelRow> {
  readonly #versions = new Map<string, Version<Row>[]>();

  /** A row is so from an instant on; nothing where it was deleted. */
  put(id: string, from: number, row: Row | undefined): void {
    const known = this.#versions.get(id) ?? [];
    this.#versions.set(id, [...known.filter((version) => version.from !== from), { from, row }]);
  }

  /** The rows as they stand. */
  standing(): Row[] {
    return this.asOf(Number.POSITIVE_INFINITY);
  }

  /** The rows as they stood at an instant. */
  asOf(instant: number): Row[] {
    return [...this.#versions.values()].flatMap((versions) => {
      const then = versions.findLast(({ from }) => from <= instant)?.row;
      return then ? [then] : [];
    });
  }
}

/** Numbers that are the same for the same seed (mulberry32). */
export function seededNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
