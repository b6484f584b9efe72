const EMPTY = 0;

/**
 * Which texts have come, and in which row first. Keeps 12 bytes for each: two 32-bit hashes and the row. That two of a
 * million texts share both has a chance of one in thirty million; a million strings in a Map take ten times the memory.
 */
export class SeenKeys {
  #size = 0;
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  #rows = new Uint32Array(1024);

  get size(): number {
    return this.#size;
  }

  /** Remembers a text. @returns the row in which it came before, if it did; `row` from 1 */
  add(text: string, row: number): number | undefined {
    if (this.#size * 2 >= this.#rows.length) this.#grow();
    const [high, low] = hashesOf(text);
    const at = this.#placeOf(high, low);
    if (this.#rows[at] !== EMPTY) return this.#rows[at];
    this.#put(at, high, low, row);
    this.#size += 1;
    return undefined;
  }

  has(text: string): boolean {
    return this.rowOf(text) !== undefined;
  }

  rowOf(text: string): number | undefined {
    const [high, low] = hashesOf(text);
    const row = this.#rows[this.#placeOf(high, low)];
    return row === EMPTY ? undefined : row;
  }

  #placeOf(high: number, low: number): number {
    const mask = this.#rows.length - 1;
    let at = (high ^ (low >>> 7)) & mask;
    while (this.#rows[at] !== EMPTY && (this.#high[at] !== high || this.#low[at] !== low))
      at = (at + 1) & mask;
    return at;
  }

  #put(at: number, high: number, low: number, row: number): void {
    this.#high[at] = high;
    this.#low[at] = low;
    this.#rows[at] = row;
  }

  #grow(): void {
    const [highs, lows, rows] = [this.#high, this.#low, this.#rows];
    const length = rows.length * 2;
    this.#high = new Uint32Array(length);
    this.#low = new Uint32Array(length);
    this.#rows = new Uint32Array(length);
    for (let old = 0; old < rows.length; old++) {
      const row = rows[old] as number;
      if (row === EMPTY) continue;
      const [high, low] = [highs[old] as number, lows[old] as number];
      this.#put(this.#placeOf(high, low), high, low, row);
    }
  }
}

/** Two independent 32-bit hashes of a text (cyrb53 with its two halves kept apart). */
function hashesOf(text: string): [number, number] {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return [high >>> 0, low >>> 0];
}
