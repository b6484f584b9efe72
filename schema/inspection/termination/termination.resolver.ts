import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Campaign, CampaignType } from '../../plan/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import type { CampaignTermination } from './termination.entity.js';
import { RefuseTerminationInput, RequestTerminationInput } from './termination.input.js';
import {
  approveTermination,
  pageTerminations,
  refuseTermination,
  requestTermination,
} from './termination.service.js';
import { TerminationState } from './termination.states.js';
import {
  ApproveTerminationResult,
  RefuseTerminationResult,
  RequestTerminationResult,
  TerminationConnection,
  TerminationType,
} from './termination.type.js';

@Resolver(() => TerminationType)
export class TerminationResolver {
  @Allow(Role.PLAN_OWNER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => TerminationConnection, {
    description: '终止任务的申请与决定，新的在前。Terminations of campaigns, the newest first.',
  })
  terminations(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('state', () => TerminationState, { nullable: true }) state?: TerminationState,
  ) {
    return pageTerminations(context, state ?? undefined, page);
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => RequestTerminationResult, {
    description:
      '申请终止任务：首次检查之后，或从未封库的。Asks to end a campaign that has begun, or was never frozen.',
  })
  requestTermination(
    @Ctx() { step }: Context,
    @Arg('input', () => RequestTerminationInput) input: RequestTerminationInput,
  ) {
    return step((unit) => requestTermination(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ApproveTerminationResult, {
    description: '批准终止：已完成的检查有效，其余不再进行。Approves: finished visits stand, the others end.',
  })
  approveTermination(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => approveTermination(unit, id));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => RefuseTerminationResult, { description: '不批准终止。Refuses a termination.' })
  refuseTermination(
    @Ctx() { step }: Context,
    @Arg('input', () => RefuseTerminationInput) { id, reason }: RefuseTerminationInput,
  ) {
    return step((unit) => refuseTermination(unit, id, reason));
  }

  @FieldResolver(() => CampaignType, { description: '任务。The campaign.' })
  campaign(@Root() termination: CampaignTermination, @Ctx() context: Context) {
    return context.load(Campaign, termination.campaign);
  }
}
