import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { type Rectification, RectificationStep } from './rectification.entity.js';
import {
  OrderRectificationInput,
  RectificationStepInput,
  RectificationTermInput,
} from './rectification.input.js';
import { orderRectification } from './rectification.order.js';
import {
  escalateRectification,
  extendRectification,
  pageRectifications,
  passRectification,
  rejectRectification,
  reportRectification,
} from './rectification.service.js';
import { RectificationState } from './rectification.states.js';
import {
  EscalateRectificationResult,
  ExtendRectificationResult,
  OrderRectificationResult,
  PassRectificationResult,
  RectificationConnection,
  RectificationStepType,
  RectificationType,
  RejectRectificationResult,
  ReportRectificationResult,
} from './rectification.type.js';

@Resolver(() => RectificationType)
export class RectificationResolver {
  @Allow(Role.INSPECTOR, Role.REVIEWER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => RectificationConnection, { description: '责令改正，新的在前。Rectifications, newest first.' })
  rectifications(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('state', () => RectificationState, { nullable: true }) state?: RectificationState,
    @Arg('assignmentId', () => Id, { nullable: true }) assignmentId?: string,
  ) {
    const asked = { state: state ?? undefined, assignmentId: assignmentId ?? undefined };
    return pageRectifications(context, asked, page);
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => OrderRectificationResult, {
    description: '责令改正并限期：检查组成员，记录之后。Orders what is to be put right, and by when.',
  })
  orderRectification(
    @Ctx() { step }: Context,
    @Arg('input', () => OrderRectificationInput) input: OrderRectificationInput,
  ) {
    return step((unit) => orderRectification(unit, input));
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => ReportRectificationResult, {
    description: '登记当事人的整改报告；逾期的也接收。Enters what the party reports, also when late.',
  })
  reportRectification(
    @Ctx() { step }: Context,
    @Arg('input', () => RectificationStepInput) input: RectificationStepInput,
  ) {
    return step((unit) => reportRectification(unit, input));
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => PassRectificationResult, { description: '复核通过，销账。The re-check passed it.' })
  passRectification(
    @Ctx() { step }: Context,
    @Arg('input', () => RectificationStepInput) input: RectificationStepInput,
  ) {
    return step((unit) => passRectification(unit, input));
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => RejectRectificationResult, {
    description: '复核未通过，重新限期。The re-check did not pass it; a new term runs.',
  })
  rejectRectification(
    @Ctx() { step }: Context,
    @Arg('input', () => RectificationTermInput) input: RectificationTermInput,
  ) {
    return step((unit) => rejectRectification(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ExtendRectificationResult, { description: '延长整改期限。Extends its term from today.' })
  extendRectification(
    @Ctx() { step }: Context,
    @Arg('input', () => RectificationTermInput) input: RectificationTermInput,
  ) {
    return step((unit) => extendRectification(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => EscalateRectificationResult, {
    description:
      '转后续处理；不因此立案，立案由办案程序决定。It goes on elsewhere; it opens no case by itself.',
  })
  escalateRectification(
    @Ctx() { step }: Context,
    @Arg('input', () => RectificationStepInput) input: RectificationStepInput,
  ) {
    return step((unit) => escalateRectification(unit, input));
  }

  @FieldResolver(() => [RectificationStepType], { description: '各步，先后为序。Its steps in order.' })
  async steps(@Root() { id }: Rectification, @Ctx() context: Context) {
    const steps = await context.loadBy(RectificationStep, 'rectification', id);
    return [...steps].sort((a, b) => a.number - b.number);
  }
}
