/**
 * Draws on trial: the same selection and teams as in a draw, under a seed of one's own choice. For the preview
 * and for audits, over many seeds; a trial is never a draw, because nothing committed its seed.
 */
import { assignTeams } from './assign.js';
import { selectedTargets, tableMaker } from './build-table.js';
import { checkSizes } from './freeze.js';
import { type PoolFiles, type Pools, readPools, stratumSizes } from './pools.js';
import type { StratumResult } from './receipt.js';
import { checkRules, type Rules } from './rules.js';
import { selectStrata, stratumResult } from './selection.js';
import type { Assignment, AssignmentTable } from './table.js';

/** What a seed makes of rules and pools. */
export interface Trial {
  /** Ascending by code; units in draw order. */
  strata: StratumResult[];
  /** Absent in stage `targets`, like its teams. */
  table?: AssignmentTable;
  teams?: Assignment;
}

export interface TrialBench {
  rules: Rules;
  pools: Pools;
  /** Which units, without teams. */
  select(seed: Uint8Array): StratumResult[];
  draw(seed: Uint8Array): Trial;
}

/** Reads rules and pools once, for many seeds. Throws what `previewDraw` throws. */
export function trialBench(given: { rules: unknown; pools: PoolFiles }): TrialBench {
  const rules = checkRules(given.rules);
  const pools = readPools(given.pools);
  checkSizes(rules, pools);
  const sizes = stratumSizes(pools);
  const makeTable = tableMaker(rules, pools);
  return {
    rules,
    pools,
    select: (seed) => selectStrata(rules, sizes, seed).map(stratumResult),
    draw(seed) {
      const selections = selectStrata(rules, sizes, seed);
      const strata = selections.map(stratumResult);
      const table = makeTable?.(selectedTargets(pools, selections));
      return table ? { strata, table, teams: assignTeams(table, seed) } : { strata };
    },
  };
}
