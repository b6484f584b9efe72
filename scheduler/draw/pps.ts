/**
 * `sr-pps/1` (§9): exactly k units, each with a probability in proportion to its weight.
 *
 * Systematic selection along the tickets (Madow 1949), after the units that are certain. Every number here is an
 * exact integer: weights are at most 10^6 and units at most 10^8, so that no sum or product passes 2·10^14.
 */
import { below64 } from './below.js';
import { smallestTickets } from './select.js';
import { type Stream, streamOf } from './stream.js';
import type { Tickets } from './tickets.js';

/** An exact fraction, not reduced. */
export interface Fraction {
  numerator: number;
  denominator: number;
}

/** What step 1 leaves: units of weight `least` and more are certain; `k` others of `total` weight are drawn. */
interface Remainder {
  least: number;
  k: number;
  total: number;
}

/** Weights by leaf number. The first k in order of ticket are selected, the rest is the reserve, in order too. */
export function weightedTickets(
  seed: Uint8Array,
  stratum: string,
  weights: Uint32Array,
  k: number,
  reserve: number,
): Tickets {
  const all = smallestTickets(seed, stratum, weights.length, weights.length);
  const ordered = all.indices.map((index) => weights[index]!);
  const selected = takeByWeight(ordered, k, streamOf(seed, `pps/${stratum}`));
  const others = complement(selected, weights.length);
  const otherWeights = others.map((place) => ordered[place]!);
  const next = takeByWeight(otherWeights, reserve, streamOf(seed, `pps-reserve/${stratum}`));
  const places = new Uint32Array(k + reserve);
  places.set(selected);
  places.set(
    next.map((place) => others[place]!),
    k,
  );
  const at = (part: Uint32Array) => places.map((place) => part[place]!);
  return { indices: at(all.indices), high: at(all.high), low: at(all.low) };
}

/** The places taken, ascending, of units whose weights are given in order of (ticket, leaf number); k in all. */
export function takeByWeight(weights: Uint32Array, k: number, chance: Stream): Uint32Array {
  const rest = afterCertain(weights, k);
  const taken = new Uint32Array(k);
  let found = 0;
  let sum = rest.k > 0 ? Number(below64(chance, BigInt(rest.total))) : 0;
  for (let place = 0; place < weights.length; place++) {
    const weight = weights[place]!;
    if (weight < rest.least) {
      // (S + u) modulo W: a unit is taken when the whole multiples of W in S + u become more.
      sum += rest.k * weight;
      if (sum < rest.total) continue;
      sum -= rest.total;
    }
    taken[found++] = place;
  }
  return taken;
}

/** The probability with which each unit, by leaf number, is among the k selected. */
export function ppsProbability(weights: Uint32Array, k: number): (index: number) => Fraction {
  const rest = afterCertain(weights, k);
  return (index) => {
    const weight = weights[index]!;
    if (weight >= rest.least) return { numerator: 1, denominator: 1 };
    return { numerator: rest.k * weight, denominator: rest.total };
  };
}

/**
 * Step 1, from the heaviest down: when the heaviest left is not certain, no other is. Equal weights are certain
 * together, because k·w ≥ W says the same as (k − 1)·w ≥ W − w.
 */
function afterCertain(weights: Uint32Array, k: number): Remainder {
  const ascending = weights.slice().sort();
  let total = 0;
  for (const weight of ascending) total += weight;
  let left = k;
  let end = ascending.length;
  while (left > 0 && left * ascending[end - 1]! >= total) {
    end--;
    total -= ascending[end]!;
    left--;
  }
  return { least: ascending[end] ?? Number.POSITIVE_INFINITY, k: left, total };
}

/** The places 0 … count − 1 that are not among these, ascending as they are. */
function complement(places: Uint32Array, count: number): Uint32Array {
  const others = new Uint32Array(count - places.length);
  let skipped = 0;
  for (let place = 0; place < count; place++) {
    if (places[skipped] === place) skipped++;
    else others[place - skipped] = place;
  }
  return others;
}
