/** Whether rules and pools fit together (§5, §8): known before any chance. */
import { type Allocation, allocate } from './allocate.js';
import { DrawFault } from './faults.js';
import { type Pools, stratumSizes } from './pools.js';
import type { Rules } from './rules.js';
import { checkPlaces } from './teams/assign.js';

/** The same strata, nothing exceeds its stratum, something is drawn, someone can go, everywhere. */
export function checkSizes(rules: Rules, pools: Pools): void {
  const found = pools.strata.map((stratum) => stratum.code).join(', ');
  const expected = rules.strata.map((stratum) => stratum.code).join(', ');
  if (found !== expected) throw new DrawFault('STRATA_DIFFER', { found, expected });
  const most = largestAllocation(rules, pools);
  if (most.every((stratum) => stratum.k === 0)) throw new DrawFault('NOTHING_TO_DRAW');
  if (!rules.team) return;
  if (pools.inspectors.count === 0) throw new DrawFault('NO_INSPECTORS');
  checkDistricts(pools);
  const places = rules.team.slots.reduce((sum, slot) => sum + slot.n, 0);
  checkPlaces(rules.team, places * most.reduce((sum, stratum) => sum + stratum.k, 0));
}

/** Controlled rounding never exceeds rounding up, whatever the seed. */
function largestAllocation(rules: Rules, pools: Pools): Allocation[] {
  const up = rules.strata.map((stratum) =>
    stratum.rounding === 'controlled' ? { ...stratum, rounding: 'ceil' as const } : stratum,
  );
  return allocate({ ...rules, strata: up }, stratumSizes(pools), new Uint8Array(32));
}

/** A district that nobody is ever assigned to is a slip of the pen; dates are left to the table. */
function checkDistricts({ strata, inspectors }: Pools): void {
  const served = new Set<string>();
  for (let i = 0; i < inspectors.count; i++) {
    for (const term of inspectors.record(i).districts) served.add(term.code);
  }
  for (const stratum of strata) {
    for (const district of stratum.districts) {
      if (!served.has(district)) throw new DrawFault('DISTRICT_WITHOUT_OFFICERS', { district });
    }
  }
}
