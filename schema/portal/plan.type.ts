import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../shared/scalars.js';
import { PublicFieldChange } from './item-list.type.js';

@ObjectType({ description: '计划中的事项。An item of a plan.' })
export class PublicPlanItem {
  @Field(() => String, { description: '编码。Its code.' })
  code!: string;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;
}

@ObjectType({ description: '计划的一个批次。A batch of a plan.' })
export class PublicPlanBatch {
  @Field(() => Int, { description: '序号。Its number.' })
  number!: number;

  @Field(() => String, { description: '抽查任务名称。Its title.' })
  title!: string;

  @Field(() => String, { description: '抽查类型：定向或不定向。Targeted or untargeted, in Chinese.' })
  type!: string;

  @Field(() => [PublicPlanItem], { description: '抽查事项。Its items.' })
  items!: PublicPlanItem[];

  @Field(() => String, { nullable: true, description: '检查对象；未写的没有。Whom it is about, where said.' })
  subject?: string | null;

  @Field(() => Int, { nullable: true, description: '抽查比例（百万分之）。The share, where set.' })
  ratioPpm?: number | null;

  @Field(() => Int, { nullable: true, description: '大约抽取数量。About how many, where said.' })
  aboutCount?: number | null;

  @Field(() => CalendarDate, { description: '实施时间起。First day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '实施时间止。Last day.' })
  toOn!: string;

  @Field(() => [String], { description: '实施单位；空为本部门。Who carries it out; none: the department.' })
  executors!: string[];
}

@ObjectType({ description: '计划的一个已公布版本。A published version of an annual plan.' })
export class PublicPlanVersion {
  @Field(() => ID, { description: '计划标识。The plan.' })
  id!: string;

  @Field(() => String, { description: '部门代码。The department.' })
  departmentCode!: string;

  @Field(() => String, { description: '部门名称。Its name.' })
  departmentName!: string;

  @Field(() => Int, { description: '年度。The year.' })
  year!: number;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;

  @Field(() => Int, { description: '版本；大于 1 的为调整后。Its version; above 1 it was amended.' })
  version!: number;

  @Field(() => CalendarDate, { description: '公布日期。When it was published.' })
  publishedOn!: string;

  @Field(() => String, {
    nullable: true,
    description: '批准文号；没有的没有。Its approval’s number, if any.',
  })
  documentNo?: string | null;

  @Field(() => String, { nullable: true, description: '备案机关。With whom it was filed.' })
  filedWith?: string | null;

  @Field(() => String, { description: '定稿内容的 SHA-256。SHA-256 of what was approved.' })
  contentHash!: string;

  @Field(() => Int, { description: '批次数。How many batches.' })
  batchCount!: number;
}

@ObjectType({ description: '已公布的年度抽查计划。A published annual plan.' })
export class PublicPlan extends PublicPlanVersion {
  @Field(() => [PublicPlanBatch], { description: '批次。Its batches.' })
  batches!: PublicPlanBatch[];
}

@ObjectType({ description: '变更的批次。A batch that changed.' })
export class PublicBatchChange {
  @Field(() => Int, { description: '序号。Its number.' })
  number!: number;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;

  @Field(() => [PublicFieldChange], { description: '逐项不同。Field by field.' })
  fields!: PublicFieldChange[];
}

@ObjectType({ description: '两版计划的比较。Two versions of a plan compared.' })
export class PublicPlanComparison {
  @Field(() => [PublicPlanBatch], { description: '新增。Added.' })
  added!: PublicPlanBatch[];

  @Field(() => [PublicPlanBatch], { description: '取消。Removed.' })
  removed!: PublicPlanBatch[];

  @Field(() => [PublicBatchChange], { description: '变更。Changed.' })
  changed!: PublicBatchChange[];
}
