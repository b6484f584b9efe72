import { type Campaign, findNamedUnits } from '../plan/index.js';
import {
  listCampaignPools,
  listMemberIds,
  listSpecialPoolsAsOf,
  resolveMembersAsOf,
  type SpecialPool,
} from '../registry/index.js';
import { dayInShanghai } from '../shared/day.js';
import type { Reader } from '../shared/unit.js';

/** Who is in the special pools of a campaign on a day, and what these ask of officers. */
export interface Membership {
  takesIn(realId: string): boolean;
  /** Skills that the target's special pools ask for, beside its own. */
  skillsOf(realId: string): readonly string[];
  /** By name: ids of rows differ between installations, and a filter's hash may not. */
  readonly poolNames: readonly string[];
}

/** Of a campaign that names no special pool. */
export const everybody: Membership = { takesIn: () => true, skillsOf: () => [], poolNames: [] };

/** Of a campaign that names its targets. */
function namedOnly(named: ReadonlySet<string>): Membership {
  return { ...everybody, takesIn: (realId) => named.has(realId) };
}

interface PoolWithMembers {
  readonly pool: SpecialPool;
  readonly realIds: readonly string[];
}

function membershipOf(pools: readonly PoolWithMembers[]): Membership {
  const skillsOf = new Map<string, readonly string[]>();
  for (const { pool, realIds } of pools) {
    for (const realId of new Set(realIds)) {
      const known = skillsOf.get(realId);
      skillsOf.set(realId, known ? [...known, ...pool.requiredSkills] : pool.requiredSkills);
    }
  }
  return {
    takesIn: (realId) => skillsOf.has(realId),
    skillsOf: (realId) => skillsOf.get(realId) ?? [],
    poolNames: pools.map(({ pool }) => pool.name),
  };
}

/** The special pools that a campaign names, with those who are in them today. */
export async function readMembership(reader: Reader, campaign: Campaign): Promise<Membership> {
  const named = await findNamedUnits(reader, campaign);
  if (named) return namedOnly(named);
  const { department, filter } = campaign;
  if (!filter.specialPools) return everybody;
  const pools = await listCampaignPools(reader, department, filter.specialPools);
  const idsOf = await listMemberIds(reader, pools, reader.today);
  return membershipOf(pools.map((pool) => ({ pool, realIds: idsOf.get(pool.id) ?? [] })));
}

/** The same at an instant that is past, from history. */
export async function readMembershipAsOf(
  reader: Reader,
  campaign: Campaign,
  instant: Date,
): Promise<Membership> {
  const listed = await findNamedUnits(reader, campaign);
  if (listed) return namedOnly(listed);
  const { department, filter } = campaign;
  if (!filter.specialPools) return everybody;
  const on = dayInShanghai(instant);
  const pools = await listSpecialPoolsAsOf(reader, department, instant);
  const named = pools.filter(
    ({ pool }) => filter.specialPools?.includes(pool.id) && !(pool.closedOn && pool.closedOn <= on),
  );
  const inForce = named.map(({ pool, members }) => ({
    pool,
    realIds: members
      .filter(({ approvedOn }) => !approvedOn || approvedOn <= on)
      .filter(({ validToOn }) => !validToOn || validToOn >= on)
      .filter(({ removedOn }) => !removedOn || removedOn > on)
      .map(({ realId }) => realId),
  }));
  const all = [...new Set(inForce.flatMap(({ realIds }) => realIds))];
  const others = await resolveMembersAsOf(reader, department, all, instant);
  return membershipOf(
    inForce.map(({ pool, realIds }) => ({
      pool,
      realIds: realIds.flatMap((realId) => others.get(realId) ?? [realId]),
    })),
  );
}

/** The filter of a campaign as its hash knows it: special pools by name. */
export function hashedFilter(
  { filter, kind, targetSource }: Campaign,
  { poolNames }: Membership,
): Record<string, unknown> {
  // A freeze of named targets is compared with those of the same list, never with a random pool.
  if (targetSource) return { kind: kind.toLowerCase(), list: targetSource.hash };
  const { specialPools, ...rest } = filter;
  return specialPools ? { ...rest, specialPools: poolNames } : rest;
}
