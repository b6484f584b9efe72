import {
  Account,
  Arrangement,
  areSeparate,
  type Deed,
  Part,
  type People,
  readPeople,
  WitnessKey,
} from '../account/index.js';
import { type Helper, latest, listHelpers } from '../department/index.js';
import { Role } from '../shared/roles.js';
import type { Reader } from '../shared/unit.js';
import { listCampaignDeeds } from './campaign.deeds.js';
import { DrawStage } from './campaign.stages.js';
import type { Campaign } from './plan.entity.js';
import { RolesUnfilled } from './plan.errors.js';

/** Somebody who could have a part of a campaign, at home or by an arrangement. */
export interface Candidate {
  readonly displayName: string;
  readonly arrangementId: string | null;
}

/** One role that a campaign needs after its approval, and who could fill it. */
export interface CampaignRole {
  readonly role: Role;
  readonly neededCount: number;
  readonly candidates: readonly Candidate[];
  readonly isFilled: boolean;
  /** Of a role that is not: departments from which somebody could come by an arrangement. */
  readonly helpers: readonly Helper[];
}

/** A part after the approval, with those who could have it. */
interface Place {
  readonly part: Part;
  readonly role: Role;
  readonly candidates: readonly (Deed & Candidate)[];
}

const parts = [
  { part: Part.OPERATE, role: Role.DRAW_OPERATOR },
  { part: Part.REVIEW, role: Role.REVIEWER },
  { part: Part.PUBLISH, role: Role.PUBLISHER },
] as const;

/** Where targets alone are drawn, others visit, review and publish. */
function partsOf({ stage }: Campaign): (typeof parts)[number][] {
  return parts.filter(({ part }) => stage !== DrawStage.TARGETS || part === Part.OPERATE);
}

/**
 * So many candidates of one part decide: each of the other two is done by at most two people, a deputy and whom they
 * stand for, so a fifth who is none of them is always there.
 */
const deciding = 5;

/**
 * The roles that a campaign needs after its approval: witnesses as its rules name them, and different people for the rest.
 * A department that takes part reviews and publishes its own reports; the draw is the lead's.
 */
export function listCampaignRoles(
  reader: Reader,
  campaign: Campaign,
  department = campaign.department,
): Promise<CampaignRole[]> {
  const leads = department === campaign.department;
  return reader.beyond('separations', async (wide) => {
    const deeds = await listCampaignDeeds(wide, campaign);
    const found: Place[] = [];
    for (const one of partsOf(campaign).filter(({ part }) => leads || part !== Part.OPERATE)) {
      found.push({ ...one, candidates: await listCandidates(wide, { ...campaign, department }, one) });
    }
    const everybody = found.flatMap(({ candidates }) => candidates);
    const people = await readPeople(wide, [...deeds, ...everybody]);
    const places = found.map((place) => ({
      ...place,
      candidates: place.candidates.filter((one) => !people.findClash(one, deeds)),
    }));
    const chosen = choose(people, places.map(decidingOf));
    const roles = leads ? [await witnessRole(wide, campaign)] : [];
    for (const { role, part, candidates } of places) {
      const isFilled = chosen.some((one) => one.part === part);
      const helpers = isFilled ? [] : await listHelpersWith(wide, department, role);
      roles.push({ role, neededCount: 1, candidates, isFilled, helpers });
    }
    return roles;
  });
}

function decidingOf(place: Place): Place {
  return { ...place, candidates: place.candidates.slice(0, deciding) };
}

/** What the approval of a campaign is refused for, if any role is left without somebody. */
export async function findUnfilledRoles(
  reader: Reader,
  campaign: Campaign,
  department = campaign.department,
): Promise<RolesUnfilled | undefined> {
  const roles = await listCampaignRoles(reader, campaign, department);
  const unfilled = roles.filter(({ isFilled }) => !isFilled);
  return unfilled.length > 0 ? new RolesUnfilled(unfilled) : undefined;
}

/** Accounts of the department with a role, and those that have it by an arrangement on a day on which it is needed. */
async function listCandidates(
  { em, today }: Reader,
  { department, windowFromOn, windowToOn }: Campaign,
  { part, role }: (typeof parts)[number],
): Promise<(Deed & Candidate)[]> {
  const holding = { active: true, roles: { $contains: [role] } };
  const own = await em.find(Account, { ...holding, department }, { orderBy: { id: 'asc' } });
  const fromOn = part === Part.OPERATE ? today : latest(today, windowFromOn);
  const arrangements = await em.find(
    Arrangement,
    {
      ...{ department, roles: { $contains: [role] }, approvedAt: { $ne: null }, endedAt: null },
      ...{ fromOn: { $lte: latest(fromOn, windowToOn) }, toOn: { $gte: fromOn } },
    },
    { orderBy: { id: 'asc' } },
  );
  const accounts = await em.find(Account, {
    id: { $in: arrangements.map(({ account }) => account) },
    active: true,
  });
  const arranged = arrangements.flatMap((row) => {
    const account = accounts.find(
      ({ id, department: at }) => id === row.account && at === row.actingDepartment,
    );
    return account ? [{ ...candidateOf(part, account), arrangementId: row.id }] : [];
  });
  return [...own.map((account) => candidateOf(part, account)), ...arranged];
}

function candidateOf(part: Part, { id, inspectorId, displayName }: Account): Deed & Candidate {
  return { part, accountId: id, inspectorId, displayName, arrangementId: null };
}

/** The fullest choice of one candidate for each place, nobody having two parts that are kept apart. */
function choose(people: People, places: readonly Place[], taken: readonly Deed[] = []): readonly Deed[] {
  const [place, ...rest] = places;
  if (!place) return taken;
  let best = choose(people, rest, taken);
  for (const candidate of place.candidates) {
    const meets = taken.some((one) => areSeparate(one.part, candidate.part) && people.areOne(one, candidate));
    if (meets) continue;
    const chosen = choose(people, rest, [...taken, candidate]);
    if (chosen.length > best.length) best = chosen;
  }
  return best;
}

/** Witnesses are named by their keys in the draft: each must still be able to sign. */
async function witnessRole({ em }: Reader, { witnessKeyIds }: Campaign): Promise<CampaignRole> {
  const keys = await em.find(WitnessKey, { id: { $in: witnessKeyIds }, revokedAt: null });
  const able = {
    id: { $in: keys.map((key) => key.account) },
    active: true,
    roles: { $contains: [Role.WITNESS] },
  };
  const witnesses = await em.find(Account, able, { orderBy: { id: 'asc' } });
  return {
    role: Role.WITNESS,
    neededCount: witnessKeyIds.length,
    candidates: witnesses.map(({ displayName }) => ({ displayName, arrangementId: null })),
    isFilled: witnesses.length >= witnessKeyIds.length,
    helpers: [],
  };
}

/** The departments above and beside that have somebody with the role. */
async function listHelpersWith(reader: Reader, department: string, role: Role): Promise<Helper[]> {
  const helpers = await listHelpers(reader, department);
  const able = await reader.em.find(Account, {
    active: true,
    roles: { $contains: [role] },
    department: { $in: helpers.map(({ id }) => id) },
  });
  return helpers.filter(({ id }) => able.some((account) => account.department === id));
}
