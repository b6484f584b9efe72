import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { Assignment } from '../assignment.entity.js';
import { SecondReviewState, SecondReviewStratum } from './second-review.states.js';

/** A month's sample of a department: everything by which anybody can draw it again. Never drawn twice. */
export const SecondReviewRound = defineEntity({
  name: 'SecondReviewRound',
  tableName: 'second_review_round',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    /** The month in which the visits were confirmed or their targets replaced: `2026-11`. */
    month: p.string(),
    /** 32 bytes, lower-case hex; taken after the list below stood. */
    seed: p.string(),
    /** One line a visit, `stratum id`, in the order of their bytes. */
    population: p.text(),
    /** SHA-256 of the list, lower-case hex. */
    populationHash: p.string(),
    populationCount: p.integer(),
    /** Per cent to be drawn of each stratum, as the rules said on that day. */
    rates: p.json<Record<SecondReviewStratum, number>>(),
    drawnAt: p.datetime(),
  },
  uniques: [{ properties: ['department', 'month'] }],
});

export type SecondReviewRound = InferEntity<typeof SecondReviewRound>;

/** A visit that is looked at again by somebody who had no part in it. */
export const SecondReview = defineEntity({
  name: 'SecondReview',
  tableName: 'second_review',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    /** The assignment's own. */
    department: () => p.manyToOne(Department).mapToPk(),
    round: () => p.manyToOne(SecondReviewRound).mapToPk(),
    assignment: () => p.manyToOne(Assignment).mapToPk(),
    stratum: p.enum(() => SecondReviewStratum),
    state: p.enum(() => SecondReviewState),
    reviewedById: p.uuid().nullable(),
    /** The arrangement by which it was reviewed, if any. */
    reviewedUnderId: p.uuid().nullable(),
    reviewedAt: p.datetime().nullable(),
    /** What was looked at, and what was seen. */
    statement: p.text().nullable(),
  },
  uniques: [{ properties: ['round', 'assignment'] }],
  indexes: [{ properties: ['department', 'state'] }, { properties: ['assignment'] }],
});

export type SecondReview = InferEntity<typeof SecondReview>;
