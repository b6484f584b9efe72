/** One value of a gauge, told apart from the others by its labels. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Gauges whose values are found out together, such as those that one query answers. */
export interface Measure<Name extends string = string> {
  /** What each gauge tells, by its name. */
  readonly gauges: Readonly<Record<Name, string>>;
  readonly labels?: readonly string[];
  /** The values of today; a gauge that has none is left out. Counts and states only: never a name, number or address. */
  read(): Promise<Readonly<Partial<Record<Name, readonly Sample[]>>>>;
}

/** Milliseconds since some beginning; never set back. */
export type Ticks = () => number;

/** So long an answer serves before the next one is asked for. */
const FRESH_MS = 5_000;
/** So long a reader of the metrics waits for an answer; then the one before serves. */
const PATIENCE_MS = 2_000;

function patience(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS).unref();
  });
}

/**
 * Asks once at a time and at most every five seconds, however often it is read. While the database is slow, busy with
 * a long step or away, the last answer serves, and `ageSeconds` tells how old it is.
 */
export class CachedReading<T> {
  #last: { readonly value: T; readonly at: number } | undefined;
  #asking: Promise<void> | undefined;
  readonly #began: number;

  constructor(
    private readonly ask: () => Promise<T>,
    private readonly ticks: Ticks,
  ) {
    this.#began = ticks();
  }

  /** Since the last answer, or since the beginning when there has been none. */
  get ageSeconds(): number {
    return (this.ticks() - (this.#last?.at ?? this.#began)) / 1000;
  }

  /** The last answer. */
  get last(): T | undefined {
    return this.#last?.value;
  }

  /** Asks anew when the last answer is no longer fresh. */
  async refresh(): Promise<void> {
    if (this.#last && this.ticks() - this.#last.at < FRESH_MS) return;
    this.#asking ??= this.#askOnce();
    await Promise.race([this.#asking, patience()]);
  }

  async #askOnce(): Promise<void> {
    try {
      this.#last = { value: await this.ask(), at: this.ticks() };
    } catch {
      // Its age tells; what failed is counted and logged where it failed.
    } finally {
      this.#asking = undefined;
    }
  }
}
