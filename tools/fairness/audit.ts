/**
 * The fairness audit of rules and pools: who is drawn how probably, who never, who may come to whom, and whether the
 * engine keeps to it over many trials. Exact where it says so; everything can be repeated from the same files.
 */

import type { TrialBench } from '../../scheduler/draw/index.js';
import {
  type AssignmentTable,
  type Assurance,
  type DrawState,
  fromHex,
  hashRules,
  inclusionOf,
  type PoolFiles,
  type Preview,
  previewDraw,
  type Rules,
  readProbabilities,
  type Series,
  type StratumInclusion,
  type StratumPool,
  toNumber,
  toText,
  trialBench,
} from '../../scheduler/draw/index.js';
import { type NeverGroup, neverGroups } from './never.js';
import { type PairSummary, summarisePairs } from './pair-summary.js';
import { estimatePairs, exactPairs } from './pairs.js';
import { auditSeed, type Progress, runTrials, type Statistic } from './trials.js';
import { waitingOf } from './waiting.js';

/** The draw that an audit looks at, as its bundle was verified. */
export interface AuditedDraw {
  C: string;
  campaign: string;
  drawNo: number;
  series: Series;
  state: DrawState;
  assurance: Assurance;
}

export interface AuditInput {
  rules: Rules;
  pools: PoolFiles;
  /** Of a draw that has taken place; else the table of the first trial is looked at. */
  table?: AssignmentTable;
  /** `probabilities.jsonl` of that draw. */
  probabilities?: Uint8Array | string;
  /** Trials for the statistics; 1,000 by default. */
  trials?: number;
  /** Draws of this kind in a year; 1 by default. */
  campaignsPerYear?: number;
  progress?: Progress;
  draw?: AuditedDraw;
  /** Words for a code of the pools, where they are known. */
  wordOf?: (code: string) => string;
}

export interface AuditClass {
  /** Exact, as `3/20`. */
  probability: string;
  decimal: number;
  units: number;
  weight?: number;
  /** Average years until the first visit; absent where it never comes. */
  years?: number;
  /** Probability of no visit within three and five years. */
  none3: number;
  none5: number;
}

export interface AuditStratum {
  code: string;
  count: number;
  select: string;
  sizes: { k: number; chance: string }[];
  classes: AuditClass[];
}

export interface Audit {
  kind: 'fairdraw-audit';
  authority: string;
  /** Absent before a draw. */
  draw?: AuditedDraw;
  stage: Rules['stage'];
  rulesHash: string;
  basis?: string;
  trials: number;
  campaignsPerYear: number;
  units: number;
  excluded: number;
  strata: AuditStratum[];
  never: NeverGroup[];
  statistics: Statistic[];
  /** No p-value is below this: 1 in 1,000, shared among the statistics. */
  threshold: number;
  consistent: boolean;
  /** Absent in stage `targets`. */
  pairs?: PairSummary;
  expected: Preview['expected'];
}

export function auditDraw(input: AuditInput): Audit {
  const { trials = 1000, campaignsPerYear = 1, progress = () => {} } = input;
  const bench = trialBench(input);
  const { rules } = bench;
  const inclusion = inclusionOf(rules, stratumPools(bench));
  const preview = previewDraw({ rules, pools: input.pools, seeds: 0 });
  const rulesHash = fromHex(hashRules(rules), 'rulesHash');
  const statistics = runTrials(bench, inclusion, { rulesHash, trials }, progress);
  const threshold = 0.001 / Math.max(1, statistics.length);
  const pairs = pairsOf(input, bench, rulesHash, trials);
  return {
    kind: 'fairdraw-audit',
    authority: rules.authority,
    ...(input.draw && { draw: input.draw }),
    stage: rules.stage,
    rulesHash: hashRules(rules),
    ...(rules.basis !== undefined && { basis: rules.basis }),
    trials,
    campaignsPerYear,
    units: inclusion.reduce((sum, stratum) => sum + stratum.count, 0),
    excluded: bench.pools.excluded.count,
    strata: inclusion.map((stratum, h) => stratumOf(stratum, rules.strata[h]!.select, campaignsPerYear)),
    never: neverGroups(bench, inclusion, preview.shortages, input.wordOf),
    statistics,
    threshold,
    consistent: statistics.every(({ p }) => p >= threshold),
    ...(pairs && { pairs }),
    expected: preview.expected,
  };
}

export function stratumPools({ pools }: TrialBench): StratumPool[] {
  return pools.strata.map(({ code, file, weights }) => ({ code, count: file.count, weights }));
}

function stratumOf(stratum: StratumInclusion, select: string, campaignsPerYear: number): AuditStratum {
  return {
    code: stratum.code,
    count: stratum.count,
    select,
    sizes: stratum.sizes.map(({ k, chance }) => ({ k, chance: toText(chance) })),
    classes: stratum.classes.map(({ probability, units, weight }) => ({
      probability: toText(probability),
      decimal: toNumber(probability),
      units,
      ...(weight !== undefined && { weight }),
      ...waitingOf(probability, campaignsPerYear),
    })),
  };
}

function pairsOf(
  input: AuditInput,
  bench: TrialBench,
  rulesHash: Uint8Array,
  trials: number,
): PairSummary | undefined {
  const first = input.table ? undefined : bench.draw(auditSeed(rulesHash, 0));
  const table = input.table ?? first?.table;
  if (!table) return undefined;
  const exact =
    input.probabilities === undefined ? first?.teams?.probabilities : readProbabilities(input.probabilities);
  const found = exact
    ? exactPairs(table, exact)
    : estimatePairs(table, trials, (trial) => bench.assign(table, auditSeed(rulesHash, trial)));
  return summarisePairs(bench, table, found, input.table !== undefined);
}
