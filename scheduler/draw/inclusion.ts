/**
 * The exact probability with which every unit is selected, from rules, counts and weights alone (§8,
 * §9). It takes the generator's outputs for uniform; the reserve plays no part.
 */

import { add, type Fraction, fraction, one, times, zero } from './fraction.js';
import { ppsProbability } from './pps.js';
import type { Rules, StratumRule } from './rules.js';

export interface StratumPool {
  code: string;
  /** Units, N. */
  count: number;
  /** By leaf number; for `sr-pps/1`. */
  weights?: readonly number[];
}

/** A size that a stratum may get, and how probable it is. */
export interface PossibleSize {
  k: number;
  chance: Fraction;
}

/** Units of one stratum that share their probability. */
export interface InclusionClass {
  probability: Fraction;
  units: number;
  /** Where the probability follows from the weight. */
  weight?: number;
}

export type NeverReason = 'rate-zero' | 'count-zero' | 'rounded-to-zero';

export interface StratumInclusion {
  code: string;
  count: number;
  /** Ascending by k. */
  sizes: PossibleSize[];
  /** Ascending by probability. */
  classes: InclusionClass[];
  /** By leaf number. */
  of(index: number): Fraction;
  /** Why no unit of this stratum can be drawn. */
  never?: NeverReason;
}

/** Strata and rules in the same order of codes. */
export function inclusionOf(rules: Rules, strata: readonly StratumPool[]): StratumInclusion[] {
  const all = strata.reduce((sum, stratum) => sum + stratum.count, 0);
  return rules.strata.map((rule, h) => {
    const pool = strata[h]!;
    const sizes = sizesOf(rule, pool.count, rules.total, all);
    const never = neverReason(rule, rules.total, sizes);
    const part = rule.select === 'sr-pps/1' ? byWeight(pool, sizes) : equally(pool, sizes);
    return { code: rule.code, count: pool.count, sizes, ...part, ...(never && { never }) };
  });
}

/**
 * Controlled rounding gives the upper of two sizes with probability f_h / D: u is uniform on 0 … D − 1, so that
 * c + u is uniform modulo D for whatever c the strata before have left, and exactly f_h of its values carry.
 */
function sizesOf(rule: StratumRule, count: number, total: number | undefined, all: number): PossibleSize[] {
  if (rule.count !== undefined) return [{ k: rule.count, chance: one }];
  const divisor = total === undefined ? 1_000_000 : all;
  const quota = BigInt(rule.rate ?? total ?? 0) * BigInt(count);
  if (divisor === 0) return [{ k: 0, chance: one }];
  const low = Number(quota / BigInt(divisor));
  const rest = quota % BigInt(divisor);
  if (rest === 0n || rule.rounding === 'floor') return [{ k: low, chance: one }];
  if (rule.rounding === 'ceil') return [{ k: low + 1, chance: one }];
  const up = fraction(rest, divisor);
  return [
    { k: low, chance: add(one, { num: -up.num, den: up.den }) },
    { k: low + 1, chance: up },
  ];
}

function neverReason(
  rule: StratumRule,
  total: number | undefined,
  sizes: readonly PossibleSize[],
): NeverReason | undefined {
  if (sizes.some((size) => size.k > 0)) return undefined;
  if (rule.count !== undefined) return 'count-zero';
  return (rule.rate ?? total) === 0 ? 'rate-zero' : 'rounded-to-zero';
}

type Part = Pick<StratumInclusion, 'classes' | 'of'>;

/** `sr-ticket/1`: k of N, whichever unit. */
function equally({ count }: StratumPool, sizes: readonly PossibleSize[]): Part {
  if (count === 0) return { classes: [], of: () => zero };
  const probability = mixture(sizes, (k) => fraction(k, count));
  return { classes: [{ probability, units: count }], of: () => probability };
}

/** `sr-pps/1`: k·w/W, or 1 for units that weigh too much for that; equal weights, equal probabilities. */
function byWeight({ weights = [] }: StratumPool, sizes: readonly PossibleSize[]): Part {
  const list = Uint32Array.from(weights);
  const ofSize = new Map(sizes.map(({ k }) => [k, ppsProbability(list, k)]));
  const classes = new Map<number, InclusionClass>();
  list.forEach((weight, index) => {
    const same = classes.get(weight);
    if (same) same.units += 1;
    else {
      const probability = mixture(sizes, (k) => {
        const { numerator, denominator } = ofSize.get(k)!(index);
        return fraction(numerator, denominator);
      });
      classes.set(weight, { probability, units: 1, weight });
    }
  });
  return {
    classes: [...classes.values()].sort((a, b) => a.weight! - b.weight!),
    of: (index) => classes.get(list[index]!)!.probability,
  };
}

function mixture(sizes: readonly PossibleSize[], probability: (k: number) => Fraction): Fraction {
  return sizes.reduce((sum, { k, chance }) => add(sum, times(chance, probability(k))), zero);
}
