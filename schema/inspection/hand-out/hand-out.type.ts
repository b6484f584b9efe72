import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { CampaignState } from '../../plan/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime, RealWorldId } from '../../shared/scalars.js';
import { AssignmentState } from '../assignment.states.js';
import { AssignmentNotFound, AssignmentStateWrong } from '../inspection.errors.js';
import { CampaignNotHandedOut, NotTeamLead, PlannedOutsideWindow } from './hand-out.errors.js';
import { OpenDutyKind } from './hand-out.states.js';

@ObjectType('OwnVisit', { description: '我的一项检查。A visit of the acting officer.' })
export class OwnVisitType {
  @Field(() => ID, { description: '检查任务。The assignment.' })
  id!: string;

  @Field(() => String, { description: '抽查任务编号。The campaign’s number.' })
  campaignCode!: string;

  @Field(() => AssignmentState, { description: '状态。Where it stands.' })
  state!: AssignmentState;

  @Field(() => CalendarDate, { nullable: true, description: '已定的检查日期。The planned day, if any.' })
  plannedOn?: string | null;

  @Field(() => CalendarDate, { description: '检查期限止。The last day.' })
  windowToOn!: string;

  @Field(() => CalendarDate, {
    description: '应办日：已定日期，否则期限止。The planned day, or the last one.',
  })
  dueOn!: string;

  @Field(() => Boolean, { description: '已过应办日。Past its due day.' })
  isLate!: boolean;

  @Field(() => Boolean, { description: '本人为组长。The officer leads the team.' })
  isLead!: boolean;

  @Field(() => DateTime, { description: '何时起可见对象。From when on its target is seen.' })
  visibleAt!: Date;

  @Field(() => RealWorldId, { nullable: true, description: '检查对象；到时才有。Absent until its time.' })
  targetRealId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '对象名称；到时才有，查看即留痕。Absent until its time; each showing is recorded.',
  })
  targetName?: string | null;
}

export const OwnVisitConnection = connectionOf('OwnVisit', () => OwnVisitType);

@ObjectType('AssignmentStateCount', { description: '某一状态的任务数。Assignments in a state.' })
export class StateCountType {
  @Field(() => AssignmentState, { description: '状态。The state.' })
  state!: AssignmentState;

  @Field(() => Int, { description: '数量。How many.' })
  count!: number;
}

@ObjectType('CampaignProgress', {
  description: '抽查任务的进度，只有数量。How a campaign stands, in numbers alone.',
})
export class CampaignProgressType {
  @Field(() => ID, { description: '抽查任务。The campaign.' })
  id!: string;

  @Field(() => String, { description: '编号。Its number.' })
  code!: string;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;

  @Field(() => CampaignState, { description: '状态。Where it stands.' })
  state!: CampaignState;

  @Field(() => CalendarDate, { description: '检查期限起。First day of the window.' })
  windowFromOn!: string;

  @Field(() => CalendarDate, { description: '检查期限止。Last day of the window.' })
  windowToOn!: string;

  @Field(() => Int, { description: '抽中数。Units drawn.' })
  drawnCount!: number;

  @Field(() => Int, { description: '已派发数。Units dispatched so far.' })
  dispatchedCount!: number;

  @Field(() => [StateCountType], { description: '各状态的数量。Assignments by state.' })
  counts!: StateCountType[];

  @Field(() => Int, { description: '检查组尚不可见的数量。Not seen by their teams yet.' })
  hiddenCount!: number;

  @Field(() => Int, { description: '已定日期、未办结的数量。Open ones with a planned day.' })
  plannedCount!: number;

  @Field(() => Int, { description: '临近应办日的数量。Due soon.' })
  dueCount!: number;

  @Field(() => Int, { description: '逾期的数量。Past their due day.' })
  lateCount!: number;
}

export const CampaignProgressConnection = connectionOf('CampaignProgress', () => CampaignProgressType);

@ObjectType('DepartmentProgress', {
  description:
    '一个部门在一项抽查任务中的进度，只有数量。How a department stands in a campaign, in numbers alone.',
})
export class DepartmentProgressType {
  @Field(() => ID, { description: '抽查任务。The campaign.' })
  campaignId!: string;

  @Field(() => String, { description: '任务编号。Its number.' })
  campaignCode!: string;

  @Field(() => String, { description: '任务名称。Its title.' })
  campaignTitle!: string;

  @Field(() => ID, { description: '部门。The department.' })
  departmentId!: string;

  @Field(() => String, { description: '部门代码。Its code.' })
  departmentCode!: string;

  @Field(() => String, { description: '部门名称。Its name.' })
  departmentName!: string;

  @Field(() => Boolean, { description: '牵头部门。Whether it leads.' })
  isLead!: boolean;

  @Field(() => Int, { description: '已派发的任务数。Assignments it has.' })
  assignedCount!: number;

  @Field(() => Int, { description: '检查组尚不可见的。Not seen by their teams yet.' })
  hiddenCount!: number;

  @Field(() => Int, { description: '已定日期、未办结的。Open ones with a planned day.' })
  plannedCount!: number;

  @Field(() => Int, { description: '临近应办日的。Due soon.' })
  dueCount!: number;

