import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PublicationKind } from '../publication/public.js';
import { CalendarDate, DateTime, Hex, RealWorldId } from '../shared/scalars.js';
import { publicConnectionOf } from './connection.type.js';

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

  @Field(() => String, { description: '检查机关。The department.' })
  departmentName!: string;

  @Field(() => String, { description: '抽查任务编号。The campaign’s code.' })
  campaignCode!: string;

  @Field(() => String, { description: '抽查任务名称。The campaign’s title.' })
  campaignTitle!: string;

  @Field(() => CalendarDate, { description: '检查日期。The day of the visit.' })
  visitedOn!: string;

  @Field(() => String, { description: '检查结果。The result.' })
  resultText!: string;

  @Field(() => String, { description: '处置方式。What follows.' })
  dispositionText!: string;

  @Field(() => String, { description: '检查方式。How it was checked.' })
  methodText!: string;

  @Field(() => CalendarDate, { description: '确认日期。When it became final.' })
  confirmedOn!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '更正日期；公示后未更正的没有。When it was corrected, where an earlier version had been public.',
  })
  correctedOn?: string | null;

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
