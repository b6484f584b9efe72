/** The teams of a draw by the algorithm its rules name (§11, §12): the one door to both. */

import { DrawFault } from '../faults.js';
import type { TeamRule } from '../rules.js';
import type { Assignment, AssignmentTable } from '../table.js';
import type { FlowUnits } from './cut.js';
import { assignEvenly } from './even-teams.js';
import { fillAll } from './flow.js';
import { mostPlaces, unitsPerPlace } from './me-network.js';
import { assignByProbability, heldByProbability, mostUnits, pairUnitsOf } from './me-teams.js';
import { Network } from './network.js';
import { Search } from './search.js';

/** What of the team rule decides beside table and seed. */
export type AssignmentRule = Pick<TeamRule, 'alg' | 'bound'>;

/** Table as `tableMaker` makes it: targets ascending by index, officers by leaf number without a gap. */
export function assignTeams(table: AssignmentTable, seed: Uint8Array, rule: AssignmentRule): Assignment {
  return isByProbability(rule) ? assignByProbability(table, seed, rule.bound) : assignEvenly(table, seed);
}

/** Indices of the targets that would be held; for many seeds, without probabilities or teams where it can be. */
export function heldTargets(table: AssignmentTable, seed: Uint8Array, rule: AssignmentRule): number[] {
  return isByProbability(rule) ? heldByProbability(table, seed, rule.bound) : assignEvenly(table, seed).held;
}

/** `TOO_MANY_PLACES` where the units of so many places would not stay whole numbers. */
export function checkPlaces(rule: AssignmentRule, places: number): void {
  if (isByProbability(rule) && places > mostPlaces)
    throw new DrawFault('TOO_MANY_PLACES', { most: mostPlaces, places });
}

/** What the certificate counts: places, or units of them. */
export function flowUnits(rule: AssignmentRule): FlowUnits {
  return isByProbability(rule)
    ? { place: unitsPerPlace, pair: pairUnitsOf(rule.bound) }
    : { place: 1, pair: 1 };
}

/** The most that any assignment fills, each target in part too, as the certificate counts. */
export function mostFlow(table: AssignmentTable, rule: AssignmentRule): number {
  if (isByProbability(rule)) return mostUnits(table, rule.bound);
  const net = new Network(
    table.targets,
    Int32Array.from(table.officers, (officer) => officer.index),
    Int32Array.from(table.officers, (officer) => officer.capacity),
  );
  return net.placeSlot.length - fillAll(net, new Search(net)).length;
}

function isByProbability({ alg }: AssignmentRule): boolean {
  if (alg !== 'sr-assign/1' && alg !== 'sr-assign-me/1')
    throw new DrawFault('UNKNOWN_ALGORITHM', { alg, at: 'team.alg' });
  return alg === 'sr-assign-me/1';
}
