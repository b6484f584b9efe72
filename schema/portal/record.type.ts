import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PublicationKind, PublicEndGround } from '../publication/public.js';
import { CalendarDate, DateTime, Hex, RealWorldId } from '../shared/scalars.js';
import { publicConnectionOf } from './connection.type.js';

@ObjectType({ description: '公示的一栏。A column of the data standard, and what stands in it.' })
export class PublicField {
  @Field(() => String, { description: '栏目代码。Its code: CF_WSH.' })
  code!: string;

  @Field(() => String, { description: '栏目名称。Its name.' })
  title!: string;

  @Field(() => String, { description: '内容。What stands in it.' })
  value!: string;
}

@ObjectType('PublicEnd', { description: '曾经公示，现已不再公开。What was public once and is no more.' })
export class PublicEndType {
  @Field(() => ID, { description: '公示记录的标识。The record’s id.' })
  id!: string;

  @Field(() => PublicationKind, { description: '种类。Its kind.' })
  kind!: PublicationKind;

  @Field(() => String, { description: '机关。The department.' })
  departmentName!: string;

  @Field(() => PublicEndGround, { description: '事由。Why.' })
  ground!: PublicEndGround;

  @Field(() => DateTime, { description: '结束时间。When.' })
  endedAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: '撤回说明，三十日内可见。The note on a withdrawn penalty, for thirty days.',
  })
  note?: string | null;
}

@ObjectType('PublicRecord', { description: '一条公示信息。One published record.' })
export class PublicRecordType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => PublicationKind, { description: '种类。Its kind.' })
  kind!: PublicationKind;

  @Field(() => Int, { description: '版本。Its version.' })
  version!: number;

  @Field(() => RealWorldId, { description: '主体标识。The entity, by code or number.' })
  realId!: string;

  @Field(() => String, { description: '主体名称。The entity’s name.' })
  entityName!: string;

  @Field(() => String, { description: '机关代码。The department’s code.' })
  departmentCode!: string;

  @Field(() => String, { description: '检查机关。The department.' })
  departmentName!: string;

  @Field(() => CalendarDate, { description: '检查或决定之日。The day of the visit or decision.' })
  happenedOn!: string;

  @Field(() => String, { nullable: true, description: '抽查任务编号。The campaign’s code.' })
  campaignCode?: string | null;

  @Field(() => String, { nullable: true, description: '抽查任务名称。The campaign’s title.' })
  campaignTitle?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: '检查日期。The day of the visit.' })
  visitedOn?: string | null;

  @Field(() => String, { nullable: true, description: '检查结果代码；决定没有。The code of the result.' })
  resultCode?: string | null;

  @Field(() => String, { nullable: true, description: '检查结果。The result.' })
  resultText?: string | null;

  @Field(() => String, { nullable: true, description: '处置方式。What follows.' })
  dispositionText?: string | null;

  @Field(() => String, { nullable: true, description: '检查方式。How it was checked.' })
  methodText?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: '确认日期。When it became final.' })
  confirmedOn?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '更正日期；公示后未更正的没有。When it was corrected, where an earlier version had been public.',
  })
  correctedOn?: string | null;

  @Field(() => String, { nullable: true, description: '决定文号；检查结果没有。The number of a decision.' })
  documentNo?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '决定日期；检查结果没有。The date of a decision.',
  })
  decidedOn?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '公示截止日；没有期限的没有。The last day on which it is public.',
  })
  endsOn?: string | null;

  @Field(() => CalendarDate, { description: '公示期限。When it had to be public.' })
  dueOn!: string;

  @Field(() => DateTime, { description: '公示时间。When it became public.' })
  publishedAt!: Date;

  @Field(() => String, { description: '公示原文（规范 JSON）。The frozen version, canonical JSON.' })
  text!: string;

  @Field(() => Hex, { description: '原文的 SHA-256。SHA-256 of the frozen version.' })
  hash!: string;
}

export const PublicRecordConnection = publicConnectionOf('PublicRecord', () => PublicRecordType);
