/** Numbers that somebody else threw: what a move does by chance is written in them, so that it can be done again. */
export class Dice {
  #place = 0;

  constructor(private readonly numbers: readonly number[]) {}

  next(): number {
    const number = this.numbers[this.#place % this.numbers.length] ?? 0;
    this.#place += 1;
    return number;
  }

  /** True once in so many throws. A 0, to which failures shrink, is never. */
  oneIn(count: number): boolean {
    return this.next() % count === count - 1;
  }

  pick<T>(options: readonly T[]): T {
    const option = options[this.next() % options.length];
    if (option === undefined) throw new Error('nothing to pick from');
    return option;
  }
}
