import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { pageDepartmentProgress } from './department-progress.read.js';
import { HandOutRuleInput, OpenDutiesArguments, PlanVisitInput } from './hand-out.input.js';
import { DutyGroup, VisitPeriod } from './hand-out.states.js';
import {
  CampaignProgressConnection,
  DepartmentProgressConnection,
  DutyTotalConnection,
  HandOutTimesType,
  OpenDutyConnection,
  OwnVisitConnection,
  PlanVisitResult,
  RemindTeamsResult,
  SetHandOutRuleResult,
} from './hand-out.type.js';
import { pageOpenDuties } from './ledger.read.js';
import { pageProgress } from './overview.read.js';
import { planVisit } from './plan-visit.service.js';
import { remindTeams } from './remind.service.js';
import { pageDutyTotals } from './totals.read.js';
import { findTimes, setHandOutRule } from './visibility.js';
import { showOwnVisits } from './visits.read.js';

const NO_DEPARTMENT = '00000000-0000-0000-0000-000000000000';

@Resolver()
export class HandOutResolver {
  @Allow(Role.INSPECTOR)
  @Query(() => OwnVisitConnection, {
    description:
      '我今日或本周的检查，含逾期的；对象到时才显示。The officer’s visits of today or this week, and late ones.',
  })
  myVisits(
    @Ctx() context: Context,
    @Arg('period', () => VisitPeriod, { defaultValue: VisitPeriod.TODAY }) period: VisitPeriod,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return showOwnVisits(context, period, page);
  }

  @Allow(Role.APPROVER, Role.PLAN_OWNER, Role.REVIEWER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => CampaignProgressConnection, {
    description:
      '各抽查任务的进度，只有数量，不作考核排名。How campaigns stand, in numbers; never for ranking.',
  })
  campaignProgress(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('dueDays', () => Int, {
      defaultValue: 7,
      description: '几日内到期算临近，0 至 366。What counts as due soon, in days.',
    })
    dueDays: number,
  ) {
    return pageProgress(context, Math.min(Math.max(dueDays, 0), 366), page);
  }

  @Allow(Role.APPROVER, Role.PLAN_OWNER, Role.REVIEWER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => DepartmentProgressConnection, {
    description:
      '各部门在各抽查任务中的进度，只有数量，不作考核排名；联合任务的牵头部门及其上级可见各参与部门的，参与部门只见本部门的。How each department stands in each campaign, in numbers; of a joint campaign its lead reads all, a participant its own.',
  })
  departmentProgress(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('campaignId', () => Id, { nullable: true, description: '只要这项任务的。Of one campaign.' })
    campaignId?: string,
    @Arg('dueDays', () => Int, {
      defaultValue: 7,
      description: '几日内到期算临近，0 至 366。What counts as due soon, in days.',
    })
    dueDays?: number,
  ) {
    const days = Math.min(Math.max(dueDays ?? 7, 0), 366);
    return pageDepartmentProgress(context, campaignId ?? undefined, days, page);
  }

  @Allow(Role.APPROVER, Role.PLAN_OWNER, Role.REVIEWER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => OpenDutyConnection, {
    description:
      '台账：未派发、未补派、未通知组员、未告知当事人、未检查的事项，应办日在先的在前。What is not dispatched, staffed, told, notified or visited, the first due first.',
  })
  openDuties(@Ctx() context: Context, @Args(() => OpenDutiesArguments) asked: OpenDutiesArguments) {
    return pageOpenDuties(context, asked, asked);
  }

  @Allow(Role.APPROVER, Role.PLAN_OWNER, Role.REVIEWER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => DutyTotalConnection, {
    description:
      '未办事项合计：按部门、任务或人员；按标识排列，不作考核排名。Totals of open duties, in the order of ids; never for ranking.',
  })
  openDutyTotals(
    @Ctx() context: Context,
    @Arg('by', () => DutyGroup, { description: '按什么汇总。By what they are counted.' }) by: DutyGroup,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return pageDutyTotals(context, by, page);
  }

  @Allow(Role.APPROVER, Role.PLAN_OWNER, Role.INSPECTOR, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => HandOutTimesType, {
    description:
      '本部门检查组何时可见对象；未规定的按系统设置。When the department’s teams see their targets.',
  })
  handOutTimes(@Ctx() context: Context) {
    return findTimes(context, context.actor.departmentId ?? NO_DEPARTMENT);
  }

  @Allow(Role.APPROVER)
  @Mutation(() => SetHandOutRuleResult, {
    description:
      '规定检查组何时可见对象，附依据；自下一次派发起适用。Sets when teams see their targets, with its basis.',
  })
  setHandOutRule(@Ctx() { step }: Context, @Arg('input', () => HandOutRuleInput) input: HandOutRuleInput) {
    return step((unit) => setHandOutRule(unit, input));
  }

  @Allow(Role.INSPECTOR, Role.APPROVER)
  @Mutation(() => PlanVisitResult, {
    description:
      '组长或负责人安排检查日期，对象按该日的时间可见。The lead or the head plans the day; visibility follows it.',
  })
  planVisit(@Ctx() { step }: Context, @Arg('input', () => PlanVisitInput) input: PlanVisitInput) {
    return step((unit) => planVisit(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => RemindTeamsResult, {
    description:
      '提醒某抽查任务的检查组，同一人一日一次。Reminds the teams of a campaign; nobody twice a day.',
  })
  remindTeams(@Ctx() { step }: Context, @Arg('campaignId', () => Id) campaignId: string) {
    return step((unit) => remindTeams(unit, campaignId));
  }
}
