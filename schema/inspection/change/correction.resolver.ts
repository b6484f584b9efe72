import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import { batched } from '../../shared/batched.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id, RealWorldId } from '../../shared/scalars.js';
import type { Assignment } from '../assignment.entity.js';
import { AssignmentType } from '../inspection.type.js';
import type { InspectionAlarm } from './alarm.entity.js';
import { pageAlarms, settleAlarm, takeAlarm } from './alarm.service.js';
import { AlarmState, ChangeMeasure, RateGroup } from './alarm.states.js';
import { RefuseCorrectionInput, RequestCorrectionInput, SettleAlarmInput } from './change.input.js';
import type { CorrectionNotice } from './correction.entity.js';
import {
  citationOf,
  issueCorrection,
  pageCorrections,
  readIssued,
  refuseCorrection,
  requestCorrection,
} from './correction.service.js';
import {
  AlarmConnection,
  AlarmType,
  ChangeRate,
  ChangeRateConnection,
  CorrectionConnection,
  CorrectionType,
  IssueCorrectionResult,
  RefuseCorrectionResult,
  RequestCorrectionResult,
  SettleAlarmResult,
  TakeAlarmResult,
} from './correction.type.js';
import { type GroupRate, pageRates } from './rates.read.js';

@Resolver(() => CorrectionType)
export class CorrectionResolver {
  @Allow(Role.PLAN_OWNER, Role.APPROVER, Role.REVIEWER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => CorrectionConnection, { description: '更正通知，新的在前。Correction notices, newest first.' })
  corrections(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('campaignId', () => Id, { nullable: true }) campaignId?: string,
  ) {
    return pageCorrections(context, campaignId ?? undefined, page);
  }

  @Allow(Role.PLAN_OWNER, Role.APPROVER)
  @Mutation(() => RequestCorrectionResult, { description: '申请更正通知。Asks for a correction notice.' })
  requestCorrection(
    @Ctx() { step }: Context,
    @Arg('input', () => RequestCorrectionInput) input: RequestCorrectionInput,
  ) {
    return step((unit) => requestCorrection(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => IssueCorrectionResult, { description: '签发更正通知并编号。Issues and numbers a notice.' })
  issueCorrection(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => issueCorrection(unit, id));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => RefuseCorrectionResult, { description: '不予签发更正通知。Refuses a notice.' })
  refuseCorrection(
    @Ctx() { step }: Context,
    @Arg('input', () => RefuseCorrectionInput) input: RefuseCorrectionInput,
  ) {
    return step((unit) => refuseCorrection(unit, input));
  }

  @FieldResolver(() => ID, { description: '抽查任务。Its campaign.' })
  campaignId(@Root() correction: CorrectionNotice) {
    return correction.campaign;
  }

  @FieldResolver(() => ID, { nullable: true, description: '检查任务；更正全部的没有。One visit alone.' })
  assignmentId(@Root() correction: CorrectionNotice) {
    return correction.assignment ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: '引用方式，如 更正〔2026〕1号；签发后才有。How it is cited, once issued.',
  })
  citation(@Root() correction: CorrectionNotice) {
    return citationOf(correction);
  }
}

@Resolver(() => AssignmentType)
export class AssignmentCorrectionResolver {
  @FieldResolver(() => [CorrectionType], {
    description: '已签发的更正通知，含其抽查任务的。Correction notices issued for it or for its campaign.',
  })
  async corrections(@Root() assignment: Assignment, @Ctx() context: Context) {
    const issued = (await batched(context, readIssued, assignment.campaign)) ?? [];
    return issued.filter((one) => !one.assignment || one.assignment === assignment.id);
  }
}

@Resolver(() => AlarmType)
export class AlarmResolver {
  @Allow(Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => AlarmConnection, { description: '预警，新的在前。Alarms, the newest first.' })
  inspectionAlarms(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('state', () => AlarmState, { nullable: true }) state?: AlarmState,
  ) {
    return pageAlarms(context, state ?? undefined, page);
  }

  @Allow(Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => ChangeRateConnection, {
    description:
      '替换、查无、失联的比较，最不像偶然的在前；供核查，不作考核排名。Rates by pair or area; never a ranking of work.',
  })
  changeRates(
    @Ctx() context: Context,
    @Arg('measure', () => ChangeMeasure) measure: ChangeMeasure,
    @Arg('by', () => RateGroup) group: RateGroup,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('departmentId', () => Id, { nullable: true }) departmentId?: string,
  ) {
    return pageRates(context, { measure, group, departmentId: departmentId ?? undefined }, page);
  }

  @Allow(Role.APPROVER)
  @Mutation(() => TakeAlarmResult, { description: '接办预警。Takes an alarm.' })
  takeAlarm(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => takeAlarm(unit, id));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => SettleAlarmResult, { description: '办结预警，写明情况。Settles an alarm.' })
  settleAlarm(@Ctx() { step }: Context, @Arg('input', () => SettleAlarmInput) input: SettleAlarmInput) {
    return step((unit) => settleAlarm(unit, input));
  }

  @FieldResolver(() => ID, { nullable: true, description: '所涉变更；按比率的没有。The change it is about.' })
  changeId(@Root() alarm: InspectionAlarm) {
    return alarm.change ?? null;
  }

  @FieldResolver(() => ChangeRate, {
    nullable: true,
    description: '发出时的次数与概率；所涉变更的没有。The figures when it was raised.',
  })
  rate(@Root() { figures, subjectKey }: InspectionAlarm) {
    return figures ? { key: subjectKey, ...figures, isBeyond: true } : null;
  }
}

@Resolver(() => ChangeRate)
export class ChangeRateResolver {
  @FieldResolver(() => [RealWorldId], {
    description: '人员组合；按区划比较的没有。The pair; none of an area.',
  })
  officerRealIds(@Root() { key }: GroupRate) {
    return key.includes(' ') ? key.split(' ') : [];
  }

  @FieldResolver(() => String, { nullable: true, description: '区划代码；按人员比较的没有。Of an area.' })
  divisionCode(@Root() { key }: GroupRate) {
    return key.includes(' ') ? null : key;
  }
}
