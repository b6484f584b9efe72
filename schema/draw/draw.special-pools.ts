import type { Campaign } from '../plan/index.js';
import { listCampaignPools, listMemberIds } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';

/** Who is in the special pools of a campaign on the day of reading, and what these ask of officers. */
export interface Membership {
  takesIn(realId: string): boolean;
  /** Skills that the target's special pools ask for, beside its own. */
  skillsOf(realId: string): readonly string[];
  /** By name: ids of rows differ between installations, and a filter's hash may not. */
  readonly poolNames: readonly string[];
}

const everybody: Membership = { takesIn: () => true, skillsOf: () => [], poolNames: [] };

/**
 * Reads the special pools that a campaign names; a campaign that names none takes everybody in.
 * @param on the day on which membership has to hold
 */
export async function readMembership(
  reader: Reader,
  { department, filter }: Campaign,
  on = reader.today,
): Promise<Membership> {
  if (!filter.specialPools) return everybody;
  const pools = await listCampaignPools(reader, department, filter.specialPools);
  const idsOf = await listMemberIds(reader, pools, on);
  const skillsOf = new Map<string, readonly string[]>();
  for (const pool of pools) {
    for (const realId of idsOf.get(pool.id) ?? []) {
      const known = skillsOf.get(realId);
      skillsOf.set(realId, known ? [...known, ...pool.requiredSkills] : pool.requiredSkills);
    }
  }
  return {
    takesIn: (realId) => skillsOf.has(realId),
    skillsOf: (realId) => skillsOf.get(realId) ?? [],
    poolNames: pools.map((pool) => pool.name),
  };
}

/** The filter of a campaign as its hash knows it: special pools by name. */
export function hashedFilter({ filter }: Campaign, { poolNames }: Membership): Record<string, unknown> {
  const { specialPools, ...rest } = filter;
  return specialPools ? { ...rest, specialPools: poolNames } : rest;
}
