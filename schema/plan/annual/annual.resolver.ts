import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
// As a type of a parameter the entity must not be a value: decorators would take it for a class.
import { Campaign, Plan, type Plan as PlanRow } from '../plan.entity.js';
import { CampaignType, PlanType } from '../plan.type.js';
import {
  ApprovePlanInput,
  ClosePlanInput,
  FilePlanInput,
  ItemRangesInput,
  PlanBatchArguments,
  PlanBatchImportInput,
  PlanBatchInput,
  PlanReasonInput,
  SubmitPlanInput,
} from './annual.input.js';
import {
  AmendPlanResult,
  ApplyPlanSpreadResult,
  ApprovePlanResult,
  ClosePlanResult,
  ComparePlanVersionsResult,
  DropAmendmentResult,
  FilePlanResult,
  ImportPlanBatchesResult,
  PlanCoverage,
  PublishPlanResult,
  RemovePlanBatchResult,
  ReturnPlanResult,
  SavePlanBatchResult,
  SetItemRangesResult,
  SubmitPlanResult,
} from './annual.payload.js';
import { comparePlanVersions, listVersions, pageBatches, readPlanCoverage } from './annual.read.js';
import {
  PlanBatchConnection,
  PlanBatchType,
  PlanStepType,
  PlanText,
  PlanVersionType,
} from './annual.type.js';
import { importPlanBatches } from './batch.import.js';
import { applyPlanSpread, removePlanBatch, savePlanBatch, setItemRanges } from './batch.service.js';
import { closePlan, listUnfinished } from './close.service.js';
import {
  amendPlan,
  approvePlan,
  dropAmendment,
  filePlan,
  publishPlan,
  returnPlan,
  submitPlan,
} from './lifecycle.service.js';
import { type PlanBatch, PlanStep } from './plan-batch.entity.js';
import { findVersion } from './plan-content.js';

const readers = [
  Role.PLAN_OWNER,
  Role.APPROVER,
  Role.DRAW_OPERATOR,
  Role.PUBLISHER,
  Role.SUPERVISION,
  Role.AUDITOR,
] as const;

@Resolver(() => PlanType)
export class AnnualPlanResolver {
  @Allow(...readers)
  @Query(() => PlanType, { nullable: true, description: '一个计划；没有则为空。One plan, if there is.' })
  plan(@Ctx() { em }: Context, @Arg('id', () => Id) id: string) {
    return em.findOne(Plan, { id });
  }

  @Allow(...readers)
  @Query(() => PlanBatchConnection, {
    description: '计划的批次，正在编制的内容，按序号。The batches of a plan as they are being written.',
  })
  planBatches(
    @Ctx() context: Context,
    @Args(() => PlanBatchArguments) { planId, ...page }: PlanBatchArguments,
  ) {
    return pageBatches(context, planId, page);
  }

  @Allow(...readers)
  @Query(() => [PlanVersionType], {
    description: '计划已批准的版本，新的在前，至多一百版。Approved versions, the newest first.',
  })
  planVersions(@Ctx() context: Context, @Arg('planId', () => Id) planId: string) {
    return listVersions(context, planId);
  }

  @Allow(...readers)
  @Query(() => PlanText, {
    nullable: true,
    description: '一个已批准版本的内容，逐字；没有则为空。The text of a version, if there is.',
  })
  planVersion(
    @Ctx() context: Context,
    @Arg('planId', () => Id) planId: string,
    @Arg('version', () => Int) version: number,
  ) {
    return findVersion(context, planId, version);
  }

  @Allow(...readers)
  @Query(() => ComparePlanVersionsResult, {
    description: '比较两个版本；to 不填则与正在编制的内容比较。Compares two versions, or one with the draft.',
  })
  comparePlanVersions(
    @Ctx() context: Context,
    @Arg('planId', () => Id) planId: string,
    @Arg('from', () => Int) from: number,
    @Arg('to', () => Int, { nullable: true }) to?: number,
  ) {
    return comparePlanVersions(context, planId, from, to);
  }

  @Allow(...readers)
  @Query(() => PlanCoverage, {
    nullable: true,
    description:
      '计划对清单的覆盖（计划与已完成）及全年分布；没有该计划则为空。What a plan covers, planned and done.',
  })
  planCoverage(@Ctx() context: Context, @Arg('planId', () => Id) planId: string) {
    return readPlanCoverage(context, planId);
  }

