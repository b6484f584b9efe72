import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { type CampaignFilter, Plan } from '../plan.entity.js';
import { BatchEnd, BatchType, PlanDeed } from './annual.states.js';

/** Which targets of the register an item is about: what its ratio is a share of. */
export interface ItemRange {
  readonly itemCode: string;
  readonly filter: CampaignFilter;
}

/** Somebody who wrote a plan, at home or by an arrangement. */
export interface Drafter {
  readonly accountId: string;
  readonly arrangementId: string | null;
}

/**
 * One batch of a plan as it is being written, with the columns of domain-rules §12. What was approved stands in the
 * plan's versions, under the same ids.
 */
export const PlanBatch = defineEntity({
  name: 'PlanBatch',
  tableName: 'plan_batch',
  properties: {
    id: p.uuid().primary(),
    plan: () => p.manyToOne(Plan).mapToPk(),
    /** Its place in the plan, never given twice. */
    number: p.integer(),
    title: p.text(),
    type: p.enum(() => BatchType),
    itemCodes: p.array(),
    /** Whom it is about, in words. */
    subject: p.text().nullable(),
    /** The same as a condition on the register; empty for all. */
    filter: p.json<CampaignFilter>(),
    /** The share of these targets, per million, or about how many; at least one of the two. */
    ratioPpm: p.integer().nullable(),
    aboutCount: p.integer().nullable(),
    fromOn: p.date(),
    toOn: p.date(),
    /** Who carries it out, as the plan words it; nobody named means the department itself. */
    executors: p.array(),
    /** The batch of the year before that it goes on with. */
    carriedFromId: p.uuid().nullable(),
    /** What became of it when its plan was closed before it was finished. */
    end: p.enum(() => BatchEnd).nullable(),
    endReason: p.text().nullable(),
    endedAt: p.datetime().nullable(),
    endedById: p.uuid().nullable(),
    savedAt: p.datetime(),
    savedById: p.uuid().nullable(),
  },
  uniques: [{ properties: ['plan', 'number'] }],
});

export type PlanBatch = InferEntity<typeof PlanBatch>;

/** What a version is of; told without its text. */
export interface PlanHead {
  readonly department: { readonly code: string; readonly name: string };
  readonly year: number;
  readonly title: string;
}

/** One approved version of a plan, verbatim (a trigger refuses any change). */
export const PlanVersion = defineEntity({
  name: 'PlanVersion',
  tableName: 'plan_version',
  properties: {
    id: p.uuid().primary(),
    plan: () => p.manyToOne(Plan).mapToPk(),
    version: p.integer(),
    head: p.json<PlanHead>(),
    /** `PlanContent` as JSON, to the byte; read only where it is asked for. */
    content: p.text().lazy(),
    /** SHA-256 of it, lower-case hex. */
    contentHash: p.string(),
    batchCount: p.integer(),
    frozenAt: p.datetime(),
  },
  uniques: [{ properties: ['plan', 'version'] }],
});

export type PlanVersion = InferEntity<typeof PlanVersion>;

/** What was done with a plan, by whom, with which document; only added to. */
export const PlanStep = defineEntity({
  name: 'PlanStep',
  tableName: 'plan_step',
  properties: {
    id: p.uuid().primary(),
    plan: () => p.manyToOne(Plan).mapToPk(),
    /** Its place among the steps of its plan, from 1. */
    number: p.integer(),
    /** The version that it is about. */
    version: p.integer(),
    deed: p.enum(() => PlanDeed),
    on: p.date(),
    at: p.datetime(),
    byId: p.uuid().nullable(),
    /** The arrangement by which it was done, if any. */
    underId: p.uuid().nullable(),
    /** Of a filing: with whom. */
    filedWith: p.text().nullable(),
    documentNo: p.text().nullable(),
    reason: p.text().nullable(),
  },
  uniques: [{ properties: ['plan', 'number'] }],
});

export type PlanStep = InferEntity<typeof PlanStep>;
