/** The preview before a freeze (§13): who cannot be staffed, and how often a draw under these rules can be. */
import { allocate } from '../allocate.js';
import { allRecords, selectedTargets, tableMaker } from '../build-table.js';
import { fromHex } from '../bytes.js';
import { taggedHash } from '../digest.js';
import { eligibility } from '../eligible.js';
import { type PoolFiles, type Pools, readPools, stratumSizes } from '../pools.js';
import { type Repair, repairsOf } from '../repairs.js';
import { checkRules, hashRules, type Rules } from '../rules.js';
import { selectStrata } from '../selection.js';
import { checkSizes } from '../sizes.js';
import { staff } from '../staff.js';
import { heldTargets } from '../teams/assign.js';
import { poolWeights } from '../weights.js';
import { type Expected, expectedOf } from './expected.js';

export interface PreviewInput {
  rules: Rules;
  pools: PoolFiles;
  /** Draws to try; 200 by default. */
  seeds?: number;
  /** Called after each of them. @param tried how many so far */
  progress?: (tried: number) => void;
}

/** A unit with fewer eligible officers than a slot of its team needs. */
export interface Shortage {
  stratum: string;
  id: string;
  /** Number of the slot in the rules. */
  slot: number;
  needed: number;
  eligible: number;
}

export interface Preview {
  /** Sizes under the first seed tried; only controlled rounding depends on the seed. */
  sizes: { code: string; count: number; k: number; reserve: number }[];
  shortages: Shortage[];
  /** Places of the teams of one draw, and what all officers together can take. */
  demand: number;
  capacity: number;
  /** Seeds tried, and those under which every target drawn could be staffed. */
  seeds: number;
  feasible: number;
  /** Single changes that fill more places under the first seed that leaves some open, most first. */
  repairs: Repair[];
  /** Chance aside: the places expected, how many can be filled, and what is lacking; in millionths of a place. */
  expected: Expected;
}

/** Seeds are H("dr/1/preview", rulesHash, i) with i in decimal from 0, so that everybody sees the same preview. */
export function previewDraw(input: PreviewInput): Preview {
  const rules = checkRules(input.rules);
  const pools = readPools(input.pools);
  checkSizes(rules, pools);
  const seeds = input.seeds ?? 200;
  const rulesHash = fromHex(hashRules(rules));
  const seedOf = (i: number) => taggedHash('dr/1/preview', [rulesHash, String(i)]);
  const sizes = sizesOf(rules, pools, seedOf(0));
  const makeTable = tableMaker(rules, pools);
  const weights = poolWeights(rules, pools);
  const canStaff = (seed: Uint8Array) => {
    const selections = selectStrata(rules, stratumSizes(pools), seed, weights);
    const table = makeTable?.(selectedTargets(pools, selections));
    return !table || heldTargets(table, seed, rules.team!).length === 0;
  };
  const repairsUnder = (seed: Uint8Array) => {
    const selections = selectStrata(rules, stratumSizes(pools), seed, weights);
    return repairsOf(rules, pools, selections, staff(rules, pools, selections, seed));
  };
  let feasible = 0;
  let repairs: Repair[] | undefined;
  for (let i = 0; i < seeds; i++) {
    if (canStaff(seedOf(i))) feasible++;
    else repairs ??= repairsUnder(seedOf(i));
    input.progress?.(i + 1);
  }
  return {
    sizes,
    shortages: shortagesOf(rules, pools),
    ...supply(rules, pools, sizes),
    seeds,
    feasible,
    repairs: repairs ?? [],
    expected: expectedOf(rules, pools),
  };
}

function sizesOf(rules: Rules, pools: Pools, seed: Uint8Array): Preview['sizes'] {
  const counts = stratumSizes(pools);
  return allocate(rules, counts, seed).map((part, h) => ({ ...part, count: counts[h]!.count }));
}

function supply(rules: Rules, pools: Pools, sizes: Preview['sizes']): { demand: number; capacity: number } {
  if (!rules.team) return { demand: 0, capacity: 0 };
  const places = rules.team.slots.reduce((sum, slot) => sum + slot.n, 0);
  const selected = sizes.reduce((sum, size) => sum + size.k, 0);
  const ceiling = rules.team.capacity;
  const officers = allRecords(pools.inspectors);
  return {
    demand: places * selected,
    capacity: officers.reduce((sum, officer) => sum + (officer.capacity ?? ceiling), 0),
  };
}

function shortagesOf(rules: Rules, pools: Pools): Shortage[] {
  const { team, window } = rules;
  if (!team || !window) return [];
  const slotsOf = eligibility(
    { ...rules, team, window },
    allRecords(pools.inspectors),
    allRecords(pools.conflicts),
  );
  return pools.strata.flatMap(({ code: stratum, file }) =>
    allRecords(file).flatMap((target) =>
      slotsOf(target).flatMap((officers, slot) => {
        const needed = team.slots[slot]!.n;
        const eligible = officers.length;
        return eligible < needed ? [{ stratum, id: target.id, slot, needed, eligible }] : [];
      }),
    ),
  );
}
