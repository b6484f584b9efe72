import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { DeadlineType } from '../../calendar/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { AssignmentType } from '../inspection.type.js';
import {
  approveChange,
  confirmChange,
  disownChange,
  enterOralGrant,
  refuseChange,
  withdrawChange,
} from './change.decide.js';
import type { ChangeNotice, ChangeOutcome, ChangeRequest } from './change.entity.js';
import {
  requestOfficerChange,
  requestPostponement,
  requestRecusal,
  requestStaffing,
  requestTargetChange,
} from './change.file.js';
import {
  EnterOralGrantInput,
  RefuseChangeInput,
  RequestBulkPostponementInput,
  RequestOfficerChangeInput,
  RequestPostponementInput,
  RequestRecusalInput,
  RequestStaffingInput,
  RequestTargetChangeInput,
} from './change.input.js';
import { pageOwnNotices } from './change.notice.js';
import { Obstacle } from './change.obstacle.js';
import {
  pageChanges,
  pageOutcomes,
  pageOwnChanges,
  showChangedAssignment,
  showConfirmBy,
  showObstacles,
} from './change.show.js';
import { showStatement } from './change.statement.js';
import { ChangeKind, ChangeState } from './change.states.js';
import {
  ApproveChangeResult,
  ChangeConnection,
  ChangeNoticeConnection,
  ChangeNoticeType,
  ChangeOutcomeConnection,
  ChangeOutcomeType,
  ChangeType,
  ConfirmChangeResult,
  DisownChangeResult,
  EnterOralGrantResult,
  RefuseChangeResult,
  RequestBulkPostponementResult,
  RequestOfficerChangeResult,
  RequestPostponementResult,
  RequestRecusalResult,
  RequestStaffingResult,
  RequestTargetChangeResult,
  SubstitutesResult,
  WithdrawChangeResult,
} from './change.type.js';
import { requestBulkPostponement } from './postpone-many.js';
import { readAssignmentSubstitutes } from './substitutes.read.js';

/** Members of a team ask for what concerns their visit, clerks and heads for those of their department. */
const asking = [Role.INSPECTOR, Role.PLAN_OWNER, Role.APPROVER] as const;

@Resolver(() => ChangeType)
export class ChangeResolver {
  @Allow(Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => ChangeConnection, { description: '派发后的变更申请，新的在前。Changes, the newest first.' })
  changes(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('state', () => ChangeState, { nullable: true }) state?: ChangeState,
    @Arg('kind', () => ChangeKind, { nullable: true }) kind?: ChangeKind,
  ) {
    return pageChanges(context, { state: state ?? undefined, kind: kind ?? undefined }, page);
  }

  @Allow(...asking)
  @Query(() => ChangeConnection, { description: '本人的变更申请，新的在前。What the actor asked for.' })
  myChanges(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageOwnChanges(context, page);
  }

  @Allow(Role.INSPECTOR)
  @Query(() => ChangeNoticeConnection, {
    description: '给本人的变更告知，新的在前；不含检查对象。Notices to the officer; they name nobody.',
  })
  myChangeNotices(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageOwnNotices(context, page);
  }

  @Allow(Role.PLAN_OWNER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => ChangeOutcomeConnection, {
    description: '成批延期中各项任务的结果。What became of each of many visits.',
  })
  changeOutcomes(
    @Ctx() context: Context,
    @Arg('changeId', () => Id) changeId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('failedOnly', () => Boolean, { defaultValue: false }) failedOnly: boolean,
  ) {
    return pageOutcomes(context, changeId, failedOnly, page);
  }

  @Allow(Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => SubstitutesResult, {
    description: '替补次序：各名额、检查对象的下一个，不改变任何内容。Who would be next; nothing changes.',
  })
  substitutes(@Ctx() context: Context, @Arg('assignmentId', () => Id) assignmentId: string) {
    return readAssignmentSubstitutes(context, assignmentId);
  }

  @Allow(...asking)
  @Mutation(() => RequestOfficerChangeResult, {
    description: '申请替换检查人员。Asks to replace an officer.',
  })
  requestOfficerChange(
    @Ctx() { step }: Context,
    @Arg('input', () => RequestOfficerChangeInput) input: RequestOfficerChangeInput,
  ) {
    return step((unit) => requestOfficerChange(unit, input));
  }

  @Allow(...asking)
  @Mutation(() => RequestRecusalResult, {
    description: '申请回避；由负责人决定，决定前检查不停止。Asks for a recusal; the check goes on meanwhile.',
  })
  requestRecusal(
    @Ctx() { step }: Context,
    @Arg('input', () => RequestRecusalInput) input: RequestRecusalInput,
  ) {
    return step((unit) => requestRecusal(unit, input));
  }

  @Allow(...asking)
  @Mutation(() => RequestTargetChangeResult, { description: '申请替换检查对象。Asks to replace a target.' })
  requestTargetChange(
    @Ctx() { step }: Context,
    @Arg('input', () => RequestTargetChangeInput) input: RequestTargetChangeInput,
  ) {
    return step((unit) => requestTargetChange(unit, input));
  }

