/** Distributions that the tests below are judged by. */
import jstat from 'jstat';

const { chisquare, normal, binomial } = jstat.jStat;

/** What a statistic says: under a fair draw a p-value this small or smaller comes about with probability p. */
export interface TestResult {
  statistic: number;
  /** Degrees of freedom; 0 where the test is exact. */
  df: number;
  p: number;
}

/** Probability of a χ² of `df` degrees reaching `x` or more. */
export function chiSquareTail(x: number, df: number): number {
  return Math.min(1, Math.max(0, 1 - chisquare.cdf(x, df)));
}

export function chiSquareQuantile(p: number, df: number): number {
  return chisquare.inv(p, df);
}

/** Twice the smaller tail of the count of a binomial, at most 1. */
export function binomialTail(count: number, trials: number, p: number): number {
  if (p <= 0 || p >= 1) return count === Math.round(p) * trials ? 1 : 0;
  const below = binomial.cdf(count, trials, p);
  const above = count === 0 ? 1 : 1 - binomial.cdf(count - 1, trials, p);
  return Math.min(1, 2 * Math.max(0, Math.min(below, above)));
}

export function normalQuantile(p: number): number {
  return normal.inv(p, 0, 1);
}

/**
 * Kolmogorov and Smirnov: are these p-values uniform? The tail is the limiting distribution at Stephens' corrected
 * distance, good to a percent from 10 values on.
 */
export function uniformityTest(values: readonly number[]): TestResult {
  const n = values.length;
  const sorted = [...values].sort((a, b) => a - b);
  const distance = sorted.reduce((most, value, i) => Math.max(most, (i + 1) / n - value, value - i / n), 0);
  const corrected = distance * (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n));
  let tail = 0;
  for (let j = 1; j <= 100; j++) tail += (j % 2 === 1 ? 2 : -2) * Math.exp(-2 * j * j * corrected ** 2);
  return { statistic: distance, df: 0, p: Math.min(1, Math.max(0, corrected < 0.2 ? 1 : tail)) };
}
