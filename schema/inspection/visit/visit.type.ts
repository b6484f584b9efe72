import { IsOptional, Length } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { DateTime, Hex, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { type EventFault, EventFaultEnum } from './event.faults.js';
import {
  RefusedEventNotFound,
  RefusedEventSettledAlready,
  TooManyVisitEvents,
  VisitGap,
} from './visit.errors.js';
import { EventVerdict, PointOutcome, VisitEventKind, VisitExit } from './visit.states.js';
import { VisitEvidenceType } from './visit-evidence.type.js';

@ObjectType('VisitEvent', { description: '现场事件。Something that happened on a visit.' })
export class VisitEventType {
  @Field(() => ID, { description: '标识，由设备产生。Its id, made by the device.' })
  id!: string;

  @Field(() => VisitEventKind, { description: '种类。Its kind.' })
  kind!: VisitEventKind;

  @Field(() => ID, { description: '检查人员。Whose it is.' })
  inspectorId!: string;

  @Field(() => DateTime, { description: '设备时钟的时间。When, by the device’s clock.' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: '校正后的时间。When, by the right clock.' })
  happenedAt!: Date;

  @Field(() => DateTime, { description: '收到的时间。When it was received.' })
  receivedAt!: Date;

  @Field(() => Boolean, { description: '设备时钟有误。The device’s clock was wrong.' })
  isClockWrong!: boolean;

  @Field(() => Int, { nullable: true, description: '距检查对象多少米。Metres from the target.' })
  distanceMetres?: number | null;

  @Field(() => [ID], { description: '取代的事件。What it takes the place of.' })
  replaces!: readonly string[];

  @Field(() => Boolean, { description: '附有文字（加密保存，见 visitTexts）。There is a text with it.' })
  hasText!: boolean;

  @Field(() => Hex, { description: '内容的 SHA-256。SHA-256 of its text.' })
  hash!: string;

  @Field(() => Boolean, { description: '由设备签名。A device has signed it.' })
  isSigned!: boolean;
}

@ObjectType('VisitPoint', { description: '检查点的填写情况。How a point stands.' })
export class VisitPointType {
  @Field(() => String, { description: '事项编码。Code of the item.' })
  item!: string;

  @Field(() => String, { description: '检查点编码。Code of the point.' })
  point!: string;

  @Field(() => PointOutcome, { description: '结果。What was found.' })
  outcome!: PointOutcome;

  @Field(() => String, { nullable: true, description: '数量或选项。The number or the choice.' })
  value?: string | null;

  @Field(() => Boolean, { description: '关键检查点。A key point.' })
  isKey!: boolean;

  @Field(() => Boolean, { description: '属“其余未发现问题”。Among “the rest, no problem”.' })
  isOfRest!: boolean;

  @Field(() => String, { nullable: true, description: '不适用的理由。Why it is not applicable.' })
  reason?: string | null;

  @Field(() => [ID], { description: '所据事件。The events that say so.' })
  events!: readonly string[];
}

@ObjectType('VisitConflict', { description: '填写不一致，待裁定。A conflict that an officer resolves.' })
export class VisitConflictType {
  @Field(() => String, { description: '何处。Where.' })
  about!: string;

  @Field(() => [ID], { description: '裁定时须一并取代的事件。The events that the decision replaces.' })
  events!: readonly string[];
}

@ObjectType('VisitSignature', { description: '检查人员签字。A signature of an officer.' })
export class VisitSignatureType {
  @Field(() => ID, { description: '检查人员。Whose it is.' })
  inspectorId!: string;

  @Field(() => DateTime, { description: '签字时间。When.' })
  at!: Date;

  @Field(() => Boolean, { description: '有效：签字后内容未变。It is under what stands now.' })
  counts!: boolean;
}

@ObjectType('VisitRecord', { description: '现场记录：由全部事件得出。A visit, as its events say.' })
export class VisitRecordType {
  @Field(() => ID, { description: '检查任务。The assignment.' })
  assignmentId!: string;

  @Field(() => Hex, { description: '签字所指内容的 SHA-256。SHA-256 of what signatures are about.' })
  contentHash!: string;

  @Field(() => [VisitEventType], { description: '事件，先后为序。Its events in their order.' })
  events!: readonly VisitEventType[];

  @Field(() => [VisitPointType], { description: '已有结果的检查点。The points that have an answer.' })
  points!: readonly VisitPointType[];

  @Field(() => [VisitConflictType], { description: '待裁定的不一致。Its open conflicts.' })
  conflicts!: readonly VisitConflictType[];

  @Field(() => [VisitEvidenceType], {
    description:
      '所附证据及其是否到齐；无事件提及的上传也在其中。Its evidence, and uploads that no event names.',
  })
  evidence!: readonly VisitEvidenceType[];

  @Field(() => [VisitSignatureType], { description: '检查人员签字。The officers’ signatures.' })
  signatures!: readonly VisitSignatureType[];

  @Field(() => Boolean, {
    description: '当事人已签字或已说明原因。The party has signed, or there is a reason.',
  })
  partyCounts!: boolean;

  @Field(() => VisitExit, { nullable: true, description: '未能检查的情形。Why nothing was checked.' })
  exit?: VisitExit | null;

  @Field(() => [VisitGap], { description: '尚缺各项。What it lacks before its result.' })
  gaps!: readonly VisitGap[];
}

@ObjectType('VisitEventText', { description: '事件的文字与位置。Text and place of an event.' })
export class VisitEventTextType {
  @Field(() => ID, { description: '事件。The event.' })
  eventId!: string;

  @Field(() => String, { nullable: true, description: '文字。The text.' })
  text?: string | null;

  @Field(() => String, { nullable: true, description: '经度。Longitude.' })
  longitude?: string | null;

  @Field(() => String, { nullable: true, description: '纬度。Latitude.' })
  latitude?: string | null;

  @Field(() => String, { nullable: true, description: '未接收事件的原文。What was refused, as it came.' })
  content?: string | null;
}

@ObjectType('VisitEventJudged', { description: '一个事件的处理结果。What became of one event.' })
export class VisitEventJudged {
  @Field(() => ID, { nullable: true, description: '事件。The event; absent where it could not be read.' })
  id?: string | null;

  @Field(() => EventVerdict, { description: '处理结果。The verdict.' })
  verdict!: EventVerdict;

  @Field(() => EventFaultEnum as object, { nullable: true, description: '原因代码。Why not.' })
  fault?: EventFault | null;

  @Field(() => String, { nullable: true, description: '说明与办法。Why, and what to do.' })
  message?: string | null;

  @Field(() => String, { nullable: true, description: '英文说明。The same in English.' })
  messageEn?: string | null;
}

@ObjectType('VisitBrief', { description: '现场记录的现状。How a visit stands.' })
export class VisitBriefType {
  @Field(() => ID, { description: '检查任务。The assignment.' })
  assignmentId!: string;

  @Field(() => Hex, { description: '签字所指内容的 SHA-256。SHA-256 of what signatures are about.' })
  contentHash!: string;

  @Field(() => Int, { description: '事件数。How many events.' })
  eventCount!: number;

  @Field(() => [String], { description: '待裁定的不一致。Open conflicts.' })
  conflicts!: readonly string[];

  @Field(() => [ID], { description: '时间待确认的事件。Events whose time is not confirmed.' })
  unconfirmed!: readonly string[];
}

@ObjectType({ description: '事件已逐个处理。Each event has its verdict.' })
export class VisitEventsReceived {
  @Field(() => [VisitEventJudged], { description: '逐个结果，次序同提交。In the order sent.' })
  verdicts!: readonly VisitEventJudged[];

  @Field(() => [VisitBriefType], { description: '所涉现场记录。The visits concerned.' })
  visits!: readonly VisitBriefType[];
}

@ObjectType('VisitExitRule', { description: '未能检查的后果。What follows from an exit.' })
export class VisitExitRuleType {
  @Field(() => VisitExit, { description: '情形。The exit.' })
  exit!: VisitExit;

  @Field(() => Int, { description: '版本。Its version.' })
  version!: number;

  @Field(() => String, {
    nullable: true,
    description: '结果代码（默认体系）。The code of the default system.',
  })
  resultCode?: string | null;

  @Field(() => Int, { description: '须在几个不同的日子前往。On so many days it has to be met.' })
  attemptCount!: number;

  @Field(() => Boolean, { description: '可申请更换对象。Another target may be asked for.' })
  maySubstitute!: boolean;

  @Field(() => Int, { description: '须附照片数。So many photos belong to it.' })
  photoCount!: number;

  @Field(() => String, { description: '依据。Its basis.' })
  legalBasis!: string;

  @Field(() => Boolean, { description: '是否法定。Whether it is law.' })
  isLaw!: boolean;
}

@ObjectType('RefusedVisitEvent', { description: '未接收的事件。An event that was not taken.' })
export class RefusedVisitEventType {
  @Field(() => ID, { description: '标识。Its id here.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: '事件标识。The event’s own id.' })
  eventId?: string | null;

  @Field(() => ID, { nullable: true, description: '检查任务。The assignment it names.' })
  assignmentId?: string | null;

  @Field(() => EventFaultEnum as object, { description: '原因代码。Why it was not taken.' })
  fault!: EventFault;

  @Field(() => DateTime, { description: '收到时间。When it came.' })
  receivedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '办结时间。When it was settled.' })
  settledAt?: Date | null;

  @Field(() => String, { nullable: true, description: '办理情况。What became of it.' })
  settledFor?: string | null;
}

export const RefusedVisitEventConnection = connectionOf('RefusedVisitEvent', () => RefusedVisitEventType);

@InputType({ description: '由现场记录形成结果。Makes the result of a visit from its events.' })
export class CompleteVisitInput {
  @Field(() => Id, { description: '检查任务。The assignment.' })
  assignmentId!: string;

  @IsOptional()
  @Length(2, 500)
  @Field(() => Text, { nullable: true, description: '逾期录入的理由。Why it is entered late.' })
  lateReason?: string | null;
}

@InputType({ description: '办结未接收的事件。Settles a refused event.' })
export class SettleRefusedEventInput {
  @Field(() => Id, { description: '该事件。The refused event.' })
  id!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '办理情况。What became of it.' })
  reason!: string;
}

@ObjectType({ description: '已办结。Settled.' })
export class RefusedEventSettled {
  @Field(() => RefusedVisitEventType, { description: '该事件。The event.' })
  refused!: RefusedVisitEventType;
}

export const RecordVisitEventsResult = resultUnion('RecordVisitEventsResult', () => [
  VisitEventsReceived,
  TooManyVisitEvents,
]);

export const SettleRefusedEventResult = resultUnion('SettleRefusedEventResult', () => [
  RefusedEventSettled,
  RefusedEventNotFound,
  RefusedEventSettledAlready,
]);
