import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { CampaignNotFound, CampaignStateWrong } from '../../plan/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { DateTime } from '../../shared/scalars.js';
import {
  CampaignNotBegun,
  DrawUnderWay,
  TerminationApproverInvolved,
  TerminationNotFound,
  TerminationPending,
} from './termination.errors.js';
import { TerminationState } from './termination.states.js';

@ObjectType('CampaignTermination', {
  description: '终止任务：一人申请，另一人批准。A campaign is ended: asked by one, approved by another.',
})
export class TerminationType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => String, { description: '理由。Why.' })
  reason!: string;

  @Field(() => TerminationState, { description: '状态。Where it stands.' })
  state!: TerminationState;

  @Field(() => DateTime, { description: '申请时间。When it was asked for.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '决定时间；待批准的没有。When it was decided.' })
  decidedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '不批准的理由。Why it was refused.' })
  refusedFor?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: '继续有效的检查次数；未批准的没有。Visits that stand, once approved.',
  })
  standingCount?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: '随之终止的检查任务数；未批准的没有。Assignments that ended with it, once approved.',
  })
  endedCount?: number | null;
}

export const TerminationConnection = connectionOf('CampaignTermination', () => TerminationType);

@ObjectType({ description: '已申请终止。The termination was asked for.' })
export class TerminationRequested {
  @Field(() => TerminationType, { description: '终止申请。The termination.' })
  termination!: TerminationType;
}

@ObjectType({ description: '任务已终止。The campaign is terminated.' })
export class CampaignTerminated {
  @Field(() => TerminationType, { description: '终止。The termination.' })
  termination!: TerminationType;
}

@ObjectType({ description: '不批准终止。The termination was refused.' })
export class TerminationRefused {
  @Field(() => TerminationType, { description: '终止申请。The termination.' })
  termination!: TerminationType;
}

export const RequestTerminationResult = resultUnion('RequestTerminationResult', () => [
  TerminationRequested,
  CampaignNotFound,
  CampaignStateWrong,
  CampaignNotBegun,
  DrawUnderWay,
  TerminationPending,
]);

export const ApproveTerminationResult = resultUnion('ApproveTerminationResult', () => [
  CampaignTerminated,
  TerminationNotFound,
  TerminationApproverInvolved,
  CampaignNotFound,
  CampaignStateWrong,
  CampaignNotBegun,
  DrawUnderWay,
]);

export const RefuseTerminationResult = resultUnion('RefuseTerminationResult', () => [
  TerminationRefused,
  TerminationNotFound,
  TerminationApproverInvolved,
]);
