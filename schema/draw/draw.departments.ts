import { Department } from '../department/index.js';
import { type Campaign, type CampaignParticipant, listParticipants } from '../plan/index.js';
import { bindInterests, type InspectorInPool, type Interest } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';

/** A campaign's departments: whose targets, and whose officers. */
export interface DrawDepartments {
  /** The campaign's own: its register is the first pool. */
  readonly lead: Department;
  /** All whose officers are the second pool, the lead first. */
  readonly all: readonly Department[];
  /** How each takes part; none in a campaign of one department. */
  readonly participants: readonly CampaignParticipant[];
}

/** Reads the departments of a campaign; of a joint one in the order of their places in the team. */
export async function readDrawDepartments(reader: Reader, campaign: Campaign): Promise<DrawDepartments> {
  const lead = await reader.em.findOneOrFail(Department, campaign.department);
  const participants = await listParticipants(reader, campaign.id);
  const others = participants.filter(({ department }) => department !== lead.id);
  const found = await reader.em.find(Department, { id: { $in: others.map(({ department }) => department) } });
  const departmentOf = new Map(found.map((department) => [department.id, department]));
  const all = new Set([lead, ...others.flatMap(({ department }) => departmentOf.get(department) ?? [])]);
  return { lead, all: [...all], participants };
}

/** The second pool of one department. */
export interface OfficersOf {
  readonly department: Department;
  readonly officers: readonly InspectorInPool[];
}

/** What one department's second pool is made from, now or as it was. */
export interface OfficerSource {
  listOfficers(departmentId: string): Promise<InspectorInPool[]>;
  listInterests(departmentId: string): Promise<Interest[]>;
}

/** The officers of all departments, and the interests that bar them from targets of the lead's register. */
export async function readOfficers(
  reader: Reader,
  { lead, all }: Pick<DrawDepartments, 'lead' | 'all'>,
  source: OfficerSource,
): Promise<{ readonly pools: OfficersOf[]; readonly interests: Interest[] }> {
  const pools: OfficersOf[] = [];
  const interests: Interest[] = [];
  for (const department of all) {
    pools.push({ department, officers: await source.listOfficers(department.id) });
    const declared = await source.listInterests(department.id);
    // Declared by an officer of another department, an interest also covers what is below its entity here.
    const bound = department.id === lead.id ? declared : await bindInterests(reader, lead.id, declared);
    interests.push(...bound);
  }
  return { pools, interests };
}

/** An officer with the department for which they stand in the draw. */
export interface StandingOfficer {
  readonly department: Department;
  readonly one: InspectorInPool;
}

/**
 * Every officer once. Who is seconded from one department of a joint campaign to another stands for the one where they
 * serve on the first day of the visits.
 */
export function eachOnce(pools: readonly OfficersOf[], windowFromOn: string): StandingOfficer[] {
  const standing = new Map<string, StandingOfficer>();
  for (const { department, officers } of pools) {
    for (const one of officers) {
      const { realId } = one.inspector;
      const other = standing.get(realId);
      if (!other || precedes(one, other.one, windowFromOn)) standing.set(realId, { department, one });
    }
  }
  return [...standing.values()];
}

function precedes(one: InspectorInPool, other: InspectorInPool, on: string): boolean {
  if (servesOn(one, on) !== servesOn(other, on)) return servesOn(one, on);
  return !one.serving && other.serving !== undefined;
}

function servesOn({ serving = [] }: InspectorInPool, on: string): boolean {
  return serving.some(({ fromOn, toOn }) => fromOn <= on && toOn >= on);
}
