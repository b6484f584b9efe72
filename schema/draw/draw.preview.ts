import { previewDraw } from '../../scheduler/draw/index.js';
import { findRevokedKey } from '../account/index.js';
import { Department } from '../department/index.js';
import { Campaign, CampaignNotFound } from '../plan/index.js';
import type { Reader } from '../shared/unit.js';
import { orRefused, WitnessKeyEnded } from './draw.errors.js';
import { authorityOf } from './draw.freeze.js';
import { preparePools } from './draw.pool.js';
import { draftRules, listWitnesses, operatorCode } from './draw.rules.js';

/** Trial draws of a preview (docs/draw.md §13); fewer for a large pool, where each takes seconds. */
const trialSeeds = 200;
const largePool = 20_000;
const trialSeedsOfLargePool = 20;

/** What a freeze would give now: sizes, and whether everybody drawn could be staffed. Nothing is written. */
export async function previewCampaign(reader: Reader, campaignId: string) {
  const campaign = await reader.em.findOne(Campaign, { id: campaignId });
  if (!campaign) return new CampaignNotFound();
  return orRefused(async () => {
    const department = await reader.em.findOneOrFail(Department, campaign.department);
    const witnesses = await listWitnesses(reader, campaign);
    const revoked = await findRevokedKey(
      reader,
      witnesses.map(({ publicKey }) => publicKey),
    );
    if (revoked) return new WitnessKeyEnded(revoked, 'freeze');
    const rules = draftRules(
      campaign,
      await authorityOf(reader, campaign, department),
      operatorCode(reader),
      witnesses,
    );
    const pools = await preparePools(reader, campaign, department, new Uint8Array(32));
    const seeds = pools.covered > largePool ? trialSeedsOfLargePool : trialSeeds;
    const preview = previewDraw({ rules, pools: pools.files, seeds });
    return {
      __typename: 'CampaignPreview' as const,
      sizes: preview.sizes,
      seeds: preview.seeds,
      feasible: preview.feasible,
      shortages: preview.shortages.slice(0, 100),
      excludedCount: pools.excluded,
    };
  });
}