  @Allow(Role.PLAN_OWNER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => [PlanBatchType], {
    description: '未完成的批次：没有任务，或任务尚未抽取。Batches that no campaign has finished.',
  })
  async unfinishedBatches(@Ctx() context: Context, @Arg('planId', () => Id) planId: string) {
    return (await listUnfinished(context, planId)).map(({ batch }) => batch);
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => SavePlanBatchResult, { description: '新增或修改批次。Enters or changes a batch.' })
  savePlanBatch(@Ctx() { step }: Context, @Arg('input', () => PlanBatchInput) input: PlanBatchInput) {
    return step((unit) => savePlanBatch(unit, input));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => RemovePlanBatchResult, { description: '删除批次。Takes a batch out.' })
  removePlanBatch(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => removePlanBatch(unit, id));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => ImportPlanBatchesResult, {
    description: '以文件导入批次，全部错误一次列明。Batches from a file; all faults at once.',
  })
  importPlanBatches(
    @Ctx() { step }: Context,
    @Arg('input', () => PlanBatchImportInput) input: PlanBatchImportInput,
  ) {
    return step((unit) => importPlanBatches(unit, input));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => SetItemRangesResult, {
    description: '设定各事项的对象范围。Says which targets the items are about.',
  })
  setItemRanges(@Ctx() { step }: Context, @Arg('input', () => ItemRangesInput) input: ItemRangesInput) {
    return step((unit) => setItemRanges(unit, input.planId, input.ranges));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => ApplyPlanSpreadResult, { description: '采用建议的实施时间。Takes the proposed times.' })
  applyPlanSpread(@Ctx() { step }: Context, @Arg('planId', () => Id) planId: string) {
    return step((unit) => applyPlanSpread(unit, planId));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => SubmitPlanResult, {
    description: '提交计划或其调整；低于法定下限的不得提交。Submits a plan; never below a legal floor.',
  })
  submitPlan(@Ctx() { step }: Context, @Arg('input', () => SubmitPlanInput) input: SubmitPlanInput) {
    return step((unit) => submitPlan(unit, input.planId, input.acknowledgeWarnings));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ReturnPlanResult, { description: '退回计划。Returns a submitted plan.' })
  returnPlan(@Ctx() { step }: Context, @Arg('input', () => PlanReasonInput) input: PlanReasonInput) {
    return step((unit) => returnPlan(unit, input.planId, input.reason));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ApprovePlanResult, {
    description: '批准计划，本版定稿；编制人不得批准。Approves a plan; never by who wrote it.',
  })
  approvePlan(@Ctx() { step }: Context, @Arg('input', () => ApprovePlanInput) input: ApprovePlanInput) {
    return step((unit) => approvePlan(unit, input.planId, input.documentNo));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => FilePlanResult, { description: '登记备案。Records that the plan was filed.' })
  filePlan(@Ctx() { step }: Context, @Arg('input', () => FilePlanInput) input: FilePlanInput) {
    return step((unit) => filePlan(unit, input.planId, input.filedWith, input.documentNo));
  }

  @Allow(Role.PUBLISHER)
  @Mutation(() => PublishPlanResult, { description: '公布计划。Publishes the version that was filed.' })
  publishPlan(@Ctx() { step }: Context, @Arg('planId', () => Id) planId: string) {
    return step((unit) => publishPlan(unit, planId));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => AmendPlanResult, { description: '启动计划调整。Begins the next version of a plan.' })
  amendPlan(@Ctx() { step }: Context, @Arg('input', () => PlanReasonInput) input: PlanReasonInput) {
    return step((unit) => amendPlan(unit, input.planId, input.reason));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => DropAmendmentResult, {
    description: '放弃调整，恢复现行版本的内容。Drops an amendment: the version in force stands.',
  })
  dropAmendment(@Ctx() { step }: Context, @Arg('planId', () => Id) planId: string) {
    return step((unit) => dropAmendment(unit, planId));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ClosePlanResult, {
    description:
      '结束计划，未完成的批次转入下一年度或终止。Closes a plan, with a decision on what is unfinished.',
  })
  closePlan(@Ctx() { step }: Context, @Arg('input', () => ClosePlanInput) input: ClosePlanInput) {
    return step((unit) => closePlan(unit, input));
  }

  @FieldResolver(() => [PlanStepType], { description: '办理经过，依次。What was done with it, in order.' })
  async steps(@Root() plan: PlanRow, @Ctx() context: Context) {
    const steps = await context.loadBy(PlanStep, 'plan', plan.id);
    return steps.sort((one, other) => one.number - other.number);
  }
}

@Resolver(() => PlanBatchType)
export class PlanBatchResolver {
  @FieldResolver(() => [CampaignType], { description: '执行该批次的任务。The campaigns that carry it out.' })
  campaigns(@Root() batch: PlanBatch, @Ctx() context: Context) {
    return context.loadBy(Campaign, 'batch', batch.id);
  }
}
