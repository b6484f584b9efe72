import { type Deed, deedsOf, findClash, Part, WitnessKey } from '../account/index.js';
import type { Reader } from '../shared/unit.js';
import { CampaignParticipant } from './joint/participant.entity.js';
import { ParticipationState } from './joint/participant.states.js';
import type { Campaign } from './plan.entity.js';

/** Whose keys a campaign names: each is a witness from then on, whether or not they anchor in the end. */
async function listWitnessDeeds(reader: Reader, keyIds: readonly string[]): Promise<Deed[]> {
  if (keyIds.length === 0) return [];
  const keys = await reader.em.find(WitnessKey, { id: { $in: [...keyIds] } }, { orderBy: { id: 'asc' } });
  return deedsOf(
    Part.WITNESS,
    keys.map((key) => key.account),
  );
}

/** Who accepted for the departments that take part. */
async function listAcceptanceDeeds(reader: Reader, campaign: Campaign): Promise<Deed[]> {
  const accepted = await reader.em.find(
    CampaignParticipant,
    { campaign: campaign.id, state: ParticipationState.ACCEPTED, decidedById: { $ne: null } },
    { orderBy: { place: 'asc' } },
  );
  return accepted.map(({ decidedById: accountId, decidedUnderId: arrangementId }) => ({
    part: Part.APPROVE,
    accountId,
    arrangementId,
  }));
}

/** Who drafted and approved a campaign, for all its departments, and who witnesses it. */
export async function listCampaignDeeds(reader: Reader, campaign: Campaign): Promise<Deed[]> {
  const { createdById, createdUnderId, approvedById, approvedUnderId, witnessKeyIds } = campaign;
  const approval = { part: Part.APPROVE, accountId: approvedById, arrangementId: approvedUnderId };
  return [
    { part: Part.DRAFT, accountId: createdById, arrangementId: createdUnderId },
    ...(approvedById ? [approval] : []),
    ...(await listAcceptanceDeeds(reader, campaign)),
    ...(await listWitnessDeeds(reader, witnessKeyIds)),
  ];
}

/** Why a campaign may not be drafted with these witnesses: whoever drafts it is one of them. */
export async function findDrafterAmong(reader: Reader, keyIds: readonly string[], arrangementId?: string) {
  const { accountId, inspectorId } = reader.actor;
  const drafting = { part: Part.DRAFT, accountId, inspectorId, arrangementId };
  return findClash(reader, drafting, await listWitnessDeeds(reader, keyIds));
}
