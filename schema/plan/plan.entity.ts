import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { registerEnumType } from 'type-graphql';
import { Department } from '../department/index.js';
import type { JudgedItem } from '../registry/index.js';
import { departmentScope, jointScope } from '../shared/scope.js';
import { PlanState } from './annual/annual.states.js';
import { type Drafter, type ItemRange, PlanBatch } from './annual/plan-batch.entity.js';
import { CampaignKind, type CampaignSource, DrawStage } from './campaign.stages.js';
import { CampaignState } from './campaign.states.js';

/** A year's batches of one department. */
export const Plan = defineEntity({
  name: 'Plan',
  tableName: 'plan',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    year: p.integer(),
    title: p.string(),
    createdAt: p.datetime(),
    createdById: p.uuid(),
    state: p.enum(() => PlanState),
    /** The last approved version; 0 before the first. */
    version: p.integer(),
    /** The number of the batch that was entered last; a number is never given twice. */
    lastBatchNumber: p.integer(),
    /** Which targets its items are about, where not all of the register. */
    itemRanges: p.json<ItemRange[]>(),
    /** Who wrote what is not yet approved: none of them approves it. */
    drafters: p.json<Drafter[]>(),
  },
});

export type Plan = InferEntity<typeof Plan>;

/** Open: the rules publish the list. Confidential: names are held back until the visit. */
export enum DrawMode {
  OPEN = 'OPEN',
  CONFIDENTIAL = 'CONFIDENTIAL',
}

/** How a share becomes a whole number of units. */
export enum Rounding {
  CEIL = 'CEIL',
  FLOOR = 'FLOOR',
  CONTROLLED = 'CONTROLLED',
}

registerEnumType(DrawMode, {
  name: 'DrawMode',
  description: '抽取方式。How a draw treats names.',
  valuesConfig: {
    OPEN: { description: '公开抽取：批准的规则公布名单。The approved rules publish the list.' },
    CONFIDENTIAL: { description: '保密抽取（默认）：检查前不公开名单。Names are held back until the visit.' },
  },
});

registerEnumType(Rounding, {
  name: 'Rounding',
  description: '取整方式。How a share becomes a whole number.',
  valuesConfig: {
    CEIL: { description: '向上取整。Rounded up; fits a legal floor.' },
    FLOOR: { description: '向下取整。Rounded down; fits a legal cap.' },
    CONTROLLED: { description: '受控随机取整。Every unit has exactly the published probability.' },
  },
});

/** Which targets of the register a campaign is about; an absent list means all. */
export interface CampaignFilter {
  readonly riskClasses?: string[];
  readonly trades?: string[];
  readonly divisions?: string[];
  readonly tags?: string[];
  /** Ids of special pools: targets in at least one of them. */
  readonly specialPools?: string[];
}

/** One stratum: a risk class under a neutral code, with its share or its number. */
export interface CampaignStratum {
  readonly code: string;
  readonly riskClass: string;
  readonly ratePpm?: number;
  readonly count?: number;
  readonly rounding?: Rounding;
  readonly reserve: number;
}

/** Who fills a place: an officer, or an expert, who never counts toward the two officers. */
export enum SlotRole {
  INSPECTOR = 'INSPECTOR',
  EXPERT = 'EXPERT',
}

registerEnumType(SlotRole, {
  name: 'SlotRole',
  description: '名额由谁充任。Who fills a place.',
  valuesConfig: {
    INSPECTOR: { description: '执法检查人员。An officer.' },
    EXPERT: { description: '专家，不计入两名执法人员。An expert; never counts toward the two.' },
  },
});

/** What every place of a team asks for. */
export interface CampaignSlot {
  readonly officers: number;
  /** Officers when absent. */
  readonly role?: SlotRole;
  readonly skill?: string;
  /** Id of the department whose officers fill it, in a joint campaign; any of the pool when absent. */
  readonly department?: string;
}

/** One batch of a plan, or an extra one: whom it is about, how many are drawn, and who may witness. */
export const Campaign = defineEntity({
  name: 'Campaign',
  tableName: 'campaign',
  filters: jointScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    /** Absent of an extra campaign. Whoever takes part in a campaign sees nothing of the lead's plan. */
    plan: () => p.manyToOne(Plan).mapToPk().nullable().filters(false).deleteRule('restrict'),
    /** The batch of the plan that it carries out; absent where the plan has none. */
    batch: () => p.manyToOne(PlanBatch).mapToPk().nullable().deleteRule('restrict').index(),
    /** Why it is made outside the plan. */
    extraReason: p.text().nullable(),
    /** Ids of the departments that take part beside its own; none of a campaign of one department. */
    jointWith: p.array<string>().default([]),
    /** Neutral and unique in the authority's log, `[a-z0-9-]{1,32}`. */
    code: p.string().unique(),
    title: p.string(),
    itemCodes: p.array<string>(),
    /** The versions of its items, fixed at its approval: a later change of the list does not change the campaign. */
    itemVersions: p.json<JudgedItem[]>().nullable(),
    mode: p.enum(() => DrawMode),
    /** What its draw decides. */
    stage: p.enum(() => DrawStage).default(DrawStage.BOTH),
    kind: p.enum(() => CampaignKind).default(CampaignKind.RANDOM),
    /** Of stage `OFFICERS`: where its targets come from. */
    targetSource: p.json<CampaignSource>().nullable(),
    state: p.enum(() => CampaignState),
    filter: p.json<CampaignFilter>(),
    strata: p.json<CampaignStratum[]>(),
    slots: p.json<CampaignSlot[]>(),
    capacity: p.integer(),
    /** Whether one entity may be drawn only once, however many targets it answers for. */
    onePerEntity: p.boolean().default(false),
    /** Parties may be told beforehand; of an unannounced campaign nobody tells them before the visit (food rules Art. 46). */
    isAnnounced: p.boolean().default(false),
    witnessKeyIds: p.array<string>(),
    windowFromOn: p.date(),
    windowToOn: p.date(),
    createdAt: p.datetime(),
    createdById: p.uuid(),
    /** The arrangement by which it was drafted, if any. */
    createdUnderId: p.uuid().nullable(),
    approvedAt: p.datetime().nullable(),
    approvedById: p.uuid().nullable(),
    /** The arrangement by which it was approved, if any. */
    approvedUnderId: p.uuid().nullable(),
  },
  indexes: [{ properties: ['department', 'createdAt'] }],
});

export type Campaign = InferEntity<typeof Campaign>;
