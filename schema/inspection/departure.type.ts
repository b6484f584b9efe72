import { Field, ID, Int, ObjectType } from 'type-graphql';
import {
  AccountClosedAlready,
  AccountNotFound,
  AccountType,
  LastAdministrator,
  OwnAccount,
} from '../account/index.js';
import { connectionOf } from '../console/index.js';
import { DrawRefused } from '../draw/index.js';
import {
  InspectorHasLeft,
  InspectorNotFound,
  InspectorType,
  OfficerChangedMeanwhile,
} from '../registry/index.js';
import { resultUnion } from '../shared/result-union.js';
import { CalendarDate, DateTime, RealWorldId } from '../shared/scalars.js';
import {
  HandOverApproverInvolved,
  HandOverNotFound,
  HandOverPending,
  LastDayInFuture,
  MattersOpen,
  NothingToHandOver,
  OpenMatter,
} from './departure.errors.js';
import { HandOverState } from './departure.states.js';

@ObjectType('HandOver', { description: '移交：一人申请，另一人批准。Asked by one, approved by another.' })
export class HandOverType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ID, { description: '离岗人员。The officer who leaves.' })
  inspectorId!: string;

  @Field(() => CalendarDate, { description: '最后工作日。The last day.' })
  lastOn!: string;

  @Field(() => String, { description: '文号。The document.' })
  documentNo!: string;

  @Field(() => HandOverState, { description: '状态。Where it stands.' })
  state!: HandOverState;

  @Field(() => DateTime, { description: '申请时间。When it was asked for.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '决定时间；待批准的没有。When it was decided.' })
  decidedAt?: Date;

  @Field(() => String, { nullable: true, description: '不批准的理由。Why it was refused.' })
  refusedFor?: string;
}

@ObjectType('TeamChange', {
  description: '检查组的一次替换，已记入抽取日志。An officer of a team was replaced.',
})
export class TeamChangeType {
  @Field(() => Int, { description: '本次抽取的第几次替换。n in the draw’s log.' })
  number!: number;

  @Field(() => String, { description: '理由代码，见抽取规则。A code of the rules.' })
  reason!: string;

  @Field(() => RealWorldId, { description: '离开的人员。Who went.' })
  outRealId!: string;

  @Field(() => RealWorldId, { description: '补入的人员。Who came in.' })
  inRealId!: string;

  @Field(() => DateTime, { description: '时间。When.' })
  changedAt!: Date;
}

@ObjectType({ description: '未办结事项。What is open of an officer.' })
export class OpenMatters {
  @Field(() => Int, { description: '总数。How many in all.' })
  count!: number;

  @Field(() => [OpenMatter], { description: '各项，最多 100 项。At most 100 of them.' })
  matters!: OpenMatter[];
}

@ObjectType({ description: '执法人员的任务量。An officer’s load.' })
export class InspectorLoad {
  @Field(() => InspectorType, { description: '执法人员。The officer.' })
  inspector!: InspectorType;

  @Field(() => Int, { description: '本年已检查数。Visits of this year.' })
  visitCount!: number;

  @Field(() => Int, { description: '未办结任务数。Assignments that are not confirmed.' })
  openAssignmentCount!: number;

  @Field(() => Int, { description: '已定日期、尚未进行的检查数。Visits planned for today or later.' })
  plannedVisitCount!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      '承检上限余量；没有个人上限的没有。What is left of the officer’s own capacity, where there is one.',
  })
  capacityLeft?: number;
}

@ObjectType({ description: '已申请移交。The hand-over waits for approval.' })
export class HandOverRequested {
  @Field(() => HandOverType, { description: '移交。The hand-over.' })
  handOver!: HandOverType;
}

@ObjectType({ description: '已批准移交。The visits have new officers.' })
export class HandOverApproved {
  @Field(() => HandOverType, { description: '移交。The hand-over.' })
  handOver!: HandOverType;

  @Field(() => Int, { description: '移交的任务数。How many assignments went to others.' })
  assignmentCount!: number;
}

@ObjectType({ description: '未批准移交。The hand-over was refused.' })
export class HandOverRefused {
  @Field(() => HandOverType, { description: '移交。The hand-over.' })
  handOver!: HandOverType;
}

@ObjectType({ description: '已离岗。The officer has left.' })
export class InspectorDeparted {
  @Field(() => InspectorType, { description: '执法人员。The officer.' })
  inspector!: InspectorType;

  @Field(() => Int, { description: '停用的账户数。How many accounts were closed.' })
  accountCount!: number;
}

@ObjectType({ description: '账户已停用，会话已注销。The account is closed and its sessions are over.' })
export class AccountClosed {
  @Field(() => AccountType, { description: '账户。The account.' })
  account!: AccountType;
}

export const HandOverConnection = connectionOf('HandOver', () => HandOverType);
export const InspectorLoadConnection = connectionOf('InspectorLoad', () => InspectorLoad);

export const RequestHandOverResult = resultUnion('RequestHandOverResult', () => [
  HandOverRequested,
  InspectorNotFound,
  HandOverPending,
  NothingToHandOver,
]);

export const ApproveHandOverResult = resultUnion('ApproveHandOverResult', () => [
  HandOverApproved,
  HandOverNotFound,
  HandOverApproverInvolved,
  InspectorNotFound,
  DrawRefused,
]);

export const RefuseHandOverResult = resultUnion('RefuseHandOverResult', () => [
  HandOverRefused,
  HandOverNotFound,
  HandOverApproverInvolved,
]);

export const DepartInspectorResult = resultUnion('DepartInspectorResult', () => [
  InspectorDeparted,
  InspectorNotFound,
  InspectorHasLeft,
  OfficerChangedMeanwhile,
  LastDayInFuture,
  MattersOpen,
]);

export const CloseAccountResult = resultUnion('CloseAccountResult', () => [
  AccountClosed,
  AccountNotFound,
  AccountClosedAlready,
  OwnAccount,
  LastAdministrator,
  MattersOpen,
]);

export const OpenMattersResult = resultUnion('OpenMattersResult', () => [OpenMatters, InspectorNotFound]);
