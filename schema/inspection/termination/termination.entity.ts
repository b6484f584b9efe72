import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { Campaign } from '../../plan/index.js';
import { departmentScope } from '../../shared/scope.js';
import { TerminationState } from './termination.states.js';

/** A campaign is ended before its time, for a reason: asked by one person, approved by another. */
export const CampaignTermination = defineEntity({
  name: 'CampaignTermination',
  tableName: 'campaign_termination',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    /** The campaign's own. */
    department: () => p.manyToOne(Department).mapToPk(),
    campaign: () => p.manyToOne(Campaign).mapToPk().filters(false),
    reason: p.text(),
    state: p.enum(() => TerminationState),
    requestedById: p.uuid(),
    /** The arrangement by which it was asked for, if any. */
    requestedUnderId: p.uuid().nullable(),
    requestedAt: p.datetime(),
    decidedById: p.uuid().nullable(),
    /** The arrangement by which it was decided, if any. */
    decidedUnderId: p.uuid().nullable(),
    decidedAt: p.datetime().nullable(),
    refusedFor: p.text().nullable(),
    /** Visits that stand, and assignments that ended with the campaign; of all its departments. */
    standingCount: p.integer().nullable(),
    endedCount: p.integer().nullable(),
  },
  indexes: [{ properties: ['campaign'] }, { properties: ['department', 'state'] }],
});

export type CampaignTermination = InferEntity<typeof CampaignTermination>;
