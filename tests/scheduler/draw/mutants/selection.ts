/**
 * Ways of selecting k of n units that look fair and are not, each as it has been written in earnest somewhere.
 * The statistics of tools/fairness are worth something because they refuse every one of these.
 */
import { below } from '../../../../scheduler/draw/below.js';
import type { Stream } from '../../../../scheduler/draw/stream.js';

/** The units selected, in draw order. */
export type Selector = (stream: Stream, n: number, k: number) => number[];

const allUnits = (n: number) => Array.from({ length: n }, (_, i) => i);

function exchange(units: number[], i: number, j: number): void {
  [units[i], units[j]] = [units[j]!, units[i]!];
}

/** Exchanges every position with any position: n^n ways cannot fall evenly on n! orders. */
export const naiveShuffle: Selector = (stream, n, k) => {
  const units = allUnits(n);
  for (let i = 0; i < n; i++) exchange(units, i, below(stream, n));
  return units.slice(0, k);
};

/** Sorts with a comparator that tosses a coin: what comes out depends on the sorting method. */
export const randomComparator: Selector = (stream, n, k) =>
  allUnits(n)
    .sort(() => (below(stream, 2) === 0 ? -1 : 1))
    .slice(0, k);

/** Sattolo's algorithm: `below(i)` for `below(i + 1)`, so that no unit stays in its place. */
export const sattolo: Selector = (stream, n, k) => {
  const units = allUnits(n);
  for (let i = n - 1; i > 0; i--) exchange(units, i, below(stream, i));
  return units.slice(0, k);
};

/** One byte modulo n, again until it is new: the first 256 mod n units come too often. */
export const byteModulo: Selector = (stream, n, k) => {
  const drawn = new Set<number>();
  while (drawn.size < k) drawn.add((stream.next() >>> 24) % n);
  return [...drawn];
};

/** Every (n/k)-th unit from a random start: everybody is drawn equally often, but never with a neighbour. */
export const systematic: Selector = (stream, n, k) => {
  const step = n / k;
  const start = below(stream, step);
  return Array.from({ length: k }, (_, i) => start + i * step);
};

/** Draws honestly, and again for as long as the friend at position 3 is among those drawn. */
export const redrawUntilAbsent: Selector = (stream, n, k) => {
  for (;;) {
    const units = allUnits(n);
    for (let i = n - 1; i > 0; i--) exchange(units, i, below(stream, i + 1));
    if (!units.slice(0, k).includes(3)) return units.slice(0, k);
  }
};

/** By weight, k keys u^(1/w) of the largest (Efraimidis and Spirakis): not k·w/W as soon as k is more than 1. */
export function efraimidisSpirakis(weights: readonly number[]): Selector {
  return (stream, n, k) => {
    const keys = allUnits(n).map(() => (stream.next() + 0.5) / 2 ** 32);
    const key = (unit: number) => keys[unit]! ** (1 / weights[unit]!);
    return allUnits(n)
      .sort((a, b) => key(b) - key(a))
      .slice(0, k);
  };
}
