/** Many trials of the same rules and pools, and what the statistics say of them. */

import type { TrialBench } from '../../scheduler/draw/index.js';
import { type Rules, type StratumInclusion, taggedHash, toNumber } from '../../scheduler/draw/index.js';
import type { TestResult } from './chi-square.js';
import { inclusionTest, pairTest, placeTest, weightTest } from './statistics.js';
import { Tally } from './tally.js';

export type StatisticKind = 'inclusion' | 'pairs' | 'places' | 'weights';

export interface Statistic extends TestResult {
  stratum: string;
  kind: StatisticKind;
}

/** Called now and then, with trials done and trials in all. */
export type Progress = (done: number, all: number) => void;

/** H("dr/1/audit", rulesHash, i) with i in decimal from 0. */
export function auditSeed(rulesHash: Uint8Array, trial: number): Uint8Array {
  return taggedHash('dr/1/audit', [rulesHash, String(trial)]);
}

/** Selections under the first `trials` seeds, counted and tested stratum by stratum. */
export function runTrials(
  bench: TrialBench,
  inclusion: readonly StratumInclusion[],
  seeds: { rulesHash: Uint8Array; trials: number },
  progress: Progress,
): Statistic[] {
  const tallies = inclusion.map((stratum) => tallyFor(stratum, seeds.trials));
  for (let trial = 0; trial < seeds.trials; trial++) {
    bench.select(auditSeed(seeds.rulesHash, trial)).forEach(({ k, selected }, h) => {
      tallies[h]?.add(selected.slice(0, k));
    });
    progress(trial + 1, seeds.trials);
  }
  return tallies.flatMap((tally, h) =>
    tally ? statisticsOf(tally, inclusion[h]!, bench.rules.strata[h]!) : [],
  );
}

/** Nothing is counted where all or none are drawn for certain. */
function tallyFor({ count, sizes }: StratumInclusion, trials: number): Tally | undefined {
  const least = sizes[0]!.k;
  const mean = sizes.reduce((sum, { k, chance }) => sum + k * toNumber(chance), 0);
  if (count < 2 || mean === 0 || least === count) return undefined;
  const places = Math.max(1, least);
  const placeClasses = Math.min(places, 10);
  const atLeast10 = Math.floor((trials * mean) / 10);
  const atLeast5 = least > 1 ? Math.floor((trials * places) / (5 * placeClasses)) : count;
  const blocks = Math.max(2, Math.min(count, 500, atLeast10, atLeast5));
  return new Tally(count, { blocks, places, placeClasses, pairUnits: pairUnits(count, mean, trials) });
}

/** As many as are counted often enough; 0 where none are. */
function pairUnits(count: number, mean: number, trials: number): number {
  const units = Math.min(count, 120);
  const together = trials * (mean / count) ** 2;
  return units >= 5 && together >= 0.3 && (together * units ** 2) / 2 >= 200 ? units : 0;
}

function statisticsOf(
  tally: Tally,
  inclusion: StratumInclusion,
  { code: stratum, select }: Rules['strata'][number],
): Statistic[] {
  if (select === 'sr-pps/1') {
    const { farthest: _, ...result } = weightTest(tally, (unit) => toNumber(inclusion.of(unit)));
    return [{ stratum, kind: 'weights', ...result }];
  }
  const { pairUnits, placeClasses } = tally.options;
  return [
    { stratum, kind: 'inclusion', ...inclusionTest(tally) },
    ...(pairUnits > 0 ? [{ stratum, kind: 'pairs' as const, ...pairTest(tally) }] : []),
    ...(placeClasses > 1 ? [{ stratum, kind: 'places' as const, ...placeTest(tally) }] : []),
  ];
}
