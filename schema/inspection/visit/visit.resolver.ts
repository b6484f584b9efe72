import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow, ANY_ROLE } from '../../shared/allow.js';
import { batched } from '../../shared/batched.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { CompleteVisitResult, ResultType } from '../inspection.type.js';
import { showLateReason } from '../late-reason.js';
import type { InspectionResult } from '../result.entity.js';
import { readPinned } from './result-evidence.read.js';
import { readPoints } from './result-point.read.js';
import { completeVisit } from './visit.complete.js';
import { pageRefusedEvents, showVisit } from './visit.read.js';
import { listExitRules } from './visit.rules.js';
import { recordOf } from './visit.show.js';
import { openRefused, openTexts, settleRefused } from './visit.texts.js';
import {
  CompleteVisitInput,
  RefusedVisitEventConnection,
  SettleRefusedEventInput,
  SettleRefusedEventResult,
  VisitEventTextType,
  VisitExitRuleType,
  VisitPointType,
  VisitRecordType,
} from './visit.type.js';
import { ResultEvidenceType } from './visit-evidence.type.js';

@Resolver()
export class VisitResolver {
  @Allow(Role.INSPECTOR, Role.REVIEWER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => VisitRecordType, {
    nullable: true,
    description: '一次检查的现场记录及尚缺各项。A visit as its events say, and what it lacks.',
  })
  async visit(@Ctx() context: Context, @Arg('assignmentId', () => Id) assignmentId: string) {
    const shown = await showVisit(context, assignmentId);
    return shown && recordOf(shown);
  }

  @Allow(Role.INSPECTOR, Role.REVIEWER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => [VisitEventTextType], {
    description:
      '现场记录的文字与位置（加密保存，查阅留痕）。Texts and places of a visit; every reading is recorded.',
  })
  async visitTexts(@Ctx() context: Context, @Arg('assignmentId', () => Id) assignmentId: string) {
    const shown = await showVisit(context, assignmentId);
    if (!shown) return [];
    return context.step((unit) => unit.beyond('team', (wide) => openTexts(wide, shown.events)));
  }

  @Allow(Role.INSPECTOR, Role.REVIEWER, Role.AUDITOR)
  @Query(() => RefusedVisitEventConnection, {
    description: '未接收、待人工核对的事件，新的在前。Events that were not taken, newest first.',
  })
  refusedVisitEvents(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageRefusedEvents(context, page);
  }

  @Allow(Role.INSPECTOR, Role.REVIEWER, Role.AUDITOR)
  @Query(() => VisitEventTextType, {
    nullable: true,
    description: '未接收事件的原文，查阅留痕。What was refused, as it came; the reading is recorded.',
  })
  async refusedVisitEventText(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    const opened = await step((unit) => openRefused(unit, id));
    return isRefusal(opened) ? null : opened;
  }

  @Allow(ANY_ROLE)
  @Query(() => [VisitExitRuleType], {
    description: '未能检查的各种情形及后果。What follows where nobody or nothing was to be checked.',
  })
  visitExitRules(@Ctx() context: Context) {
    return listExitRules(context);
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => CompleteVisitResult, {
    description: '由现场记录形成结果并提交审核。Makes the result of a visit from its events.',
  })
  completeVisit(@Ctx() { step }: Context, @Arg('input', () => CompleteVisitInput) input: CompleteVisitInput) {
    return step((unit) => completeVisit(unit, input));
  }

  @Allow(Role.INSPECTOR, Role.REVIEWER)
  @Mutation(() => SettleRefusedEventResult, {
    description: '办结未接收的事件。Settles an event that was not taken.',
  })
  settleRefusedVisitEvent(
    @Ctx() { step }: Context,
    @Arg('input', () => SettleRefusedEventInput) input: SettleRefusedEventInput,
  ) {
    return step((unit) => settleRefused(unit, input));
  }
}

@Resolver(() => ResultType)
export class ResultPointResolver {
  @FieldResolver(() => [VisitPointType], { description: '各检查点的结果。What was found at each point.' })
  async points(@Root() { id }: InspectionResult, @Ctx() context: Context) {
    return (await batched(context, readPoints, id)) ?? [];
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      '逾期录入的理由（加密保存，查阅留痕）；未逾期的没有。Why it was entered late; sealed, each showing recorded.',
  })
  lateReason(@Root() result: InspectionResult, @Ctx() context: Context) {
    return showLateReason(context, result);
  }

  @FieldResolver(() => [ResultEvidenceType], {
    description: '结果所依据的证据，随版本固定。The evidence that it rests on, fixed with its version.',
  })
  async evidence(@Root() { id }: InspectionResult, @Ctx() context: Context) {
    return (await batched(context, readPinned, id)) ?? [];
  }
}
