/** Walks batches one by one: several lists in step, without a promise for each of half a million rows. */
export class Cursor<T> {
  readonly #batches: AsyncIterator<readonly T[]>;
  #batch: readonly T[] = [];
  #at = 0;
  #isOver = false;

  private constructor(batches: AsyncIterable<readonly T[]>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  /** A cursor at the first row. */
  static async over<T>(batches: AsyncIterable<readonly T[]>): Promise<Cursor<T>> {
    const cursor = new Cursor(batches);
    await cursor.#fill();
    return cursor;
  }

  /** The row it stands at; nothing behind the last. */
  get row(): T | undefined {
    return this.#batch[this.#at];
  }

  /** On to the next row. @returns a promise where it must be waited for */
  step(): Promise<void> | undefined {
    this.#at += 1;
    return this.#at < this.#batch.length || this.#isOver ? undefined : this.#fill();
  }

  async #fill(): Promise<void> {
    do {
      const { value, done } = await this.#batches.next();
      this.#isOver = done === true;
      this.#batch = done ? [] : value;
      this.#at = 0;
    } while (this.#batch.length === 0 && !this.#isOver);
  }
}
