/**
 * Draws on trial: the same selection and teams as in a draw, under a seed of one's own choice. For the preview
 * and for audits, over many seeds; a trial is never a draw, because nothing committed its seed.
 */

import { selectedTargets, tableMaker } from '../build-table.js';
import { type PoolFiles, type Pools, readPools, stratumSizes } from '../pools.js';
import type { StratumResult } from '../receipt.js';
import { checkRules, type Rules } from '../rules.js';
import { selectStrata, stratumResult } from '../selection.js';
import { checkSizes } from '../sizes.js';
import type { Assignment, AssignmentTable } from '../table.js';
import { assignTeams } from '../teams/assign.js';
import { poolWeights } from '../weights.js';

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
  /** Table and teams besides. */
  draw(seed: Uint8Array): Trial;
  /** The teams of a table that is there already. */
  assign(table: AssignmentTable, seed: Uint8Array): Assignment;
}

/** Reads rules and pools once, for many seeds. Throws what `previewDraw` throws. */
export function trialBench(given: { rules: unknown; pools: PoolFiles }): TrialBench {
  const rules = checkRules(given.rules);
  const pools = readPools(given.pools);
  checkSizes(rules, pools);
  const sizes = stratumSizes(pools);
  const weights = poolWeights(rules, pools);
  const makeTable = tableMaker(rules, pools);
  const assign = (table: AssignmentTable, seed: Uint8Array) => trialTeams(rules, table, seed);
  return {
    rules,
    pools,
    select: (seed) => selectStrata(rules, sizes, seed, weights).map(stratumResult),
    draw(seed) {
      const selections = selectStrata(rules, sizes, seed, weights);
      const strata = selections.map(stratumResult);
      const table = makeTable?.(selectedTargets(pools, selections));
      return table ? { strata, table, teams: assign(table, seed) } : { strata };
    },
    assign,
  };
}

/** The teams of a published table under a seed of one's own; no pools are needed. */
export function trialTeams(rules: Rules, table: AssignmentTable, seed: Uint8Array): Assignment {
  if (!rules.team) throw new RangeError('no teams in stage targets');
  return assignTeams(table, seed, rules.team);
}
