import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { idKey, PageArguments, pageOf } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { CampaignKind } from '../campaign.stages.js';
import { Campaign } from '../plan.entity.js';
import { CampaignType } from '../plan.type.js';
// As a type of a parameter the entity must not be a value: decorators would take it for a class.
import { DueCheck, type DueCheck as DueCheckRow } from './due-check.entity.js';
import { DraftDueCampaignInput, DropDueCheckInput, EnterDueChecksInput } from './due-check.input.js';
import { collectDueChecks, draftDueCampaign, dropDueCheck, enterDueChecks } from './due-check.service.js';
import { DueState } from './due-check.states.js';
import {
  CollectDueChecksResult,
  DraftDueCampaignResult,
  DropDueCheckResult,
  DueCheckConnection,
  DueCheckType,
  EnterDueChecksResult,
} from './due-check.type.js';

@Resolver(() => DueCheckType)
export class DueCheckResolver {
  @Allow(Role.PLAN_OWNER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => DueCheckConnection, {
    description: '待办核查，先到期的在前。Checks that are owed, the first due first.',
  })
  dueChecks(
    @Ctx() { em }: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('kind', () => CampaignKind, { nullable: true }) kind?: CampaignKind,
    @Arg('state', () => DueState, { nullable: true }) state?: DueState,
  ) {
    const which = { ...(kind ? { kind } : {}), ...(state ? { state } : {}) };
    return pageOf(page, [(row: DueCheckRow) => row.dueOn, idKey], (limit, after) => {
      const [dueOn, id] = (after ?? []).map(String);
      const rest = after ? { $or: [{ dueOn: { $gt: dueOn } }, { dueOn, id: { $gt: id } }] } : {};
      return em.find(DueCheck, { $and: [which, rest] }, { orderBy: { dueOn: 'asc', id: 'asc' }, limit });
    });
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => EnterDueChecksResult, {
    description: '登记告知承诺核查或举报核查。Enters checks that are owed.',
  })
  enterDueChecks(
    @Ctx() { step }: Context,
    @Arg('input', () => EnterDueChecksInput) input: EnterDueChecksInput,
  ) {
    return step((unit) => enterDueChecks(unit, input));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => CollectDueChecksResult, {
    description:
      '由告知承诺许可的专项库归集待办核查。Collects verifications from a special pool of licences.',
  })
  collectDueChecks(@Ctx() { step }: Context, @Arg('specialPoolId', () => Id) specialPoolId: string) {
    return step((unit) => collectDueChecks(unit, specialPoolId));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => DropDueCheckResult, { description: '不再核查，附理由。Drops a check, with its reason.' })
  dropDueCheck(@Ctx() { step }: Context, @Arg('input', () => DropDueCheckInput) input: DropDueCheckInput) {
    return step((unit) => dropDueCheck(unit, input));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => DraftDueCampaignResult, {
    description: '由待办核查编制定向任务，人员照样抽取。Drafts a targeted campaign; its officers are drawn.',
  })
  draftDueCampaign(
    @Ctx() { step }: Context,
    @Arg('input', () => DraftDueCampaignInput) input: DraftDueCampaignInput,
  ) {
    return step((unit) => draftDueCampaign(unit, input));
  }

  @FieldResolver(() => Boolean, { description: '是否逾期未办结。Whether it is overdue.' })
  isLate(@Root() { dueOn, state }: DueCheckRow, @Ctx() { today }: Context) {
    return dueOn < today && (state === DueState.DUE || state === DueState.PLANNED);
  }

  @FieldResolver(() => CampaignType, { nullable: true, description: '任务；未编制的没有。Its campaign.' })
  campaign(@Root() check: DueCheckRow, @Ctx() context: Context) {
    return check.campaign && context.load(Campaign, check.campaign);
  }
}
