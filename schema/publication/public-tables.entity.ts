import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/**
 * How a department publishes, as numbers of what was due in a month. Written anew by a job, so that the portal need not read
 * what is not public.
 */
export const PublicationCount = defineEntity({
  name: 'PublicationCount',
  tableName: 'publication_count',
  primaryKeys: ['departmentCode', 'month'],
  properties: {
    departmentCode: p.string().primary(),
    /** `2026-02`. */
    month: p.string().primary(),
    departmentName: p.string(),
    /** Those that were to be public by a day of the month. */
    dueCount: p.integer(),
    inTimeCount: p.integer(),
    lateCount: p.integer(),
    /** Not public yet, and the day is over. */
    overdueCount: p.integer(),
    /** By rule not public: of natural persons, warnings alone, by the summary procedure. Not among those due. */
    withheldPersonCount: p.integer(),
    withheldWarningCount: p.integer(),
    withheldSummaryCount: p.integer(),
    /** Of those that were public, those that are no more. */
    endedCount: p.integer(),
    countedAt: p.datetime(),
  },
});

export type PublicationCount = InferEntity<typeof PublicationCount>;

/** One row: a number that grows with every transaction that changes what the portal reads (migration 0024). */
export const PublicVersion = defineEntity({
  name: 'PublicVersion',
  tableName: 'public_version',
  properties: {
    id: p.integer().primary().autoincrement(false),
    version: p.bigint('string'),
  },
});

export type PublicVersion = InferEntity<typeof PublicVersion>;
