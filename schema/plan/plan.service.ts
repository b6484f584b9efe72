import { LockMode } from '@mikro-orm/core';
import { findSeparation, Part } from '../account/index.js';
import { recordEvent } from '../audit/index.js';
import { arrangementIn, underArrangement } from '../shared/allow.js';
import { isRefusal } from '../shared/refusal.js';
import type { Reader, Unit } from '../shared/unit.js';
import { PlanState } from './annual/annual.states.js';
import { findNotApproved } from './annual/campaign.batch.js';
import type { Drafter } from './annual/plan-batch.entity.js';
import { listCampaignDeeds } from './campaign.deeds.js';
import { checkGround } from './campaign.ground.js';
import { findUnfilledRoles } from './campaign.roles.js';
import { CampaignState, type CampaignTransition, campaignTransitions } from './campaign.states.js';
import { findJointFault } from './joint/participant.check.js';
import { Campaign, Plan } from './plan.entity.js';
import { CampaignNotFound, CampaignStateWrong } from './plan.errors.js';
import type { CreatePlanInput } from './plan.input.js';

/** The department an account acts for. @throws Error for an account of none: the rules of an operation forbid it */
export function getOwnDepartment(reader: Reader): string {
  const { departmentId } = reader.actor;
  if (!departmentId) throw new Error('this operation needs an account of a department');
  return departmentId;
}

/** Who begins a plan is the first of those who write it. */
function draftersOf(unit: Unit, department: string): Drafter[] {
  const { accountId } = unit.actor;
  return accountId ? [{ accountId, arrangementId: arrangementIn(unit.actor, department) ?? null }] : [];
}

/** Whether a campaign is of the reader's own departments, and not one that they only take part in. */
export function leadsCampaign({ actor }: Reader, { department }: Pick<Campaign, 'department'>): boolean {
  return !actor.scope || actor.scope.includes(department);
}

/** Drafts an annual plan. */
export async function createPlan(unit: Unit, input: CreatePlanInput) {
  const id = unit.newId();
  const department = getOwnDepartment(unit);
  await unit.em.insert(Plan, {
    id,
    department,
    year: input.year,
    title: input.title,
    createdAt: unit.now,
    createdById: unit.actor.accountId ?? id,
    ...{
      state: PlanState.DRAFT,
      version: 0,
      lastBatchNumber: 0,
      itemRanges: [],
      drafters: draftersOf(unit, department),
    },
  });
  await recordEvent(unit, 'plan.created', { kind: 'plan', id }, { year: input.year });
  return { __typename: 'PlanCreated' as const, plan: await unit.em.findOneOrFail(Plan, id) };
}

/** Finds a campaign and locks its row for the rest of the step. */
export async function findCampaignLocked(unit: Unit, id: string): Promise<Campaign | null> {
  return unit.em.findOne(Campaign, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** Why a campaign cannot be moved along its table of states, if it stands elsewhere. */
export function findWrongState(
  { state }: Campaign,
  transition: CampaignTransition,
): CampaignStateWrong | undefined {
  const allowed: readonly CampaignState[] = [campaignTransitions[transition].from].flat();
  return allowed.includes(state) ? undefined : new CampaignStateWrong(state, ...allowed);
}

/** Moves a campaign along its table of states. @returns a refusal when it stands elsewhere */
export async function moveCampaign(
  unit: Unit,
  campaign: Campaign,
  transition: CampaignTransition,
  data: Partial<Pick<Campaign, 'approvedAt' | 'approvedById' | 'approvedUnderId' | 'itemVersions'>> = {},
): Promise<CampaignStateWrong | undefined> {
  const wrong = findWrongState(campaign, transition);
  if (wrong) return wrong;
  const { to } = campaignTransitions[transition];
  await unit.em.nativeUpdate(Campaign, { id: campaign.id }, { state: to, ...data });
  return undefined;
}

/**
 * Approves a campaign; never by whoever drafted it or witnesses it, and only where somebody is left for every part after
 * it. From then on the versions of its items are fixed.
 */
export async function approveCampaign(unit: Unit, id: string) {
  const campaign = await findCampaignLocked(unit, id);
  if (!campaign) return new CampaignNotFound();
  const deeds = await listCampaignDeeds(unit, campaign);
  const separated = await findSeparation(unit, Part.APPROVE, campaign.department, deeds);
  if (separated) return separated;
  const unplanned = await findNotApproved(unit, campaign);
  if (unplanned) return unplanned;
  const versions = await checkGround(unit, campaign);
  if (isRefusal(versions)) return versions;
  const approvedUnderId = arrangementIn(unit.actor, campaign.department) ?? null;
  const approval = {
    approvedAt: unit.now,
    approvedById: unit.actor.accountId ?? null,
    approvedUnderId,
    itemVersions: [...versions],
  };
  const lacking = await findJointFault(unit, campaign);
  if (lacking) return lacking;
  const refused = await moveCampaign(unit, campaign, 'approve', approval);
  if (refused) return refused;
  Object.assign(campaign, approval, { state: CampaignState.APPROVED });
  const unfilled = await findUnfilledRoles(unit, campaign);
  if (unfilled) return unfilled;
  const told = underArrangement(unit.actor, campaign.department);
  await recordEvent(unit, 'campaign.approved', { kind: 'campaign', id }, told);
  return { __typename: 'CampaignApproved' as const, campaign };
}
