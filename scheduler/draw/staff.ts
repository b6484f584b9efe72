/** The teams of a draw from its private pools: table, assignment, leads (§10, §11). */

import { allRecords, selectedTargets, tableMaker } from './build-table.js';
import { leadOf } from './lead.js';
import type { Pools } from './pools.js';
import type { Rules } from './rules.js';
import type { StratumSelection } from './selection.js';
import type { Assignment, AssignmentTable } from './table.js';
import { assignTeams } from './teams/assign.js';

export interface Staffing {
  table: AssignmentTable;
  assignment: Assignment;
  /** Leaf number of each team's lead. */
  leads: number[];
}

/** Undefined in stage `targets`. */
export function staff(
  rules: Rules,
  pools: Pools,
  selections: readonly StratumSelection[],
  seed: Uint8Array,
): Staffing | undefined {
  const makeTable = tableMaker(rules, pools);
  if (!makeTable || !rules.team) return undefined;
  const { slots } = rules.team;
  const table = makeTable(selectedTargets(pools, selections));
  const assignment = assignTeams(table, seed, rules.team);
  const officers = allRecords(pools.inspectors);
  return { table, assignment, leads: assignment.teams.map((team) => leadOf(team, slots, officers)) };
}
