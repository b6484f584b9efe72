import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CalendarLayerKind, CalendarLayerState } from '../../calendar/index.js';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime } from '../../shared/scalars.js';
import {
  CalendarBySamePerson,
  CalendarDaysInvalid,
  CalendarDivisionInvalid,
  CalendarLayerNotFound,
  CalendarNotJoined,
  HolidayNoticeFault,
  HolidayNoticeUnreadable,
} from './calendar-change.errors.js';

@ObjectType({ description: '日历中的一日。A day of a layer.' })
export class CalendarDayType {
  @Field(() => CalendarDate, { description: '日期。The day.' })
  on!: string;

  @Field(() => Boolean, { description: '是否上班。Whether it is worked.' })
  isWorked!: boolean;

  @Field(() => String, { description: '节日或事由。The festival or the reason.' })
  name!: string;
}

@ObjectType({ description: '通知的一款，及从中读出的日期。A clause of a notice, and the days read from it.' })
export class HolidayNoticeClause {
  @Field(() => String, { description: '原文。As it stands.' })
  text!: string;

  @Field(() => [CalendarDayType], { description: '读出的日期。The days.' })
  days!: CalendarDayType[];
}

@ObjectType({ description: '读出的放假安排，供与原文核对。What was read of a notice, to compare with it.' })
export class HolidayNoticeReading {
  @Field(() => Int, { nullable: true, description: '年份。The year.' })
  year?: number;

  @Field(() => [HolidayNoticeClause], { description: '各款。Its clauses.' })
  clauses!: HolidayNoticeClause[];

  @Field(() => [HolidayNoticeFault], { description: '读不通之处；有则不能录入。What is wrong; none may be.' })
  faults!: HolidayNoticeFault[];
}

@ObjectType('CalendarLayer', { description: '一层日历。Days by one document.' })
export class CalendarLayerType {
  @Field(() => ID, { description: '编号。Its id.' })
  id!: string;

  @Field(() => CalendarLayerKind, { description: '种类。Who ordered it.' })
  kind!: CalendarLayerKind;

  @Field(() => String, {
    nullable: true,
    description: '适用的区划；全国的没有。The division; none of a national one.',
  })
  divisionCode?: string | null;

  @Field(() => String, { description: '名称。What it is.' })
  title!: string;

  @Field(() => String, { nullable: true, description: '文号。Its document number.' })
  documentNo?: string | null;

  @Field(() => Int, { nullable: true, description: '所安排的年份。The year that it settles.' })
  year?: number | null;

  @Field(() => String, { description: '版本，随每一期限保存。Stored with each deadline counted by it.' })
  version!: string;

  @Field(() => CalendarLayerState, { description: '状态。Where it stands.' })
  state!: CalendarLayerState;

  @Field(() => String, { nullable: true, description: '所贴原文。The notice as pasted.' })
  sourceText?: string | null;

  @Field(() => DateTime, { description: '录入时间。When it was entered.' })
  proposedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '核对时间。When it was decided.' })
  decidedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '不采用或撤销的原因。Why refused or revoked.' })
  reason?: string | null;
}

export const CalendarLayerConnection = connectionOf('CalendarLayer', () => CalendarLayerType);

@ObjectType({ description: '同一规则下一并移动的期限。Deadlines of one rule that move alike.' })
export class DeadlineShift {
  @Field(() => String, { description: '规则代码。The code of the rule.' })
  ruleCode!: string;

  @Field(() => CalendarDate, { description: '原到期日。Due on, until now.' })
  wasDueOn!: string;

  @Field(() => CalendarDate, { description: '新到期日。Due on, then.' })
  isDueOn!: string;

  @Field(() => Boolean, { description: '新期限仍为暂定。Still provisional.' })
  isProvisional!: boolean;

  @Field(() => Int, { description: '件数。How many.' })
  count!: number;
}

@ObjectType({ description: '生效（或撤销）后移动的未办结期限。What would move.' })
export class CalendarPreview {
  @Field(() => Int, { description: '移动的期限数。How many deadlines move.' })
  movedCount!: number;

  @Field(() => [DeadlineShift], { description: '按规则与到期日，至多 500 行。By rule and day, at most 500.' })
  shifts!: DeadlineShift[];
}

@ObjectType('DeadlineMove', { description: '期限曾经的到期日。Where a deadline stood before.' })
export class DeadlineMoveType {
  @Field(() => ID, { description: '编号。Its id.' })
  id!: string;

  @Field(() => CalendarDate, { description: '原到期日。Due on, until then.' })
  wasDueOn!: string;

  @Field(() => CalendarDate, { description: '新到期日。Due on, since.' })
  isDueOn!: string;

  @Field(() => String, { description: '原日历版本。The calendar until then.' })
  wasCalendarVersion!: string;

  @Field(() => DateTime, { description: '移动时间。When.' })
  movedAt!: Date;
}

@ObjectType({ description: '已录入，待另一人核对。Entered; another person compares it.' })
export class CalendarLayerProposed {
  @Field(() => CalendarLayerType, { description: '该层。The layer.' })
  layer!: CalendarLayerType;
}

@ObjectType({ description: '已生效，期限已重算。In force; deadlines were counted anew.' })
export class CalendarLayerConfirmed {
  @Field(() => CalendarLayerType, { description: '该层。The layer.' })
  layer!: CalendarLayerType;

  @Field(() => Int, { description: '移动的期限数。How many deadlines moved.' })
  movedCount!: number;
}

@ObjectType({ description: '未采用。It was refused.' })
export class CalendarLayerRefused {
  @Field(() => CalendarLayerType, { description: '该层。The layer.' })
  layer!: CalendarLayerType;
}

@ObjectType({ description: '已撤销，期限已重算。It was revoked; deadlines were counted anew.' })
export class CalendarLayerRevoked {
  @Field(() => CalendarLayerType, { description: '该层。The layer.' })
  layer!: CalendarLayerType;

  @Field(() => Int, { description: '移动的期限数。How many deadlines moved.' })
  movedCount!: number;
}

export const ProposeHolidayNoticeResult = resultUnion('ProposeHolidayNoticeResult', () => [
  CalendarLayerProposed,
  HolidayNoticeUnreadable,
]);

export const ProposeCalendarDaysResult = resultUnion('ProposeCalendarDaysResult', () => [
  CalendarLayerProposed,
  CalendarDaysInvalid,
  CalendarDivisionInvalid,
]);

export const ConfirmCalendarLayerResult = resultUnion('ConfirmCalendarLayerResult', () => [
  CalendarLayerConfirmed,
  CalendarLayerNotFound,
  CalendarBySamePerson,
  CalendarDivisionInvalid,
  CalendarNotJoined,
]);

export const RefuseCalendarLayerResult = resultUnion('RefuseCalendarLayerResult', () => [
  CalendarLayerRefused,
  CalendarLayerNotFound,
  CalendarBySamePerson,
  CalendarDivisionInvalid,
]);

export const RevokeCalendarLayerResult = resultUnion('RevokeCalendarLayerResult', () => [
  CalendarLayerRevoked,
  CalendarLayerNotFound,
  CalendarBySamePerson,
  CalendarDivisionInvalid,
]);
