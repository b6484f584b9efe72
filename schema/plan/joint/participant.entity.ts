import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import type { JudgedItem } from '../../registry/index.js';
import { Campaign } from '../plan.entity.js';
import { ParticipationState } from './participant.states.js';

/**
 * A department's part in a joint campaign: what it checks, and how many officers of its own come. Whoever sees the
 * campaign sees who takes part in it.
 */
export const CampaignParticipant = defineEntity({
  name: 'CampaignParticipant',
  tableName: 'campaign_participant',
  properties: {
    id: p.uuid().primary(),
    /** Seen with its campaign, by the policy of the database. */
    campaign: () => p.manyToOne(Campaign).mapToPk().filters(false),
    department: () => p.manyToOne(Department).mapToPk(),
    /** Place among the departments, and of its officers in the team: the lead has 0. */
    place: p.integer(),
    isLead: p.boolean(),
    /** What this department checks, by its own list of items. */
    itemCodes: p.array<string>(),
    /** The versions of its items, fixed when it accepted; the lead's stand in the campaign. */
    itemVersions: p.json<JudgedItem[]>().nullable(),
    /** How many officers of its own are in every team. */
    officers: p.integer(),
    state: p.enum(() => ParticipationState),
    invitedAt: p.datetime(),
    invitedById: p.uuid(),
    decidedAt: p.datetime().nullable(),
    decidedById: p.uuid().nullable(),
    /** The arrangement by which it was decided, if any. */
    decidedUnderId: p.uuid().nullable(),
    declinedFor: p.text().nullable(),
  },
  uniques: [{ properties: ['campaign', 'place'] }],
  indexes: [{ properties: ['department', 'state'] }],
});

export type CampaignParticipant = InferEntity<typeof CampaignParticipant>;
