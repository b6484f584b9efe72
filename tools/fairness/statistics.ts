/**
 * Is a selection uniform? Statistics over many independent trials of one stratum of N units, k of them drawn in
 * each (k may differ from trial to trial). One trial's counts have a covariance that does not change when units
 * are renamed; on each space that renaming leaves in place it is a constant times the identity. Divided by that
 * constant, the squared length of what was counted there is a χ² with as many degrees as the space has.
 */
import { binomialTail, chiSquareTail, type TestResult } from './chi-square.js';
import type { Tally } from './tally.js';

/**
 * Is every unit drawn equally often? One trial's indicators have variance p(1 − p) and covariance
 * −p(1 − p)/(N − 1), p = k/N: on the space of vectors with sum 0 that is p(1 − p)·N/(N − 1). Blocks of b units
 * together are projections on orthonormal vectors, so each square is divided by its b.
 */
export function inclusionTest(tally: Tally): TestResult {
  const { count, sizes, options } = tally;
  const blocks = blockSums(tally);
  const widths = blockWidths(tally);
  const expected = sizes.reduce((sum, k) => sum + k / count, 0);
  const constant = sizes.reduce((sum, k) => sum + (k / count) * (1 - k / count), 0) * (count / (count - 1));
  let squares = 0;
  for (let b = 0; b < options.blocks; b++) squares += (blocks[b]! - widths[b]! * expected) ** 2 / widths[b]!;
  const p = expected / sizes.length;
  const excess = fourthCumulant(p) / (p * (1 - p)) ** 2 / (sizes.length * count);
  return settled(squares, constant, options.blocks - 1, excess);
}

/**
 * Is every pair drawn together equally often, given how often each of its units is? The part of the pair counts
 * that no numbers a_i + a_j explain lies in a space of N(N − 3)/2 dimensions, the third eigenspace of the Johnson
 * scheme J(N, 2). There the pairs that share a unit have eigenvalue −2 and the disjoint ones 1, so that one trial's
 * covariance is p2 − 2·p3 + p4, p_j being the probability that j given units are all drawn; that is
 * k(k−1)(N−k)(N−k−1) / N(N−1)(N−2)(N−3): two given units in, two given units out. Among the first M units of a larger
 * stratum the same holds, trial by trial, with the number of them that were drawn for k.
 */
export function pairTest(tally: Tally): TestResult {
  const { pairs, pairSizes } = tally;
  const n = tally.options.pairUnits;
  const constant = pairSizes.reduce((sum, k) => sum + pairConstant(n, k), 0);
  const margins = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      margins[i]! += pairs[i * n + j]!;
      margins[j]! += pairs[i * n + j]!;
    }
  }
  // The least squares a_i: the margins are M_i = (N − 2)·a_i + A with A = Σa = ΣM / 2(N − 1).
  const all = margins.reduce((sum, margin) => sum + margin, 0) / (2 * (n - 1));
  const additive = margins.map((margin) => (margin - all) / (n - 2));
  let squares = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) squares += (pairs[i * n + j]! - additive[i]! - additive[j]!) ** 2;
  }
  const cells = (n * (n - 1)) / 2;
  const together = (all * (n - 1)) / cells / pairSizes.length;
  const excess = (pairSizes.length * fourthCumulant(together)) / constant ** 2 / cells;
  return settled(squares, constant, (n * (n - 3)) / 2, excess);
}

/** Variance of one trial's pair counts in each direction of the pure-pair space. */
export function pairConstant(n: number, k: number): number {
  return (k * (k - 1) * (n - k) * (n - k - 1)) / (n * (n - 1) * (n - 2) * (n - 3));
}

/**
 * Does every unit, when drawn, come in every place of the order equally often? The matrix of units and places has, on
 * unit contrasts times place contrasts, the covariance 1/(N − 1); classes and blocks are projections again. How
 * often a unit is drawn at all is taken out: that is the inclusion's business.
 */
export function placeTest(tally: Tally): TestResult {
  const { count, options, sizes, places } = tally;
  const { blocks, placeClasses } = options;
  const widths = blockWidths(tally);
  const classes = new Float64Array(placeClasses);
  for (let place = 0; place < options.places; place++) classes[tally.classOf(place)]! += 1;
  let squares = 0;
  for (let b = 0; b < blocks; b++) {
    const row = places.subarray(b * placeClasses, (b + 1) * placeClasses);
    const drawn = row.reduce((sum, n) => sum + n, 0);
    for (let c = 0; c < placeClasses; c++) {
      squares += (row[c]! - (drawn * classes[c]!) / options.places) ** 2 / (widths[b]! * classes[c]!);
    }
  }
  const df = (blocks - 1) * (placeClasses - 1);
  const cell = options.places / (blocks * placeClasses);
  const excess = fourthCumulant(cell) / cell / (sizes.length * options.places);
  return settled(squares, sizes.length / (count - 1), df, excess);
}

/** A unit counted `observed` times whose exact probability is `p`. */
export interface UnitScore {
  unit: number;
  observed: number;
  p: number;
  /** Standard deviations from R·p; infinite where what is impossible happened. */
  z: number;
}

/** For unequal probabilities: the units farthest off, and an exact binomial test of all, times their number. */
export function weightTest(
  tally: Tally,
  probability: (unit: number) => number,
): TestResult & { farthest: UnitScore } {
  const trials = tally.sizes.length;
  let least = 1;
  let farthest: UnitScore = { unit: 0, observed: tally.units[0]!, p: probability(0), z: 0 };
  for (let unit = 0; unit < tally.count; unit++) {
    const observed = tally.units[unit]!;
    const p = probability(unit);
    const off = observed - trials * p;
    const deviation = Math.sqrt(trials * p * (1 - p));
    const z = deviation > 0 ? off / deviation : Math.abs(off) < 1e-6 ? 0 : Math.sign(off) * Infinity;
    if (Math.abs(z) > Math.abs(farthest.z)) farthest = { unit, observed, p, z };
    // Only units far off can hold the least tail; the others need no sum of a binomial.
    if (Math.abs(z) > 2) least = Math.min(least, binomialTail(observed, trials, p));
  }
  return { statistic: Math.abs(farthest.z), df: 0, p: Math.min(1, least * tally.count), farthest };
}

/**
 * The p-value. Small counts are no normal variables: their fourth cumulant widens the statistic, whose variance becomes
 * 2·df + excess·df², and a χ² scaled to that mean and variance stands in for it (Satterthwaite). Where nothing can
 * vary (all or nothing is drawn), the counts are as expected or they are wrong.
 *
 * @param excess the mean over cells of fourth cumulant / variance², over the number of cells
 */
function settled(squares: number, constant: number, df: number, excess: number): TestResult {
  if (!(constant > 0) || df <= 0) return { statistic: squares, df: 0, p: squares < 1e-6 ? 1 : 0 };
  const statistic = squares / constant;
  const scale = 1 + (excess * df) / 2;
  return { statistic, df, p: chiSquareTail(statistic / scale, df / scale) };
}

/** Of one toss that falls with probability p. */
function fourthCumulant(p: number): number {
  const variance = p * (1 - p);
  return variance * (1 - 6 * variance);
}

function blockSums(tally: Tally): Float64Array {
  const sums = new Float64Array(tally.options.blocks);
  tally.units.forEach((n, unit) => {
    sums[tally.blockOf(unit)]! += n;
  });
  return sums;
}

function blockWidths(tally: Tally): Float64Array {
  const widths = new Float64Array(tally.options.blocks);
  for (let unit = 0; unit < tally.count; unit++) widths[tally.blockOf(unit)]! += 1;
  return widths;
}
