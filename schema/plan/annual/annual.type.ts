import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { CalendarDate, DateTime } from '../../shared/scalars.js';
import { BatchEnd, BatchType, PlanDeed } from './annual.states.js';
import { CoverageGap } from './coverage.states.js';

@ObjectType('PoolRange', { description: '名录库条件；没有的条件不限。A condition on the register.' })
export class PoolRangeType {
  @Field(() => [String], { nullable: true, description: '风险类别；不限的没有。Risk classes, where asked.' })
  riskClasses?: string[];

  @Field(() => [String], { nullable: true, description: '行业；不限的没有。Trades, where asked.' })
  trades?: string[];

  @Field(() => [String], { nullable: true, description: '行政区划；不限的没有。Divisions, where asked.' })
  divisions?: string[];

  @Field(() => [String], { nullable: true, description: '监管标签；不限的没有。Tags, where asked.' })
  tags?: string[];

  @Field(() => [ID], { nullable: true, description: '专项库；不限的没有。Special pools, where asked.' })
  specialPools?: string[];
}

@ObjectType('ItemRange', { description: '事项的对象范围。Which targets an item is about.' })
export class ItemRangeType {
  @Field(() => String, { description: '事项编码。The item.' })
  itemCode!: string;

  @Field(() => PoolRangeType, { description: '名录库条件。The condition.' })
  filter!: PoolRangeType;
}

@ObjectType('PlanStep', { description: '计划的一次办理。One thing that was done with a plan.' })
export class PlanStepType {
  @Field(() => PlanDeed, { description: '环节。What was done.' })
  deed!: PlanDeed;

  @Field(() => Int, { description: '所涉版本。The version it is about.' })
  version!: number;

  @Field(() => CalendarDate, { description: '日期。The day.' })
  on!: string;

  @Field(() => DateTime, { description: '时间。The instant.' })
  at!: Date;

  @Field(() => ID, { nullable: true, description: '由谁（账户）。By whom; none for the system.' })
  byId?: string | null;

  @Field(() => String, { nullable: true, description: '备案机关；其他环节没有。With whom it was filed.' })
  filedWith?: string | null;

  @Field(() => String, { nullable: true, description: '文号；没有的没有。Its document number, if any.' })
  documentNo?: string | null;

  @Field(() => String, { nullable: true, description: '理由；不需要的没有。The reason, where one is given.' })
  reason?: string | null;
}

@ObjectType('PlanBatch', { description: '计划的一个批次，正在编制的内容。A batch as it is being written.' })
export class PlanBatchType {
  @Field(() => ID, { description: '标识，各版本不变。Its id, the same in every version.' })
  id!: string;

  @Field(() => Int, { description: '序号。Its number.' })
  number!: number;

  @Field(() => String, { description: '抽查任务名称。Its title.' })
  title!: string;

  @Field(() => BatchType, { description: '抽查类型。Whom it is about.' })
  type!: BatchType;

  @Field(() => [String], { description: '抽查事项编码。The codes of its items.' })
  itemCodes!: string[];

  @Field(() => String, { nullable: true, description: '检查对象，文字；没有的没有。In words, where given.' })
  subject?: string | null;

  @Field(() => PoolRangeType, { description: '检查对象，名录库条件。The same as a condition.' })
  filter!: PoolRangeType;

  @Field(() => Int, { nullable: true, description: '抽查比例（百万分之）。The share, where one is set.' })
  ratioPpm?: number | null;

  @Field(() => Int, { nullable: true, description: '大约抽取数量。About how many, where said.' })
  aboutCount?: number | null;

