import { Field, Int, ObjectType } from 'type-graphql';
import { Assurance, DrawEventKind, DrawMode, DrawSeries, DrawState } from '../draw/public.js';
import { DateTime, Hex } from '../shared/scalars.js';
import { publicConnectionOf } from './connection.type.js';

@ObjectType({ description: '抽取日志的一条。One event of an authority’s log.' })
export class PublicDrawEvent {
  @Field(() => Int, { description: '序号。Its number.' })
  seq!: number;

  @Field(() => DrawEventKind, { description: '种类。Its kind.' })
  kind!: DrawEventKind;

  @Field(() => Hex, { description: '指纹。Its hash.' })
  hash!: string;

  @Field(() => String, { description: '原文（规范 JSON）。Verbatim.' })
  line!: string;
}

@ObjectType({ description: '可下载的文件。A file to fetch.' })
export class PublicDrawFile {
  @Field(() => String, { description: '文件名。Its name.' })
  name!: string;

  @Field(() => String, { description: '地址。Where to fetch it.' })
  url!: string;
}

@ObjectType('PublicKnowledge', {
  description: '检查前已知悉对象的人数，不列姓名。How many knew a target before its visit; no names.',
})
export class PublicKnowledgeType {
  @Field(() => Int, { description: '人数。How many people.' })
  peopleCount!: number;

  @Field(() => Int, {
    description: '已记录的检查数，人数以此统计。Visits recorded so far, of which it is counted.',
  })
  visitCount!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      '最早者比检查日早几天；无人知悉的没有。By how many days the earliest of them knew before the visit; absent where nobody did.',
  })
  earliestDaysBefore?: number | null;
}

@ObjectType('PublicDraw', { description: '一次抽取的公开记录。The public record of a draw.' })
export class PublicDrawType {
  @Field(() => String, { description: '机关（统一社会信用代码）。The authority.' })
  authority!: string;

  @Field(() => DrawSeries, { description: 'M 正式，R 演练。M is real, R is rehearsal.' })
  series!: DrawSeries;

  @Field(() => Int, { description: '本任务第几次封库。Which freeze of its campaign.' })
  drawNo!: number;

  @Field(() => Hex, { description: '承诺 C。The commitment.' })
  commitment!: string;

  @Field(() => DrawMode, { description: '抽取方式。How names are treated.' })
  mode!: DrawMode;

  @Field(() => DrawState, { description: '状态。Where it stands.' })
  state!: DrawState;

  @Field(() => Assurance, { nullable: true, description: '保证等级；抽取前没有。Absent until drawn.' })
  assurance?: Assurance | null;

  @Field(() => DateTime, { description: '封库时间。When the pools were fixed.' })
  frozenAt!: Date;

  @Field(() => DateTime, { description: '抽取截止。Reveals are accepted until then.' })
  drawBy!: Date;

  @Field(() => DateTime, { nullable: true, description: '公开时间；公开抽取没有。Absent in open mode.' })
  revealBy?: Date | null;

  @Field(() => Hex, { nullable: true, description: '结果凭据指纹；抽取前没有。Absent until drawn.' })
  receiptHash?: string | null;

  @Field(() => Hex, { nullable: true, description: '结果树根；抽取前没有。Absent until drawn.' })
  resultRoot?: string | null;

  @Field(() => Int, { nullable: true, description: '抽中数量；抽取前没有。Absent until drawn.' })
  drawnCount?: number | null;
}

export const PublicDrawConnection = publicConnectionOf('PublicDraw', () => PublicDrawType);
