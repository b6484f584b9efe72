import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { PenaltyTier } from './publication.states.js';

/** For how long a penalty of a tier is public, from the day of its publication; versions with their basis. */
export const PenaltyTierRule = defineEntity({
  name: 'PenaltyTierRule',
  tableName: 'penalty_tier_rule',
  properties: {
    tier: p.enum(() => PenaltyTier).primary(),
    version: p.integer().primary(),
    /** Calendar months; 0 where it need not be published at all. */
    minMonths: p.integer(),
    maxMonths: p.integer(),
    legalBasis: p.string(),
    isLaw: p.boolean(),
    validFromOn: p.date(),
  },
});

export type PenaltyTierRule = InferEntity<typeof PenaltyTierRule>;
