import type { Reader } from '../../shared/unit.js';
import { CampaignParticipant } from './participant.entity.js';

/** The departments of a joint campaign, the lead first; none of a campaign of one department. */
export function listParticipants(reader: Reader, campaignId: string): Promise<CampaignParticipant[]> {
  return reader.em.find(CampaignParticipant, { campaign: campaignId }, { orderBy: { place: 'asc' } });
}

/** The participant at a place of a campaign. @throws when there is none, which is a bug */
export function getParticipant(
  reader: Reader,
  campaignId: string,
  place: number,
): Promise<CampaignParticipant> {
  return reader.em.findOneOrFail(CampaignParticipant, { campaign: campaignId, place });
}
