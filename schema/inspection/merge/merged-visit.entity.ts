import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { jointScope } from '../../shared/scope.js';

/**
 * Visits of several campaigns to one target that are made as one, on one day: each team and each item is kept, and the
 * target is visited once. Decided by a person after the draws; a dissolved one stays on record.
 */
export const MergedVisit = defineEntity({
  name: 'MergedVisit',
  tableName: 'merged_visit',
  filters: jointScope,
  properties: {
    id: p.uuid().primary(),
    /** Of whoever decided. */
    department: () => p.manyToOne(Department).mapToPk(),
    /** Ids of the other departments whose visits these are. */
    jointWith: p.array<string>().default([]),
    visitOn: p.date(),
    assignmentIds: p.array<string>(),
    decidedById: p.uuid(),
    /** The arrangement by which it was decided, if any. */
    decidedUnderId: p.uuid().nullable(),
    decidedAt: p.datetime(),
    dissolvedById: p.uuid().nullable(),
    dissolvedAt: p.datetime().nullable(),
    dissolvedFor: p.text().nullable(),
  },
  indexes: [{ properties: ['department', 'visitOn'] }],
});

export type MergedVisit = InferEntity<typeof MergedVisit>;
