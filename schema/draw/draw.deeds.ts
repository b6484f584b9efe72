import { type Deed, findSeparation, Part, type SeparationOfDuties } from '../account/index.js';
import { Campaign, listCampaignDeeds } from '../plan/index.js';
import type { Reader } from '../shared/unit.js';
import { Draw } from './draw.entity.js';

/** Who did what on a campaign up to its draw: operators of its void and lapsed draws count as well. */
export function listDrawDeeds(reader: Reader, campaignId: string): Promise<Deed[]> {
  return reader.beyond('separations', async (wide) => {
    const campaign = await wide.em.findOneOrFail(Campaign, { id: campaignId });
    const draws = await wide.em.find(
      Draw,
      { campaign: campaignId },
      { orderBy: { frozenAt: 'asc', id: 'asc' } },
    );
    const operated = draws.map(
      ({ operatorId, operatorUnderId }): Deed => ({
        part: Part.OPERATE,
        accountId: operatorId,
        arrangementId: operatorUnderId,
      }),
    );
    return [...(await listCampaignDeeds(wide, campaign)), ...operated];
  });
}

/** Why the actor may not have a part in the draw of a campaign. */
export async function findDrawSeparation(
  reader: Reader,
  part: Part,
  { campaign, department }: { readonly campaign: string; readonly department: string },
): Promise<SeparationOfDuties | undefined> {
  return findSeparation(reader, part, department, await listDrawDeeds(reader, campaign));
}
