import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { DrawRefused } from '../../draw/index.js';
import { CampaignStateWrong } from '../../plan/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime, RealWorldId } from '../../shared/scalars.js';
import { AssignmentNotFound, AssignmentStateWrong } from '../inspection.errors.js';
import { NoticeKind } from './change.entity.js';
import {
  BeyondWindow,
  ChangeByOwnApprover,
  ChangeNotFound,
  ChangePending,
  ChangeStateWrong,
  GrantTimeWrong,
  HeadNotFound,
  NotHeld,
  NothingToPostpone,
  NotTheGrantor,
  NotTheRequester,
  OfficerNotOnTeam,
  PostponementDaysWrong,
  PostponementRefused,
  ReserveExhausted,
} from './change.errors.js';
import { ChangeKind, ChangeReason, ChangeState, RecusalBy } from './change.states.js';

registerEnumType(NoticeKind, {
  name: 'ChangeNoticeKind',
  description: '变更告知的种类。What an officer is told of a change.',
  valuesConfig: {
    TAKEN_OUT: { description: '已由他人替换。Somebody has taken the officer’s place.' },
    BROUGHT_IN: { description: '已补入检查组。The officer has come in.' },
    TARGET_REPLACED: { description: '检查对象已替换。Another target has taken the place of one.' },
    POSTPONED: { description: '检查已延期。The visit is postponed.' },
  },
});

@ObjectType('ChangeRequest', {
  description: '派发后的变更申请：一人申请，另一人决定；不含检查对象名称。A change after a dispatch.',
})
export class ChangeType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ChangeKind, { description: '种类。What is to be changed.' })
  kind!: ChangeKind;

  @Field(() => ChangeReason, { description: '理由。Why.' })
  reason!: ChangeReason;

  @Field(() => ChangeState, { description: '状态。Where it stands.' })
  state!: ChangeState;

  @Field(() => ID, { nullable: true, description: '所涉人员；仅替换人员时有。The officer concerned.' })
  inspectorId?: string | null;

  @Field(() => RecusalBy, { nullable: true, description: '由谁提出回避。Who says so; of a recusal alone.' })
  recusalBy?: RecusalBy | null;

  @Field(() => CalendarDate, { nullable: true, description: '新日期；仅延期有。The new day, if postponed.' })
  newOn?: string | null;

  @Field(() => Boolean, { description: '合并的各次一同延期。All that it was merged with moves, too.' })
  together!: boolean;

  @Field(() => [String], { nullable: true, description: '区划；仅成批延期有。Divisions, if many.' })
  divisionCodes?: string[] | null;

  @Field(() => CalendarDate, { nullable: true, description: '受影响的首日；仅成批延期有。If many.' })
  fromOn?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: '受影响的末日；仅成批延期有。If many.' })
  toOn?: string | null;

  @Field(() => Boolean, { description: '候补用完时仍终止。The target goes also without a reserve.' })
  withoutReplacement!: boolean;

  @Field(() => Int, { nullable: true, description: '可超出承检上限的任务数。Beyond the capacity, if any.' })
  extra?: number | null;

  @Field(() => String, { description: '证明材料的 SHA-256。Of the evidence.' })
  evidence!: string;

  @Field(() => DateTime, { description: '申请时间。When it was asked for.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '通话时间；口头同意的才有。When they spoke.' })
  grantedAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '决定时间；未决定的没有。When it was decided.' })
  decidedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '不批准、否认的理由。Why it was refused or disowned.' })
  refusedFor?: string | null;

  @Field(() => ID, { nullable: true, description: '递补后的检查任务。The assignment that followed.' })
  nextAssignmentId?: string | null;

  @Field(() => Int, { nullable: true, description: '成批延期的任务数。How many were postponed.' })
  changedCount?: number | null;

  @Field(() => Int, { nullable: true, description: '未能延期的任务数。How many could not be.' })
  failedCount?: number | null;
}

@ObjectType({ description: '成批延期中一项任务的结果。What became of one of many visits.' })
export class ChangeOutcomeType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => Boolean, { description: '已延期。It was postponed.' })
  isDone!: boolean;
}

@ObjectType('ChangeNotice', {
  description: '给检查人员的变更告知：不含检查对象，到可见时间从任务查看。A notice; it names nobody.',
})
export class ChangeNoticeType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => NoticeKind, { description: '种类。What it tells.' })
  kind!: NoticeKind;

  @Field(() => DateTime, { description: '时间。When.' })
  createdAt!: Date;
}

@ObjectType({ description: '依抽取规程可能补入的人员。An officer whom the draw would bring in.' })
export class SubstituteOfficer {
  @Field(() => RealWorldId, { description: '执法证号。By certificate.' })
  realId!: string;

  @Field(() => Boolean, {
    description:
      '现在能否前往；不能的由下一人补入，原因不公开。Whether they could go now; why not is not told.',
  })
  canGo!: boolean;
}

@ObjectType({ description: '一个名额的替补次序。Who would come in for one place.' })
export class PlaceSubstitutes {
  @Field(() => RealWorldId, { description: '现有人员。Who holds it.' })
  officerRealId!: string;

