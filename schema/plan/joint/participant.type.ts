import { Field, ID, Int, ObjectType } from 'type-graphql';
import { SeparationOfDuties } from '../../account/index.js';
import { connectionOf } from '../../console/index.js';
import { DepartmentEnded, UnknownDepartment } from '../../department/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { DateTime } from '../../shared/scalars.js';
import {
  CampaignNotFound,
  CampaignRuleInvalid,
  CampaignStateWrong,
  InstitutionDrawsNothing,
  ItemNotInForce,
  ItemNotInPower,
  ItemNotListed,
  RolesUnfilled,
} from '../plan.errors.js';
import { CampaignType } from '../plan.type.js';
import {
  JointLeadMissing,
  ParticipantIncomplete,
  ParticipationNotFound,
  QuotaBeyondOfficers,
} from './participant.errors.js';
import { ParticipationState } from './participant.states.js';

@ObjectType('CampaignParticipant', {
  description: '联合任务的一个部门。A department of a joint campaign.',
})
export class CampaignParticipantType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => Boolean, { description: '是否牵头。Whether it leads.' })
  isLead!: boolean;

  @Field(() => [String], { description: '抽查事项代码。Codes of its items.' })
  itemCodes!: string[];

  @Field(() => Int, { description: '每组由其派出的执法人员数。Officers of its own in every team.' })
  officers!: number;

  @Field(() => ParticipationState, { description: '状态。Where it stands.' })
  state!: ParticipationState;

  @Field(() => DateTime, { description: '邀请时间。When it was invited.' })
  invitedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: '答复时间；未答复的没有。Absent until it was answered.',
  })
  decidedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '不参加的理由；其他的没有。Why it declined, if so.' })
  declinedFor?: string | null;
}

export const ParticipationConnection = connectionOf('CampaignParticipant', () => CampaignParticipantType);

@ObjectType({ description: '已邀请。The departments were invited.' })
export class ParticipantsInvited {
  @Field(() => CampaignType, { description: '任务。The campaign.' })
  campaign!: CampaignType;
}

@ObjectType({ description: '已同意参加。The department takes part.' })
export class ParticipationAccepted {
  @Field(() => CampaignParticipantType, { description: '参与记录。The participation.' })
  participant!: CampaignParticipantType;
}

@ObjectType({ description: '不参加。The department does not take part.' })
export class ParticipationDeclined {
  @Field(() => CampaignParticipantType, { description: '参与记录。The participation.' })
  participant!: CampaignParticipantType;
}

export const InviteParticipantsResult = resultUnion('InviteParticipantsResult', () => [
  ParticipantsInvited,
  CampaignNotFound,
  CampaignStateWrong,
  CampaignRuleInvalid,
  JointLeadMissing,
  ParticipantIncomplete,
  QuotaBeyondOfficers,
  UnknownDepartment,
  DepartmentEnded,
  InstitutionDrawsNothing,
  ItemNotListed,
  ItemNotInForce,
  ItemNotInPower,
]);

export const AcceptParticipationResult = resultUnion('AcceptParticipationResult', () => [
  ParticipationAccepted,
  ParticipationNotFound,
  CampaignStateWrong,
  SeparationOfDuties,
  QuotaBeyondOfficers,
  ItemNotListed,
  ItemNotInForce,
  ItemNotInPower,
  RolesUnfilled,
]);

export const DeclineParticipationResult = resultUnion('DeclineParticipationResult', () => [
  ParticipationDeclined,
  ParticipationNotFound,
  CampaignStateWrong,
]);
