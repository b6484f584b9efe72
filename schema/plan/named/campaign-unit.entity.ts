import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Campaign } from '../plan.entity.js';

/** A target that a campaign names: of stage `OFFICERS` these and no others are checked. */
export const CampaignUnit = defineEntity({
  name: 'CampaignUnit',
  tableName: 'campaign_unit',
  properties: {
    campaign: () => p.manyToOne(Campaign).mapToPk().primary(),
    realId: p.text().collation('C').primary(),
  },
});

export type CampaignUnit = InferEntity<typeof CampaignUnit>;
