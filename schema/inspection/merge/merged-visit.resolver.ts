import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Campaign, CampaignType } from '../../plan/index.js';
import { Allow } from '../../shared/allow.js';
import { batched } from '../../shared/batched.js';
import type { Context } from '../../shared/context.js';
import { PageArguments, pageById } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import type { Assignment } from '../assignment.entity.js';
import { AssignmentType } from '../inspection.type.js';
import { MergedVisit } from './merged-visit.entity.js';
import { DissolveMergedVisitInput, MergeVisitsInput } from './merged-visit.input.js';
import { type ProposedPart, pageMergeProposals, readMergedVisits } from './merged-visit.read.js';
import { dissolveMergedVisit, mergeVisits } from './merged-visit.service.js';
import {
  DissolveMergedVisitResult,
  MergedVisitConnection,
  MergedVisitType,
  MergeProposalConnection,
  MergeVisitsResult,
  ProposedVisitType,
} from './merged-visit.type.js';

@Resolver(() => ProposedVisitType)
export class MergeProposalResolver {
  @Allow(Role.PLAN_OWNER, Role.APPROVER)
  @Query(() => MergeProposalConnection, {
    description: '合并检查的建议。Visits of several campaigns that could be one.',
  })
  mergeProposals(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageMergeProposals(context, page);
  }

  @FieldResolver(() => CampaignType, { description: '任务。Its campaign.' })
  campaign(@Root() { campaignId }: ProposedPart, @Ctx() context: Context) {
    return context.load(Campaign, campaignId);
  }
}

@Resolver(() => AssignmentType)
export class MergedVisitResolver {
  @Allow(Role.PLAN_OWNER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => MergedVisitConnection, {
    description: '合并的检查，新的在前。Merged visits, the newest first.',
  })
  mergedVisits(@Ctx() { em }: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageById(page, (key, limit) => em.find(MergedVisit, key, { orderBy: { id: 'desc' }, limit }));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => MergeVisitsResult, {
    description: '合并检查：同一对象、同一日期，计为一次。Makes visits of several campaigns one.',
  })
  mergeVisits(@Ctx() { step }: Context, @Arg('input', () => MergeVisitsInput) input: MergeVisitsInput) {
    return step((unit) => mergeVisits(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => DissolveMergedVisitResult, { description: '撤销合并。Dissolves a merged visit.' })
  dissolveMergedVisit(
    @Ctx() { step }: Context,
    @Arg('input', () => DissolveMergedVisitInput) { id, reason }: DissolveMergedVisitInput,
  ) {
    return step((unit) => dissolveMergedVisit(unit, id, reason));
  }

  @FieldResolver(() => MergedVisitType, {
    nullable: true,
    description: '所并入的检查；未合并的没有。The merged visit it belongs to, if any.',
  })
  async mergedVisit(@Root() { mergedVisitId }: Assignment, @Ctx() context: Context) {
    return mergedVisitId ? batched(context, readMergedVisits, mergedVisitId) : null;
  }
}