  @Field(() => Int, { description: '逾期的。Past their due day.' })
  lateCount!: number;

  @Field(() => Int, { description: '已记录、未确认的。Recorded and not confirmed yet.' })
  recordedCount!: number;

  @Field(() => Int, { description: '已确认的。Confirmed.' })
  confirmedCount!: number;
}

export const DepartmentProgressConnection = connectionOf('DepartmentProgress', () => DepartmentProgressType);

@ObjectType('OpenDuty', {
  description: '未办事项，不含对象名称。Something not done yet; it names no target.',
})
export class OpenDutyType {
  @Field(() => ID, {
    description:
      '所指：任务；整批的为抽取；未通知的为人员。The assignment; the draw where all of it; the officer where not told.',
  })
  id!: string;

  @Field(() => OpenDutyKind, { description: '种类。Its kind.' })
  kind!: OpenDutyKind;

  @Field(() => ID, { description: '部门。The department.' })
  departmentId!: string;

  @Field(() => ID, { description: '抽查任务。The campaign.' })
  campaignId!: string;

  @Field(() => String, { description: '抽查任务编号。The campaign’s number.' })
  campaignCode!: string;

  @Field(() => ID, { description: '抽取。The draw.' })
  drawId!: string;

  @Field(() => ID, { nullable: true, description: '检查任务，如有。The assignment, if it is about one.' })
  assignmentId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: '承办人员：检查为组长。Whose it is; of a visit, the lead’s.',
  })
  inspectorId?: string | null;

  @Field(() => Int, { description: '涉及的任务数。Assignments that it is about.' })
  count!: number;

  @Field(() => CalendarDate, { description: '应办日。The due day.' })
  dueOn!: string;

  @Field(() => Boolean, { description: '已过应办日。Past its due day.' })
  isLate!: boolean;
}

export const OpenDutyConnection = connectionOf('OpenDuty', () => OpenDutyType);

@ObjectType('DutyCount', { description: '某种未办事项的数量。Open duties of a kind.' })
export class DutyCountType {
  @Field(() => OpenDutyKind, { description: '种类。The kind.' })
  kind!: OpenDutyKind;

  @Field(() => Int, { description: '数量，没有的为零。How many; zero where there is none.' })
  count!: number;
}

@ObjectType('OpenDutyTotal', {
  description:
    '部门、任务或人员的未办事项合计，不按数量排序、不作考核（行政处罚法第七十四条）。Totals of open duties; never for ranking.',
})
export class DutyTotalType {
  @Field(() => ID, { description: '部门、抽查任务或执法人员。The department, campaign or officer.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: '名称或任务编号；不可见的人员没有。Its name or number; absent of an officer not seen.',
  })
  label?: string | null;

  @Field(() => [DutyCountType], { description: '各种类的数量。How many of each kind.' })
  counts!: DutyCountType[];

  @Field(() => Int, { description: '其中已过应办日的。Of them past their due day.' })
  lateCount!: number;
}

export const DutyTotalConnection = connectionOf('OpenDutyTotal', () => DutyTotalType);

@ObjectType('HandOutTimes', {
  description: '检查组何时可见对象、何时提醒。When teams see their targets and are reminded.',
})
export class HandOutTimesType {
  @Field(() => Int, { description: '检查日前几个工作日，0 为当日。Working days before the visit.' })
  workingDaysBefore!: number;

  @Field(() => String, { description: '时刻（北京时间）。The time of day in China.' })
  at!: string;

  @Field(() => Int, { description: '到期前几个工作日提醒。Reminded so many working days before the last.' })
  remindDaysBefore!: number;

  @Field(() => String, { description: '依据。Its basis.' })
  basis!: string;
}

@ObjectType({ description: '已规定，自下一次派发起适用。It holds from the next dispatch on.' })
export class HandOutRuleSet {
  @Field(() => HandOutTimesType, { description: '规定。The rule.' })
  rule!: HandOutTimesType;
}

@ObjectType({ description: '已安排检查日期。The day is planned, and the team told.' })
export class VisitPlanned {
  @Field(() => ID, { description: '检查任务。The assignment.' })
  assignmentId!: string;

  @Field(() => CalendarDate, { description: '检查日期。The day.' })
  plannedOn!: string;

  @Field(() => DateTime, { description: '何时起可见对象。From when on its target is seen.' })
  visibleAt!: Date;
}

@ObjectType({ description: '已提醒。The teams were reminded.' })
export class TeamsReminded {
  @Field(() => Int, { description: '被提醒的人数；当日已提醒过的不重复。Officers told; nobody twice a day.' })
  toldCount!: number;
}

export const SetHandOutRuleResult = resultUnion('SetHandOutRuleResult', () => [HandOutRuleSet]);

export const PlanVisitResult = resultUnion('PlanVisitResult', () => [
  VisitPlanned,
  AssignmentNotFound,
  NotTeamLead,
  AssignmentStateWrong,
  PlannedOutsideWindow,
]);

export const RemindTeamsResult = resultUnion('RemindTeamsResult', () => [
  TeamsReminded,
  CampaignNotHandedOut,
]);
