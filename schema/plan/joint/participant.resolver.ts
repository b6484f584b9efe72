import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../../department/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
// As a type of a parameter the entity must not be a value: decorators would take it for a class.
import { Campaign, type Campaign as CampaignRow } from '../plan.entity.js';
import { CampaignType } from '../plan.type.js';
import { CampaignParticipant, type CampaignParticipant as ParticipantRow } from './participant.entity.js';
import { DeclineParticipationInput, InviteParticipantsInput } from './participant.input.js';
import { inviteParticipants } from './participant.invite.js';
import { acceptParticipation, declineParticipation, pageParticipations } from './participant.service.js';
import { ParticipationState } from './participant.states.js';
import {
  AcceptParticipationResult,
  CampaignParticipantType,
  DeclineParticipationResult,
  InviteParticipantsResult,
  ParticipationConnection,
} from './participant.type.js';

@Resolver(() => CampaignParticipantType)
export class ParticipantResolver {
  @Allow(Role.PLAN_OWNER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => ParticipationConnection, {
    description: '本部门受邀参加的联合任务，新的在前。Joint campaigns that the department was invited to.',
  })
  participations(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('state', () => ParticipationState, { nullable: true }) state?: ParticipationState,
  ) {
    return pageParticipations(context, state ?? undefined, page);
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => InviteParticipantsResult, {
    description:
      '邀请部门参加，草拟的任务成为联合任务。Invites departments: a draft becomes a joint campaign.',
  })
  inviteParticipants(
    @Ctx() { step }: Context,
    @Arg('input', () => InviteParticipantsInput) input: InviteParticipantsInput,
  ) {
    return step((unit) => inviteParticipants(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => AcceptParticipationResult, {
    description: '同意参加联合任务，由受邀部门的负责人办理。A department takes part, by its own approver.',
  })
  acceptParticipation(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => acceptParticipation(unit, id));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => DeclineParticipationResult, { description: '不参加联合任务。A department declines.' })
  declineParticipation(
    @Ctx() { step }: Context,
    @Arg('input', () => DeclineParticipationInput) { id, reason }: DeclineParticipationInput,
  ) {
    return step((unit) => declineParticipation(unit, id, reason));
  }

  @FieldResolver(() => DepartmentType, { description: '部门。The department.' })
  department(@Root() participant: ParticipantRow, @Ctx() context: Context) {
    return context.load(Department, participant.department);
  }

  @FieldResolver(() => CampaignType, { description: '任务。The campaign.' })
  campaign(@Root() participant: ParticipantRow, @Ctx() context: Context) {
    return context.load(Campaign, participant.campaign);
  }
}

@Resolver(() => CampaignType)
export class JointCampaignResolver {
  @FieldResolver(() => [CampaignParticipantType], {
    description:
      '联合任务的各部门，牵头的在前；非联合任务为空。Its departments, the lead first; none where it is one’s alone.',
  })
  async participants(@Root() campaign: CampaignRow, @Ctx() context: Context) {
    const participants = await context.loadBy(CampaignParticipant, 'campaign', campaign.id);
    return participants.sort((a, b) => a.place - b.place);
  }
}
