import { Field, Float, Int, ObjectType } from 'type-graphql';
import { SeparationOfDuties } from '../../account/index.js';
import {
  FileUnreadable,
  ImportRefused,
  RowChangeType,
  RowRemarkType,
  UnknownUpload,
} from '../../registry/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { ItemNotListed, PlanNotFound } from '../plan.errors.js';
import { PlanType } from '../plan.type.js';
import {
  BatchesUndecided,
  NextPlanUnfit,
  PlanAboveCap,
  PlanBatchInUse,
  PlanBatchInvalid,
  PlanBatchNotFound,
  PlanBelowFloor,
  PlanEmpty,
  PlanHasWarnings,
  PlanStateWrong,
  PlanUnchanged,
  PlanVersionNotFound,
  PlanWarning,
} from './annual.errors.js';
import {
  ItemCoverageType,
  PlanBatchType,
  PlanComparison,
  PlanVersionType,
  ProposedTimeType,
} from './annual.type.js';

@ObjectType({ description: '计划的覆盖与全年分布。What a plan covers, and how it lies over its year.' })
export class PlanCoverage {
  @Field(() => [ItemCoverageType], { description: '清单的每一事项。Every item of the list.' })
  items!: ItemCoverageType[];

  @Field(() => [PlanWarning], { description: '提醒，含年底扎堆。Warnings, of a rush as well.' })
  warnings!: PlanWarning[];

  @Field(() => [Int], { description: '一月至十二月的对象数。Targets from January to December.' })
  monthly!: number[];

  @Field(() => Float, {
    description: '年底各月所占百分比。The share of the months near the year’s end, in percent.',
  })
  rushPercent!: number;

  @Field(() => [ProposedTimeType], {
    description: '建议的实施时间，逐批。A time for every batch, as proposed.',
  })
  proposal!: ProposedTimeType[];

  @Field(() => [Int], { description: '按建议，一月至十二月的对象数。The months by that proposal.' })
  proposedMonthly!: number[];
}

@ObjectType({ description: '批次已保存。The batch was saved.' })
export class PlanBatchSaved {
  @Field(() => PlanBatchType, { description: '批次。The batch.' })
  batch!: PlanBatchType;
}

/** What all deeds of a plan answer: the plan as it stands after it. */
@ObjectType({ description: '计划的办理结果。What a deed of a plan answers.' })
abstract class OfPlan {
  @Field(() => PlanType, { description: '计划。The plan.' })
  plan!: PlanType;
}

@ObjectType({ description: '批次已删除。The batch was removed.' })
export class PlanBatchRemoved extends OfPlan {}

@ObjectType({ description: '对象范围已设定。The ranges were set.' })
export class ItemRangesSet extends OfPlan {}

@ObjectType({ description: '建议的实施时间已采用。The proposed times were taken.' })
export class PlanSpreadApplied extends OfPlan {
  @Field(() => Int, {
    description: '改动的批次数；已有任务的不动。How many moved; those with campaigns stay.',
  })
  movedCount!: number;
}

@ObjectType({ description: '批次已导入，或为预览。Batches were imported, or would be.' })
export class PlanBatchesImported extends OfPlan {
  @Field(() => Boolean, { description: '是否预览。Whether nothing was written.' })
  dryRun!: boolean;

  @Field(() => Int, { description: '数据行数。Rows of data.' })
  rowCount!: number;

  @Field(() => Int, { description: '拒绝的行数。Rows refused.' })
  rejectedCount!: number;

  @Field(() => Int, { description: '新增。Created.' })
  createdCount!: number;

  @Field(() => Int, { description: '更新。Updated.' })
  updatedCount!: number;

  @Field(() => Int, { description: '无变化。Unchanged.' })
  unchangedCount!: number;

  @Field(() => [RowRemarkType], { description: '错误：行、列与办法。The faults: row, column, remedy.' })
  faults!: RowRemarkType[];

  @Field(() => [RowRemarkType], { description: '提示。The warnings.' })
  warnings!: RowRemarkType[];

  @Field(() => [RowChangeType], { description: '各行的变化。What the file changes.' })
  changes!: RowChangeType[];
}

