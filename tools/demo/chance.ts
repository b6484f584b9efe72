/** A source of reproducible numbers. The demo's only; draws use `scheduler/draw`. */
export interface Chance {
  /** An integer from 0 to n − 1, each equally likely. `n` is 1 to 2^32. */
  below(n: number): number;
}

/** The small generator "mulberry32": uniform in 0 … 2^32 − 1. For plausible data; good for nothing that has to be fair. */
export function mulberry32(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Keyed by a seed and a place, so that the millionth entity can be made without making those before it. */
export function demoChance(seed: number, place: number): Chance {
  const next = mulberry32(Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul((place | 0) + 1, 0x85ebca6b));
  next();
  return {
    below(n) {
      const limit = 2 ** 32 - (2 ** 32 % n);
      let value = next();
      while (value >= limit) value = next();
      return value % n;
    },
  };
}

/** One of the choices, each equally likely. */
export function pick<T>(chance: Chance, choices: readonly T[]): T {
  const chosen = choices[chance.below(choices.length)];
  if (chosen === undefined) throw new RangeError('nothing to pick from');
  return chosen;
}

/** One of the choices by weight, given as pairs of choice and whole-number weight. */
export function pickWeighted<T>(chance: Chance, choices: readonly (readonly [T, number])[]): T {
  let left = chance.below(choices.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [choice, weight] of choices) {
    if (left < weight) return choice;
    left -= weight;
  }
  throw new RangeError('nothing to pick from');
}
