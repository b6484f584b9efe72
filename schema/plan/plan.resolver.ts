import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { listActingNames } from '../registry/index.js';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments, pageById } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import { createCampaign } from './campaign.create.js';
import { listCampaignRoles } from './campaign.roles.js';
// As a type of a parameter the entity must not be a value: decorators would take it for a class.
import { Campaign, type Campaign as CampaignRow, Plan } from './plan.entity.js';
import { CreateCampaignInput, CreatePlanInput } from './plan.input.js';
import { approveCampaign, createPlan, leadsCampaign } from './plan.service.js';
import {
  ActingNameType,
  ApproveCampaignResult,
  CampaignConnection,
  CampaignRoleType,
  CampaignType,
  CreateCampaignResult,
  PlanConnection,
  PlanCreated,
} from './plan.type.js';

const readers = [
  Role.PLAN_OWNER,
  Role.APPROVER,
  Role.DRAW_OPERATOR,
  Role.WITNESS,
  Role.REVIEWER,
  Role.PUBLISHER,
  Role.SUPERVISION,
  Role.AUDITOR,
] as const;

@Resolver(() => CampaignType)
export class PlanResolver {
  @Allow(...readers)
  @Query(() => PlanConnection, { description: '年度计划，新的在前。Annual plans, newest first.' })
  plans(@Ctx() { em }: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageById(page, (key, limit) => em.find(Plan, key, { orderBy: { id: 'desc' }, limit }));
  }

  @Allow(...readers)
  @Query(() => CampaignConnection, { description: '抽查任务，新的在前。Campaigns, newest first.' })
  campaigns(@Ctx() { em }: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageById(page, (key, limit) => em.find(Campaign, key, { orderBy: { id: 'desc' }, limit }));
  }

  @Allow(...readers)
  @Query(() => CampaignType, {
    nullable: true,
    description: '一项任务；没有则为空。One campaign, if there is.',
  })
  campaign(@Ctx() { em }: Context, @Arg('id', () => Id) id: string) {
    return em.findOne(Campaign, { id });
  }

  @Allow(Role.PLAN_OWNER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => [CampaignRoleType], {
    nullable: true,
    description: '批准后所需的角色及可任的人；没有该任务则为空。Who could fill the roles of a campaign.',
  })
  async campaignRoles(@Ctx() context: Context, @Arg('campaignId', () => Id) id: string) {
    const campaign = await context.em.findOne(Campaign, { id });
    // Who belongs to the lead is nobody else's matter, also in a joint campaign.
    return campaign && leadsCampaign(context, campaign) ? listCampaignRoles(context, campaign) : null;
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => PlanCreated, { description: '编制年度计划。Drafts an annual plan.' })
  createPlan(@Ctx() { step }: Context, @Arg('input', () => CreatePlanInput) input: CreatePlanInput) {
    return step((unit) => createPlan(unit, input));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => CreateCampaignResult, { description: '编制抽查任务。Drafts a campaign.' })
  createCampaign(
    @Ctx() { step }: Context,
    @Arg('input', () => CreateCampaignInput) input: CreateCampaignInput,
  ) {
    return step((unit) => createCampaign(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ApproveCampaignResult, { description: '批准抽查任务。Approves a campaign.' })
  approveCampaign(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => approveCampaign(unit, id));
  }

  @FieldResolver(() => [ActingNameType], {
    description:
      '检查期限首日各事项以谁的名义检查。In whose name each item is inspected on the first day of the visits.',
  })
  actingNames(@Root() campaign: CampaignRow, @Ctx() context: Context) {
    const { department, itemCodes, filter, windowFromOn: fromOn } = campaign;
    return listActingNames(context, { department, itemCodes, divisions: filter.divisions, fromOn });
  }
}
