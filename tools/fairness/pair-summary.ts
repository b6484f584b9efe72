/** The probabilities of officers and targets in figures that fit on a page. */
import type { AssignmentTable, TrialBench } from '../../scheduler/draw/index.js';
import { effectiveOfficers, type PairProbabilities, type PairRow, standardError } from './pairs.js';

export interface PairSummary {
  /** Of a draw that has taken place, or of the first trial. */
  of: 'draw' | 'trial';
  /** Absent where the probabilities are exact. */
  trials?: number;
  /** Largest standard error of an estimated probability; 0 where they are exact. */
  standardError: number;
  targets: number;
  /** Targets held, on average. */
  held: number;
  pairs: number;
  least: number;
  most: number;
  /** Pairs by probability: [0, 0.05), [0.05, 0.1) … [0.95, 1]. */
  histogram: number[];
  /** exp(entropy) of each target's officers: how many equally probable ones they are worth. */
  effective: { least: number; median: number; most: number };
  /** Targets by effective number: [0, 1), [1, 2) … the last bin is open. */
  effectiveHistogram: number[];
  /** Targets with fewer than four possible officers. */
  few: { id: string; officers: number; effective: number }[];
  /** Officers who can be sent to some target of the table, most loaded first. */
  loads: { id: string; capacity: number; mean: number; deviation?: number; most?: number }[];
  /** Officers who can be sent nowhere. */
  idle: number;
}

const fewOfficers = 4;
const effectiveBins = 21;

export function summarisePairs(
  { pools }: TrialBench,
  table: AssignmentTable,
  found: PairProbabilities,
  isDraw: boolean,
): PairSummary {
  // Targets that are held for certain have no pair to speak of.
  const served = found.rows.filter((row) => row.probabilities.some((p) => p > 0));
  const all = served.flatMap((row) => row.probabilities);
  const effective = served.map(effectiveOfficers).sort((a, b) => a - b);
  const listed = new Set(table.targets.flatMap(({ slots }) => slots.flatMap((slot) => slot.officers)));
  const loads = table.officers
    .filter(({ index }) => listed.has(index))
    .map(({ index, capacity }) => ({ id: pools.inspectors.ids[index]!, capacity, ...found.loads[index]! }))
    .sort((a, b) => b.mean - a.mean);
  const idOf = globalIds(pools.strata);
  return {
    of: isDraw ? 'draw' : 'trial',
    ...(found.trials !== undefined && { trials: found.trials }),
    standardError: all.reduce((most, p) => Math.max(most, standardError(p, found.trials)), 0),
    targets: table.targets.length,
    held: found.held,
    pairs: all.length,
    least: all.reduce((least, p) => Math.min(least, p), all.length > 0 ? 1 : 0),
    most: all.reduce((most, p) => Math.max(most, p), 0),
    histogram: bins(
      all.map((p) => p * 20),
      20,
    ),
    effective: {
      least: effective[0] ?? 0,
      median: effective[Math.floor(effective.length / 2)] ?? 0,
      most: effective.at(-1) ?? 0,
    },
    effectiveHistogram: bins(effective, effectiveBins),
    few: fewOf(found.rows, idOf),
    loads,
    idle: table.officers.length - loads.length,
  };
}

function fewOf(rows: readonly PairRow[], idOf: (index: number) => string): PairSummary['few'] {
  return rows
    .filter((row) => row.officers.length < fewOfficers)
    .map((row) => ({
      id: idOf(row.target),
      officers: row.officers.length,
      effective: effectiveOfficers(row),
    }));
}

/**
 * How many values lie in [0, 1), [1, 2) …; the last bin takes what is above as well. Published probabilities are whole
 * units of 2^-32, so that 40 % comes as a little less: what is within a millionth of a limit belongs above it.
 */
function bins(values: readonly number[], count: number): number[] {
  const found = new Array<number>(count).fill(0);
  for (const value of values) found[Math.min(count - 1, Math.floor(value + 1e-6))]! += 1;
  return found;
}

function globalIds(strata: TrialBench['pools']['strata']): (index: number) => string {
  return (index) => {
    let left = index;
    for (const { file } of strata) {
      if (left < file.count) return file.ids[left]!;
      left -= file.count;
    }
    throw new RangeError(`no target ${index}`);
  };
}
