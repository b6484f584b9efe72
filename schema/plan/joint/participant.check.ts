import { Department } from '../../department/index.js';
import { findUnavailability, type JudgedItem, listInspectorPool } from '../../registry/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader } from '../../shared/unit.js';
import { checkItems } from '../campaign.ground.js';
import type { Campaign } from '../plan.entity.js';
import type { ItemNotInForce, ItemNotInPower, ItemNotListed } from '../plan.errors.js';
import type { CampaignParticipant } from './participant.entity.js';
import { JointLeadMissing, ParticipantsPending, QuotaBeyondOfficers } from './participant.errors.js';
import { listParticipants } from './participant.read.js';
import { ParticipationState } from './participant.states.js';

/** What a department would contribute. */
export type Contribution = Pick<CampaignParticipant, 'department' | 'itemCodes' | 'officers'>;

/** Whether a department has the officers that every team asks of it, on each day that is left of the window. */
async function findQuotaFault(
  reader: Reader,
  { windowFromOn, windowToOn }: Campaign,
  { department, officers }: Contribution,
): Promise<QuotaBeyondOfficers | undefined> {
  const fromOn = windowFromOn > reader.today ? windowFromOn : reader.today;
  const pool = await listInspectorPool(reader, department);
  const able = pool.filter(
    (one) => !one.inspector.isExpert && !findUnavailability(one, fromOn, windowToOn),
  ).length;
  if (able >= officers) return undefined;
  const { code } = await reader.em.findOneOrFail(Department, { id: department });
  return new QuotaBeyondOfficers(code, officers, able);
}

/** What a participant stands on: items of its own list and in its power, and officers. @returns the items' versions */
export function checkContribution(
  reader: Reader,
  campaign: Campaign,
  contribution: Contribution,
): Promise<readonly JudgedItem[] | ItemNotListed | ItemNotInForce | ItemNotInPower | QuotaBeyondOfficers> {
  return reader.beyond('joint', async (wide) => {
    const { department, itemCodes } = contribution;
    const versions = await checkItems(wide, { ...campaign, department, itemCodes });
    if (isRefusal(versions)) return versions;
    return (await findQuotaFault(wide, campaign, contribution)) ?? versions;
  });
}

/** Why a joint campaign may not go on: somebody has not accepted, or cannot contribute any more. */
export async function findJointFault(reader: Reader, campaign: Campaign) {
  const participants = await listParticipants(reader, campaign.id);
  if (participants.length === 0) return undefined;
  const leads = participants.filter(({ isLead }) => isLead);
  if (leads.length !== 1) return new JointLeadMissing(leads.length);
  const pending = participants.filter(({ state }) => state !== ParticipationState.ACCEPTED);
  if (pending.length > 0) {
    const departments = await reader.em.find(Department, {
      id: { $in: pending.map(({ department }) => department) },
    });
    return new ParticipantsPending(departments.map(({ code }) => code).sort());
  }
  for (const participant of participants) {
    const contributed = await checkContribution(reader, campaign, participant);
    if (isRefusal(contributed)) return contributed;
  }
  return undefined;
}