  @Field(() => CalendarDate, { description: '实施时间起。First day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '实施时间止。Last day.' })
  toOn!: string;

  @Field(() => [String], { description: '实施单位；空为本部门。Who carries it out; none: the department.' })
  executors!: string[];

  @Field(() => ID, { nullable: true, description: '由哪一批次转入；不是转入的没有。Carried over from.' })
  carriedFromId?: string | null;

  @Field(() => BatchEnd, {
    nullable: true,
    description: '计划结束时的处理；已完成的没有。What became of it, unless it was finished.',
  })
  end?: BatchEnd | null;

  @Field(() => String, { nullable: true, description: '处理的理由。The reason of that.' })
  endReason?: string | null;
}

export const PlanBatchConnection = connectionOf('PlanBatch', () => PlanBatchType);

@ObjectType('PlanItem', { description: '计划版本所载的事项。An item as a version names it.' })
export class PlanItemType {
  @Field(() => String, { description: '编码。Its code.' })
  code!: string;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;
}

@ObjectType('FrozenBatch', { description: '计划版本所载的批次。A batch as a version has it.' })
export class FrozenBatchType {
  @Field(() => ID, { description: '标识，各版本不变。Its id, the same in every version.' })
  id!: string;

  @Field(() => Int, { description: '序号。Its number.' })
  number!: number;

  @Field(() => String, { description: '抽查任务名称。Its title.' })
  title!: string;

  @Field(() => BatchType, { description: '抽查类型。Whom it is about.' })
  type!: BatchType;

  @Field(() => [PlanItemType], { description: '抽查事项。Its items.' })
  items!: PlanItemType[];

  @Field(() => String, { nullable: true, description: '检查对象，文字；没有的没有。In words, where given.' })
  subject?: string | null;

  @Field(() => PoolRangeType, { description: '检查对象，名录库条件。The same as a condition.' })
  filter!: PoolRangeType;

  @Field(() => Int, { nullable: true, description: '抽查比例（百万分之）。The share, where one is set.' })
  ratioPpm?: number | null;

  @Field(() => Int, { nullable: true, description: '大约抽取数量。About how many, where said.' })
  aboutCount?: number | null;

  @Field(() => CalendarDate, { description: '实施时间起。First day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '实施时间止。Last day.' })
  toOn!: string;

  @Field(() => [String], { description: '实施单位；空为本部门。Who carries it out; none: the department.' })
  executors!: string[];

  @Field(() => ID, { nullable: true, description: '由哪一批次转入；不是转入的没有。Carried over from.' })
  carriedFromId?: string | null;
}

@ObjectType('PlanVersion', { description: '计划的一个已批准版本。An approved version of a plan.' })
export class PlanVersionType {
  @Field(() => Int, { description: '版本。Its number.' })
  version!: number;

  @Field(() => String, { description: '内容的 SHA-256。SHA-256 of its content.' })
  contentHash!: string;

  @Field(() => Int, { description: '批次数。How many batches.' })
  batchCount!: number;

  @Field(() => DateTime, { description: '定稿时间。When it was fixed.' })
  frozenAt!: Date;
}

@ObjectType({ description: '已批准版本的内容，逐字。The text of an approved version, verbatim.' })
export class PlanText extends PlanVersionType {
  @Field(() => String, { description: '内容（JSON），其 SHA-256 为 contentHash。Its content as JSON.' })
  content!: string;
}

@ObjectType('PlanFieldChange', { description: '一处不同。One field that differs.' })
export class PlanFieldChangeType {
  @Field(() => String, { description: '字段。The field.' })
  field!: string;

  @Field(() => String, { description: '字段的中文名。Its Chinese name.' })
  label!: string;

  @Field(() => String, { nullable: true, description: '原来；原为空的没有。Before; absent where empty.' })
  before?: string;

  @Field(() => String, { nullable: true, description: '现在；现为空的没有。After; absent where empty.' })
  after?: string;
}

@ObjectType('BatchChange', { description: '有变化的批次。A batch that changed.' })
export class BatchChangeType {
  @Field(() => FrozenBatchType, { description: '原来。Before.' })
  before!: FrozenBatchType;

  @Field(() => FrozenBatchType, { description: '现在。After.' })
  after!: FrozenBatchType;

  @Field(() => [PlanFieldChangeType], { description: '逐项不同。Field by field.' })
  fields!: PlanFieldChangeType[];
}

@ObjectType({ description: '两个版本的比较。Two versions compared.' })
export class PlanComparison {
  @Field(() => Int, { description: '原版本。The earlier version.' })
  from!: number;

  @Field(() => Int, {
    nullable: true,
    description: '新版本；与草稿比较的没有。The later; none for the draft.',
  })
  to?: number | null;

  @Field(() => [FrozenBatchType], { description: '新增。Added.' })
  added!: FrozenBatchType[];

  @Field(() => [FrozenBatchType], { description: '取消。Removed.' })
  removed!: FrozenBatchType[];

  @Field(() => [BatchChangeType], { description: '变更。Changed.' })
  changed!: BatchChangeType[];

  @Field(() => [PlanFieldChangeType], { description: '事项对象范围的变化。Ranges of items that changed.' })
  ranges!: PlanFieldChangeType[];
}

@ObjectType('ItemCoverage', { description: '计划对一个事项的覆盖。What a plan does for one item.' })
export class ItemCoverageType {
  @Field(() => String, { description: '事项编码。The item.' })
  itemCode!: string;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;

  @Field(() => Boolean, { description: '重点事项；否为一般事项。A key item; otherwise a general one.' })
  isKey!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: '法定下限（百万分之）；没有的没有。The floor, where set.',
  })
  floorPpm?: number | null;

  @Field(() => Int, { nullable: true, description: '上限（百万分之）；没有的没有。The cap, where set.' })
  capPpm?: number | null;

  @Field(() => Int, { nullable: true, description: '清单所列比例（百万分之）。The ratio, where set.' })
  ratioPpm?: number | null;

  @Field(() => Int, { nullable: true, description: '清单所列年频次。Times a year, where set.' })
  frequency?: number | null;

  @Field(() => Int, { description: '该事项的对象数。Targets that it is about.' })
  targetCount!: number;

  @Field(() => Int, { nullable: true, description: '按下限至少。The fewest, by the floor.' })
  floorCount?: number | null;

  @Field(() => Int, { nullable: true, description: '按上限至多。The most, by the cap.' })
  capCount?: number | null;

  @Field(() => Int, { description: '计划的对象数。How many are planned.' })
  plannedCount!: number;

  @Field(() => Int, { description: '计划的批次数。How many batches.' })
  plannedBatchCount!: number;

  @Field(() => Int, { description: '本年度已检查的对象数，不论结果。Targets visited, whatever was found.' })
  visitedCount!: number;

  @Field(() => Int, { description: '已抽取的任务数。Campaigns that were drawn.' })
  drawnCampaignCount!: number;

  @Field(() => [CoverageGap], { description: '差距。Where it falls short, or goes beyond.' })
  gaps!: CoverageGap[];
}

@ObjectType('ProposedTime', { description: '建议的实施时间。A time that is proposed.' })
export class ProposedTimeType {
  @Field(() => ID, { description: '批次。The batch.' })
  batchId!: string;

  @Field(() => CalendarDate, { description: '起。First day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '止。Last day.' })
  toOn!: string;
}
