import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Deadline, DeadlineType } from '../../calendar/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { ResultType } from '../inspection.type.js';
// As types of parameters entities must not be values: decorators would take them for classes.
import { InspectionResult, type InspectionResult as ResultRow } from '../result.entity.js';
import { findResultChanges } from './compare-versions.js';
import { confirmResultCorrection, returnResultCorrection } from './result-correction.confirm.js';
import {
  approveResultCorrection,
  endResultCorrection,
  refuseResultCorrection,
} from './result-correction.decide.js';
import { type ResultCorrection as CorrectionRow, ResultCorrection } from './result-correction.entity.js';
import {
  ApproveResultCorrectionInput,
  RecordResultCorrectionInput,
  RequestResultCorrectionInput,
  ResultCorrectionReasonInput,
} from './result-correction.input.js';
import { pageOwnCorrections, pageResultCorrections } from './result-correction.read.js';
import { recordResultCorrection, signResultCorrection } from './result-correction.record.js';
import {
  askingRoles,
  requestResultCorrection,
  withdrawResultCorrection,
} from './result-correction.request.js';
import { ResultCorrectionState } from './result-correction.states.js';
import {
  ApproveResultCorrectionResult,
  ConfirmResultCorrectionResult,
  EndResultCorrectionResult,
  RecordResultCorrectionResult,
  RefuseResultCorrectionResult,
  RequestResultCorrectionResult,
  ResultChangeType,
  ResultCorrectionConnection,
  ResultCorrectionType,
  ReturnResultCorrectionResult,
  SignResultCorrectionResult,
  WithdrawResultCorrectionResult,
} from './result-correction.type.js';

const looking = [Role.INSPECTOR, Role.REVIEWER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR] as const;

@Resolver(() => ResultCorrectionType)
export class ResultCorrectionResolver {
  @Allow(...looking)
  @Query(() => ResultCorrectionConnection, {
    description: '结果更正，新的在前。Corrections of confirmed results, newest first.',
  })
  resultCorrections(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('state', () => ResultCorrectionState, { nullable: true }) state?: ResultCorrectionState,
    @Arg('isOpen', () => Boolean, { nullable: true, description: '在办的。Those that are open.' })
    isOpen?: boolean,
    @Arg('assignmentId', () => Id, { nullable: true }) assignmentId?: string,
  ) {
    return pageResultCorrections(context, { state, isOpen, assignmentId }, page);
  }

  @Allow(Role.INSPECTOR)
  @Query(() => ResultCorrectionConnection, {
    description: '待我记录、签字的更正。Open corrections that the officer records or signs.',
  })
  myResultCorrections(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageOwnCorrections(context, page);
  }

  @Allow(...looking)
  @Query(() => [ResultChangeType], {
    nullable: true,
    description: '同一结果两个版本的差异，逐项。What two versions of one result say differently.',
  })
  resultChanges(
    @Ctx() context: Context,
    @Arg('earlierId', () => Id) earlierId: string,
    @Arg('laterId', () => Id) laterId: string,
  ) {
    return findResultChanges(context, earlierId, laterId);
  }

  @Allow(...askingRoles)
  @Mutation(() => RequestResultCorrectionResult, {
    description: '申请更正已确认的结果。Asks for the correction of a confirmed result.',
  })
  requestResultCorrection(
    @Ctx() { step }: Context,
    @Arg('input', () => RequestResultCorrectionInput) input: RequestResultCorrectionInput,
  ) {
    return step((unit) => requestResultCorrection(unit, input));
  }