@ObjectType({ description: '计划已提交。The plan was submitted.' })
export class PlanSubmitted extends OfPlan {
  @Field(() => [PlanWarning], { description: '已知悉的提醒。Warnings that were acknowledged.' })
  warnings!: PlanWarning[];
}

@ObjectType({ description: '计划已退回。The plan was returned.' })
export class PlanReturned extends OfPlan {}

@ObjectType({ description: '计划已批准，本版定稿。The plan was approved; the version is fixed.' })
export class PlanApproved extends OfPlan {
  @Field(() => PlanVersionType, { description: '定稿的版本。The version.' })
  version!: PlanVersionType;
}

@ObjectType({ description: '计划已备案。The plan was filed.' })
export class PlanFiled extends OfPlan {}

@ObjectType({ description: '计划已公布。The plan was published.' })
export class PlanPublished extends OfPlan {}

@ObjectType({ description: '已启动调整。An amendment was begun.' })
export class PlanAmended extends OfPlan {}

@ObjectType({ description: '已放弃调整。The amendment was dropped.' })
export class PlanAmendmentDropped extends OfPlan {}

@ObjectType({ description: '计划已结束。The plan was closed.' })
export class PlanClosed extends OfPlan {}

export const SavePlanBatchResult = resultUnion('SavePlanBatchResult', () => [
  PlanBatchSaved,
  PlanNotFound,
  PlanStateWrong,
  PlanBatchNotFound,
  PlanBatchInvalid,
  ItemNotListed,
]);

export const RemovePlanBatchResult = resultUnion('RemovePlanBatchResult', () => [
  PlanBatchRemoved,
  PlanBatchNotFound,
  PlanNotFound,
  PlanStateWrong,
  PlanBatchInUse,
]);

export const SetItemRangesResult = resultUnion('SetItemRangesResult', () => [
  ItemRangesSet,
  PlanNotFound,
  PlanStateWrong,
  PlanBatchInvalid,
  ItemNotListed,
]);

export const ApplyPlanSpreadResult = resultUnion('ApplyPlanSpreadResult', () => [
  PlanSpreadApplied,
  PlanNotFound,
  PlanStateWrong,
]);

export const ImportPlanBatchesResult = resultUnion('ImportPlanBatchesResult', () => [
  PlanBatchesImported,
  PlanNotFound,
  PlanStateWrong,
  UnknownUpload,
  FileUnreadable,
  ImportRefused,
  PlanBatchInvalid,
]);

export const SubmitPlanResult = resultUnion('SubmitPlanResult', () => [
  PlanSubmitted,
  PlanNotFound,
  PlanStateWrong,
  PlanEmpty,
  PlanUnchanged,
  ItemNotListed,
  PlanBelowFloor,
  PlanAboveCap,
  PlanHasWarnings,
]);

export const ReturnPlanResult = resultUnion('ReturnPlanResult', () => [
  PlanReturned,
  PlanNotFound,
  PlanStateWrong,
]);

export const ApprovePlanResult = resultUnion('ApprovePlanResult', () => [
  PlanApproved,
  PlanNotFound,
  PlanStateWrong,
  SeparationOfDuties,
  PlanEmpty,
  ItemNotListed,
  PlanBelowFloor,
  PlanAboveCap,
]);

export const FilePlanResult = resultUnion('FilePlanResult', () => [PlanFiled, PlanNotFound, PlanStateWrong]);

export const PublishPlanResult = resultUnion('PublishPlanResult', () => [
  PlanPublished,
  PlanNotFound,
  PlanStateWrong,
]);

export const AmendPlanResult = resultUnion('AmendPlanResult', () => [
  PlanAmended,
  PlanNotFound,
  PlanStateWrong,
]);

export const DropAmendmentResult = resultUnion('DropAmendmentResult', () => [
  PlanAmendmentDropped,
  PlanNotFound,
  PlanStateWrong,
  PlanBatchInUse,
]);

export const ClosePlanResult = resultUnion('ClosePlanResult', () => [
  PlanClosed,
  PlanNotFound,
  PlanStateWrong,
  PlanBatchNotFound,
  PlanBatchInvalid,
  BatchesUndecided,
  NextPlanUnfit,
]);

export const ComparePlanVersionsResult = resultUnion('ComparePlanVersionsResult', () => [
  PlanComparison,
  PlanNotFound,
  PlanVersionNotFound,
]);
