import { LockMode } from '@mikro-orm/core';
import { findSeparation, Part } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { arrangementIn, underArrangement } from '../../shared/allow.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { listCampaignDeeds } from '../campaign.deeds.js';
import { findUnfilledRoles } from '../campaign.roles.js';
import { CampaignState } from '../campaign.states.js';
import { Campaign } from '../plan.entity.js';
import { CampaignStateWrong } from '../plan.errors.js';
import { checkContribution } from './participant.check.js';
import { CampaignParticipant } from './participant.entity.js';
import { ParticipationNotFound } from './participant.errors.js';
import { ParticipationState } from './participant.states.js';

/** Of the actor's own departments; whoever leads a campaign does not answer for those invited to it. */
function ofOwn({ actor }: Reader) {
  return actor.scope ? { department: { $in: [...actor.scope] } } : {};
}

/** What the reader's departments were asked to take part in, the newest first. */
export function pageParticipations(
  reader: Reader,
  state: ParticipationState | undefined,
  page: PageArguments,
) {
  const which = { ...ofOwn(reader), ...(state ? { state } : {}), isLead: false };
  return pageById(page, (key, limit) =>
    reader.em.find(CampaignParticipant, { $and: [key, which] }, { orderBy: { id: 'desc' }, limit }),
  );
}

/** An invitation of the actor's department under lock, with its campaign. */
async function findDecidable(unit: Unit, id: string) {
  const participant = await unit.em.findOne(
    CampaignParticipant,
    { id, state: ParticipationState.INVITED, ...ofOwn(unit) },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!participant) return new ParticipationNotFound();
  const campaign = await unit.em.findOneOrFail(Campaign, { id: participant.campaign });
  if (campaign.state !== CampaignState.DRAFT) {
    return new CampaignStateWrong(campaign.state, CampaignState.DRAFT);
  }
  return { participant, campaign };
}

async function decide(
  unit: Unit,
  participant: CampaignParticipant,
  decision: Partial<CampaignParticipant>,
): Promise<CampaignParticipant> {
  const changes = {
    ...decision,
    decidedAt: unit.now,
    decidedById: unit.actor.accountId ?? null,
    decidedUnderId: arrangementIn(unit.actor, participant.department) ?? null,
  };
  await unit.em.nativeUpdate(CampaignParticipant, { id: participant.id }, changes);
  return Object.assign(participant, changes);
}

/**
 * A department accepts its part by its own approver: its items are judged by its own list and fixed in their versions, its
 * officers counted, and somebody must be there to review and to publish its report.
 */
export async function acceptParticipation(unit: Unit, id: string) {
  const found = await findDecidable(unit, id);
  if (isRefusal(found)) return found;
  const { participant, campaign } = found;
  const { department } = participant;
  const deeds = await listCampaignDeeds(unit, campaign);
  const separated = await findSeparation(unit, Part.APPROVE, department, deeds);
  if (separated) return separated;
  const versions = await checkContribution(unit, campaign, participant);
  if (isRefusal(versions)) return versions;
  const unfilled = await findUnfilledRoles(unit, campaign, department);
  if (unfilled) return unfilled;
  const accepted = await decide(unit, participant, {
    state: ParticipationState.ACCEPTED,
    itemVersions: [...versions],
  });
  const told = underArrangement(unit.actor, department);
  await recordEvent(unit, 'campaign.participation-accepted', { kind: 'campaign', id: campaign.id }, told);
  return { __typename: 'ParticipationAccepted' as const, participant: accepted };
}

/** A department does not take part, and says why; the lead invites others or goes on without. */
export async function declineParticipation(unit: Unit, id: string, reason: string) {
  const found = await findDecidable(unit, id);
  if (isRefusal(found)) return found;
  const { participant, campaign } = found;
  const declined = await decide(unit, participant, {
    state: ParticipationState.DECLINED,
    declinedFor: reason,
  });
  const told = underArrangement(unit.actor, participant.department);
  await recordEvent(unit, 'campaign.participation-declined', { kind: 'campaign', id: campaign.id }, told);
  return { __typename: 'ParticipationDeclined' as const, participant: declined };
}
