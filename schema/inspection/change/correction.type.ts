import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { CampaignNotFound } from '../../plan/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime } from '../../shared/scalars.js';
import { EvidenceMissing, EvidenceNotStanding, EvidencePlaceMissing } from '../evidence/evidence.errors.js';
import { AssignmentNotFound } from '../inspection.errors.js';
import { AlarmKind, AlarmState } from './alarm.states.js';
import {
  AlarmConcernsActor,
  AlarmNotFound,
  BeyondWindow,
  ChangeByOwnApprover,
  CorrectItemNotListed,
  CorrectionIncomplete,
  CorrectionNotFound,
  NotDispatched,
} from './change.errors.js';
import { CorrectionOf, CorrectionState } from './correction.states.js';

@ObjectType('CorrectionNotice', {
  description:
    '更正通知：抽取的内容不改，误与正并列。What was told wrongly; nothing that was drawn is edited.',
})
export class CorrectionType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => CorrectionOf, { description: '更正什么。What was told wrongly.' })
  of!: CorrectionOf;

  @Field(() => String, { description: '误。What was told.' })
  wrongText!: string;

  @Field(() => String, { description: '正。What is right.' })
  rightText!: string;

  @Field(() => [String], { nullable: true, description: '正确的事项编码；仅更正事项时有。The right items.' })
  itemCodes?: string[] | null;

  @Field(() => CalendarDate, { nullable: true, description: '正确的首日；仅更正期限时有。Of a window.' })
  windowFromOn?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: '正确的末日；仅更正期限时有。Of a window.' })
  windowToOn?: string | null;

  @Field(() => String, { description: '原因。Why.' })
  reason!: string;

  @Field(() => CorrectionState, { description: '状态。Where it stands.' })
  state!: CorrectionState;

  @Field(() => DateTime, { description: '申请时间。When it was asked for.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '决定时间；未决定的没有。When it was decided.' })
  decidedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '不予签发的理由。Why it was refused.' })
  refusedFor?: string | null;

  @Field(() => Int, { nullable: true, description: '年度；签发后才有。The year, once issued.' })
  year?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: '编号；签发后才有，按部门、年度连续。The number, gap-free by department and year.',
  })
  number?: number | null;
}

@ObjectType('InspectionAlarm', {
  description: '预警：核查的起点，不是结论。Where a look begins; no finding.',
})
export class AlarmType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => AlarmKind, { description: '种类。What it is about.' })
  kind!: AlarmKind;

  @Field(() => AlarmState, { description: '状态。Where it stands.' })
  state!: AlarmState;

  @Field(() => ID, {
    nullable: true,
    description: '承办人；没有的由本部门任一负责人接办。Who looks into it; any head while absent.',
  })
  ownerId?: string | null;

  @Field(() => DateTime, { description: '发出时间。When it was raised.' })
  raisedAt!: Date;

  @Field(() => CalendarDate, { description: '办结期限。Until when it is to be settled.' })
  dueOn!: string;

  @Field(() => DateTime, { nullable: true, description: '办结时间。When it was settled.' })
  settledAt?: Date | null;

  @Field(() => String, { nullable: true, description: '核查情况。What came of it.' })
  settledFor?: string | null;

  @Field(() => [String], { nullable: true, description: '核查材料的 SHA-256。Of each piece of evidence.' })
  settledEvidence?: string[] | null;

  @Field(() => [ID], { nullable: true, description: '其中已上传的。Those that lie in this system.' })
  settledEvidenceIds?: string[] | null;

  @Field(() => String, { nullable: true, description: '其余材料存放何处。Where the rest is kept, if any.' })
  settledKeptElsewhere?: string | null;
}

@ObjectType({
  description:
    '一组的次数与概率：单侧 Fisher 精确检验，对其余各组，水平除以组数。One group against all others, by Fisher’s exact test.',
})
export class ChangeRate {
  @Field(() => Int, { description: '本组次数。Cases of the group.' })
  observedCount!: number;

  @Field(() => Int, { description: '本组任务数。Assignments of the group.' })
  trialCount!: number;

  @Field(() => Int, { description: '其余次数。Cases of all others.' })
  restObservedCount!: number;

  @Field(() => Int, { description: '其余任务数。Assignments of all others.' })
  restTrialCount!: number;

  @Field(() => Int, {
    description: '全凭偶然达到或超过的概率，百万分之几。By chance alone as many or more, per million.',
  })
  tailPpm!: number;

  @Field(() => Int, { description: '预警水平，百万分之几。The level of an alarm, per million.' })
  levelPpm!: number;

  @Field(() => Boolean, { description: '超出预期。Beyond expectation.' })
  isBeyond!: boolean;
}

export const CorrectionConnection = connectionOf('CorrectionNotice', () => CorrectionType);
export const AlarmConnection = connectionOf('InspectionAlarm', () => AlarmType);
export const ChangeRateConnection = connectionOf('ChangeRate', () => ChangeRate);

function told(name: string, description: string) {
  @ObjectType(name, { description })
  class Told {
    @Field(() => CorrectionType, { description: '更正通知。The notice.' })
    correction!: CorrectionType;
  }
  return Told;
}

const CorrectionRequested = told('CorrectionRequested', '已拟，待签发。It waits to be issued.');
const CorrectionIssued = told('CorrectionIssued', '已签发并编号。Issued under its number.');
const CorrectionRefused = told('CorrectionRefused', '不予签发。Refused.');

@ObjectType({ description: '已接办。Taken.' })
class AlarmTaken {
  @Field(() => AlarmType, { description: '预警。The alarm.' })
  alarm!: AlarmType;
}

@ObjectType({ description: '已办结。Settled.' })
class AlarmSettled {
  @Field(() => AlarmType, { description: '预警。The alarm.' })
  alarm!: AlarmType;
}

export const RequestCorrectionResult = resultUnion('RequestCorrectionResult', () => [
  CorrectionRequested,
  CampaignNotFound,
  AssignmentNotFound,
  NotDispatched,
  BeyondWindow,
  CorrectItemNotListed,
  CorrectionIncomplete,
]);
export const IssueCorrectionResult = resultUnion('IssueCorrectionResult', () => [
  CorrectionIssued,
  CorrectionNotFound,
  ChangeByOwnApprover,
  CorrectItemNotListed,
]);
export const RefuseCorrectionResult = resultUnion('RefuseCorrectionResult', () => [
  CorrectionRefused,
  CorrectionNotFound,
  ChangeByOwnApprover,
]);
export const TakeAlarmResult = resultUnion('TakeAlarmResult', () => [
  AlarmTaken,
  AlarmNotFound,
  AlarmConcernsActor,
]);
export const SettleAlarmResult = resultUnion('SettleAlarmResult', () => [
  AlarmSettled,
  AlarmNotFound,
  AlarmConcernsActor,
  EvidenceNotStanding,
  EvidencePlaceMissing,
  EvidenceMissing,
]);
