import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow, ANY_ROLE } from '../shared/allow.js';
import { batched } from '../shared/batched.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import type { Assignment } from './assignment.entity.js';
import { AssignmentState } from './assignment.states.js';
import { ContestSignatureInput, RecordResultInput, ReturnResultInput } from './inspection.input.js';
import { countHiddenAssignments, readTeams } from './inspection.read.js';
import { recordResult, signResult } from './inspection.service.js';
import { showAssignments, showOwnAssignments, showSlip } from './inspection.show.js';
import {
  AssignmentConnection,
  AssignmentType,
  ConfirmResultResult,
  ContestSignatureResult,
  RecordResultResult,
  ResultCodeType,
  ResultType,
  ReturnResultResult,
  SignResultResult,
  TeamMemberType,
} from './inspection.type.js';
import { contestSignature } from './paper/contest-signature.js';
import { InspectionResult } from './result.entity.js';
import { listResultCodes } from './result-codes.js';
import { confirmResult, returnResult } from './review.service.js';

@Resolver(() => AssignmentType)
export class InspectionResolver {
  @Allow(Role.INSPECTOR)
  @Query(() => AssignmentConnection, { description: '我的检查任务。The officer’s own assignments.' })
  myAssignments(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return showOwnAssignments(context, page);
  }

  @Allow(Role.INSPECTOR)
  @Query(() => Int, { description: '尚未到可见时间的任务数。How many are still hidden.' })
  myHiddenAssignmentCount(@Ctx() context: Context) {
    return countHiddenAssignments(context);
  }

  @Allow(Role.REVIEWER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => AssignmentConnection, { description: '按状态列出检查任务。Assignments by state.' })
  assignments(
    @Ctx() context: Context,
    @Arg('state', () => AssignmentState, { defaultValue: AssignmentState.SUBMITTED }) state: AssignmentState,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return showAssignments(context, state, page);
  }

  @Allow(Role.INSPECTOR)
  @Query(() => String, {
    nullable: true,
    description:
      '抽取凭证（规范 JSON），到场时交给检查对象核对；不是本组任务的没有。What the team shows at the door; absent where it is not theirs.',
  })
  slip(@Ctx() context: Context, @Arg('assignmentId', () => Id) assignmentId: string) {
    return showSlip(context, assignmentId);
  }

  @Allow(ANY_ROLE)
  @Query(() => [ResultCodeType], {
    description:
      '检查任务可用的结果代码；不填任务为默认体系。Codes of results: of an assignment, or the default.',
  })
  resultCodes(
    @Ctx() context: Context,
    @Arg('assignmentId', () => Id, { nullable: true }) assignmentId?: string,
  ) {
    return listResultCodes(context, assignmentId);
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => RecordResultResult, { description: '记录检查结果并签字。Records a result and signs it.' })
  recordResult(@Ctx() { step }: Context, @Arg('input', () => RecordResultInput) input: RecordResultInput) {
    return step((unit) => recordResult(unit, input));
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => SignResultResult, { description: '同组人员签字。Another officer of the team signs.' })
  signResult(@Ctx() { step }: Context, @Arg('resultId', () => Id) resultId: string) {
    return step((unit) => signResult(unit, resultId));
  }

  @Allow(Role.REVIEWER)
  @Mutation(() => ConfirmResultResult, { description: '确认结果。Makes a result final.' })
  confirmResult(@Ctx() { step }: Context, @Arg('resultId', () => Id) resultId: string) {
    return step((unit) => confirmResult(unit, resultId));
  }

  @Allow(Role.REVIEWER)
  @Mutation(() => ReturnResultResult, { description: '退回结果。Returns a result to its team.' })
  returnResult(@Ctx() { step }: Context, @Arg('input', () => ReturnResultInput) input: ReturnResultInput) {
    return step((unit) => returnResult(unit, input));
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => ContestSignatureResult, {
    description:
      '否认纸上签字：不是本人所签，确认前退回。Says that a signature on paper is not one’s own; the result is returned.',
  })
  contestSignature(
    @Ctx() { step }: Context,
    @Arg('input', () => ContestSignatureInput) input: ContestSignatureInput,
  ) {
    return step((unit) => contestSignature(unit, input));
  }

  @FieldResolver(() => [TeamMemberType], { description: '检查组。Its team, in draw order.' })
  async team(@Root() assignment: Assignment, @Ctx() context: Context) {
    return (await batched(context, readTeams, assignment.id)) ?? [];
  }

  @FieldResolver(() => [ResultType], {
    description: '结果各版本，新的在前。Versions of its result, newest first.',
  })
  async results(@Root() assignment: Assignment, @Ctx() context: Context) {
    const results = await context.loadBy(InspectionResult, 'assignment', assignment.id);
    return results.sort((a, b) => b.version - a.version);
  }
}