  @Allow(...askingRoles)
  @Mutation(() => WithdrawResultCorrectionResult, {
    description: '撤回在办的更正，由申请人。Withdraws an open correction.',
  })
  withdrawResultCorrection(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => withdrawResultCorrection(unit, id));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ApproveResultCorrectionResult, { description: '批准更正。Approves a correction.' })
  approveResultCorrection(
    @Ctx() { step }: Context,
    @Arg('input', () => ApproveResultCorrectionInput) input: ApproveResultCorrectionInput,
  ) {
    return step((unit) => approveResultCorrection(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => RefuseResultCorrectionResult, { description: '不批准更正。Refuses a correction.' })
  refuseResultCorrection(
    @Ctx() { step }: Context,
    @Arg('input', () => ResultCorrectionReasonInput) input: ResultCorrectionReasonInput,
  ) {
    return step((unit) => refuseResultCorrection(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => EndResultCorrectionResult, {
    description: '终止已批准而申请人已离岗的更正。Ends an approved correction whose asker is gone.',
  })
  endResultCorrection(
    @Ctx() { step }: Context,
    @Arg('input', () => ResultCorrectionReasonInput) input: ResultCorrectionReasonInput,
  ) {
    return step((unit) => endResultCorrection(unit, input));
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => RecordResultCorrectionResult, {
    description: '记录更正后的版本并签字。Records the corrected version and signs it.',
  })
  recordResultCorrection(
    @Ctx() { step }: Context,
    @Arg('input', () => RecordResultCorrectionInput) input: RecordResultCorrectionInput,
  ) {
    return step((unit) => recordResultCorrection(unit, input));
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => SignResultCorrectionResult, { description: '其他人员签字。Another officer signs.' })
  signResultCorrection(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => signResultCorrection(unit, id));
  }

  @Allow(Role.REVIEWER)
  @Mutation(() => ConfirmResultCorrectionResult, {
    description: '确认更正：更正后的版本为准。Makes the corrected version the one that stands.',
  })
  confirmResultCorrection(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => confirmResultCorrection(unit, id));
  }

  @Allow(Role.REVIEWER)
  @Mutation(() => ReturnResultCorrectionResult, {
    description: '退回更正后的版本。Returns a corrected version.',
  })
  returnResultCorrection(
    @Ctx() { step }: Context,
    @Arg('input', () => ResultCorrectionReasonInput) input: ResultCorrectionReasonInput,
  ) {
    return step((unit) => returnResultCorrection(unit, input));
  }

  @FieldResolver(() => ResultType, { nullable: true, description: '被更正的版本。The version it corrects.' })
  corrected(@Root() { corrects }: CorrectionRow, @Ctx() context: Context) {
    return context.load(InspectionResult, corrects);
  }

  @FieldResolver(() => ResultType, {
    nullable: true,
    description: '更正后的版本，最近记录的；尚未记录的没有。Its newest version, once recorded.',
  })
  version(@Root() { version }: CorrectionRow, @Ctx() context: Context) {
    return version ? context.load(InspectionResult, version) : null;
  }

  @FieldResolver(() => [ResultChangeType], {
    complexity: 10,
    description: '更正了什么，逐项；尚未记录的没有。What it changes, once recorded.',
  })
  async changes(@Root() { corrects, version }: CorrectionRow, @Ctx() context: Context) {
    return version ? ((await findResultChanges(context, corrects, version)) ?? []) : [];
  }

  @FieldResolver(() => DeadlineType, { nullable: true, description: '办理期限。Until when.' })
  async deadline(@Root() { id }: CorrectionRow, @Ctx() context: Context) {
    const deadlines = await context.loadBy(Deadline, 'subjectId', id);
    return deadlines.find(({ subjectKind }) => subjectKind === 'result-correction') ?? null;
  }
}

@Resolver(() => ResultType)
export class CorrectedResultResolver {
  @FieldResolver(() => ResultCorrectionType, {
    nullable: true,
    description: '形成本版本的更正；检查时记录的没有。The correction of which it is a version, if any.',
  })
  correction(@Root() { correctionId }: ResultRow, @Ctx() context: Context) {
    return correctionId ? context.load(ResultCorrection, correctionId) : null;
  }

  @FieldResolver(() => ResultCorrectionType, {
    nullable: true,
    description: '更正了本版本的更正：何时、何版本、为何；现行的没有。By which correction it stands no more.',
  })
  async correctedBy(@Root() { id, assignment, correctedAt }: ResultRow, @Ctx() context: Context) {
    if (!correctedAt) return null;
    const corrections = await context.loadBy(ResultCorrection, 'assignment', assignment);
    const isIt = ({ corrects, state }: CorrectionRow) =>
      corrects === id && state === ResultCorrectionState.CONFIRMED;
    return corrections.find(isIt) ?? null;
  }
}