  @Field(() => [SubstituteOfficer], {
    description: '依次补入的人员：第一个能前往的留任。In order; the first who can go stays.',
  })
  next!: SubstituteOfficer[];
}

@ObjectType({
  description:
    '替补次序，由抽取的种子事先确定，查看不改变任何内容；其后的替换会改变它。The order of substitutes as things stand.',
})
export class Substitutes {
  @Field(() => [PlaceSubstitutes], { description: '各名额，按检查组次序。By places of the team.' })
  places!: PlaceSubstitutes[];

  @Field(() => Int, { description: '本层剩余的候补对象数；不具名。Targets left in reserve; not named.' })
  reserveLeftCount!: number;

  @Field(() => Boolean, { description: '下一候补对象能否配齐人员。Whether the next one could be staffed.' })
  reserveIsStaffed!: boolean;

  @Field(() => [RealWorldId], { description: '下一候补对象的检查组。The team that the next one would have.' })
  reserveOfficerRealIds!: string[];
}

function told(name: string, description: string) {
  @ObjectType(name, { description })
  class Told {
    @Field(() => ChangeType, { description: '变更申请。The request.' })
    change!: ChangeType;
  }
  return Told;
}

export const ChangeRequested = told('ChangeRequested', '已申请，待负责人决定。It waits for the head.');
export const ChangeApproved = told('ChangeApproved', '已批准并办理。Approved and carried out.');
export const ChangeGranted = told('ChangeGranted', '口头同意已登记并办理，待确认。To be confirmed.');
export const ChangeConfirmed = told('ChangeConfirmed', '已确认。Confirmed.');
export const ChangeDisowned = told('ChangeDisowned', '已否认，列入预警。Disowned; an alarm is raised.');
export const ChangeRefused = told('ChangeRefused', '不批准。Refused.');
export const ChangeWithdrawn = told('ChangeWithdrawn', '已撤回。Withdrawn.');

export const ChangeConnection = connectionOf('ChangeRequest', () => ChangeType);
export const ChangeOutcomeConnection = connectionOf('ChangeOutcome', () => ChangeOutcomeType);
export const ChangeNoticeConnection = connectionOf('ChangeNotice', () => ChangeNoticeType);

const filing = [ChangeRequested, AssignmentNotFound, AssignmentStateWrong, ChangePending] as const;

export const RequestOfficerChangeResult = resultUnion('RequestOfficerChangeResult', () => [
  ...filing,
  OfficerNotOnTeam,
]);
export const RequestRecusalResult = resultUnion('RequestRecusalResult', () => [...filing, OfficerNotOnTeam]);
export const RequestTargetChangeResult = resultUnion('RequestTargetChangeResult', () => [
  ...filing,
  CampaignStateWrong,
]);
export const RequestStaffingResult = resultUnion('RequestStaffingResult', () => [...filing, NotHeld]);
export const RequestPostponementResult = resultUnion('RequestPostponementResult', () => [
  ...filing,
  BeyondWindow,
  PostponementRefused,
]);
export const RequestBulkPostponementResult = resultUnion('RequestBulkPostponementResult', () => [
  ChangeRequested,
  PostponementDaysWrong,
  NothingToPostpone,
]);

/** Why something that was asked for cannot be carried out now. */
const carrying = [
  AssignmentNotFound,
  AssignmentStateWrong,
  CampaignStateWrong,
  OfficerNotOnTeam,
  ReserveExhausted,
  BeyondWindow,
  PostponementRefused,
  NothingToPostpone,
  DrawRefused,
] as const;

const deciding = [ChangeNotFound, ChangeStateWrong, ChangeByOwnApprover] as const;

export const ApproveChangeResult = resultUnion('ApproveChangeResult', () => [
  ChangeApproved,
  ...deciding,
  ...carrying,
]);
export const EnterOralGrantResult = resultUnion('EnterOralGrantResult', () => [
  ChangeGranted,
  ...deciding,
  NotTheRequester,
  HeadNotFound,
  GrantTimeWrong,
  ...carrying,
]);
export const RefuseChangeResult = resultUnion('RefuseChangeResult', () => [ChangeRefused, ...deciding]);
export const WithdrawChangeResult = resultUnion('WithdrawChangeResult', () => [
  ChangeWithdrawn,
  ChangeNotFound,
  ChangeStateWrong,
  NotTheRequester,
]);
export const ConfirmChangeResult = resultUnion('ConfirmChangeResult', () => [
  ChangeConfirmed,
  ChangeNotFound,
  ChangeStateWrong,
  NotTheGrantor,
]);
export const DisownChangeResult = resultUnion('DisownChangeResult', () => [
  ChangeDisowned,
  ChangeNotFound,
  ChangeStateWrong,
  NotTheGrantor,
]);
export const SubstitutesResult = resultUnion('SubstitutesResult', () => [
  Substitutes,
  AssignmentNotFound,
  DrawRefused,
]);