  @Allow(Role.PLAN_OWNER, Role.APPROVER)
  @Mutation(() => RequestStaffingResult, { description: '申请配齐人员。Asks to staff a held target.' })
  requestStaffing(
    @Ctx() { step }: Context,
    @Arg('input', () => RequestStaffingInput) input: RequestStaffingInput,
  ) {
    return step((unit) => requestStaffing(unit, input));
  }

  @Allow(...asking)
  @Mutation(() => RequestPostponementResult, { description: '申请延期。Asks to postpone a visit.' })
  requestPostponement(
    @Ctx() { step }: Context,
    @Arg('input', () => RequestPostponementInput) input: RequestPostponementInput,
  ) {
    return step((unit) => requestPostponement(unit, input));
  }

  @Allow(Role.PLAN_OWNER, Role.APPROVER)
  @Mutation(() => RequestBulkPostponementResult, {
    description: '申请成批延期（如台风）。Asks to postpone the visits of a place.',
  })
  requestBulkPostponement(
    @Ctx() { step }: Context,
    @Arg('input', () => RequestBulkPostponementInput) input: RequestBulkPostponementInput,
  ) {
    return step((unit) => requestBulkPostponement(unit, input));
  }

  @Allow(...asking)
  @Mutation(() => WithdrawChangeResult, { description: '撤回本人的申请。Takes a request back.' })
  withdrawChange(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => withdrawChange(unit, id));
  }

  @Allow(...asking)
  @Mutation(() => EnterOralGrantResult, {
    description:
      '登记负责人的电话同意：即时办理，负责人须在一个工作日内确认。Enters a grant by phone; to be confirmed in a working day.',
  })
  enterOralGrant(
    @Ctx() { step }: Context,
    @Arg('input', () => EnterOralGrantInput) input: EnterOralGrantInput,
  ) {
    return step((unit) => enterOralGrant(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ApproveChangeResult, {
    description: '批准变更并办理；补入者由抽取的种子确定。Approves a change and carries it out.',
  })
  approveChange(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => approveChange(unit, id));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => RefuseChangeResult, { description: '不批准变更。Refuses a change.' })
  refuseChange(@Ctx() { step }: Context, @Arg('input', () => RefuseChangeInput) input: RefuseChangeInput) {
    return step((unit) => refuseChange(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ConfirmChangeResult, { description: '确认曾口头同意。Confirms a grant by phone.' })
  confirmChange(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => confirmChange(unit, id));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => DisownChangeResult, { description: '否认曾口头同意。Says that it was never granted.' })
  disownChange(@Ctx() { step }: Context, @Arg('input', () => RefuseChangeInput) input: RefuseChangeInput) {
    return step((unit) => disownChange(unit, input));
  }

  @FieldResolver(() => ID, { nullable: true, description: '抽查任务；成批延期的没有。Its campaign.' })
  campaignId(@Root() change: ChangeRequest) {
    return change.campaign ?? null;
  }

  @FieldResolver(() => ID, { nullable: true, description: '检查任务；成批延期的没有。Its assignment.' })
  assignmentId(@Root() change: ChangeRequest) {
    return change.assignment ?? null;
  }

  @FieldResolver(() => AssignmentType, {
    nullable: true,
    description: '检查任务，到可见时间后才有。The assignment, once its time has come.',
  })
  assignment(@Root() change: ChangeRequest, @Ctx() context: Context) {
    return showChangedAssignment(context, change.assignment);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: '情况说明；仅申请人、负责人、审计可见。What speaks for it; sealed from colleagues.',
  })
  statement(@Root() change: ChangeRequest, @Ctx() context: Context) {
    return showStatement(context, change);
  }

  @FieldResolver(() => DeadlineType, {
    nullable: true,
    description: '口头同意的确认期限。Until when a grant by phone is to be confirmed.',
  })
  confirmBy(@Root() change: ChangeRequest, @Ctx() context: Context) {
    return showConfirmBy(context, change);
  }
}

@Resolver(() => ChangeOutcomeType)
export class ChangeOutcomeResolver {
  @FieldResolver(() => ID, { description: '检查任务。The assignment.' })
  assignmentId(@Root() outcome: ChangeOutcome) {
    return outcome.assignment;
  }

  @FieldResolver(() => [Obstacle], { description: '未能延期的各项原因。Why it could not be.' })
  obstacles(@Root() outcome: ChangeOutcome, @Ctx() context: Context) {
    return showObstacles(context, outcome);
  }
}

@Resolver(() => ChangeNoticeType)
export class ChangeNoticeResolver {
  @FieldResolver(() => ID, { description: '检查任务。The assignment.' })
  assignmentId(@Root() notice: ChangeNotice) {
    return notice.assignment;
  }
}
