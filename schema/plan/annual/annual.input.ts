import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { ImportMode } from '../../registry/index.js';
import { PageArguments } from '../../shared/page.js';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { CampaignFilterInput } from '../plan.input.js';
import { BatchEnd, BatchType } from './annual.states.js';

@ArgsType()
export class PlanBatchArguments extends PageArguments {
  @Field(() => Id, { description: '计划。The plan.' })
  planId!: string;
}

@InputType({ description: '计划的一个批次。A batch of a plan.' })
export class PlanBatchInput {
  @Field(() => Id, { description: '计划。The plan.' })
  planId!: string;

  @IsOptional()
  @Field(() => Id, {
    nullable: true,
    description: '要修改的批次；不填为新增。The batch to change; a further one.',
  })
  id?: string | null;

  @Length(1, 200)
  @Field(() => Text, { description: '抽查任务名称，计划内不重复。Its title, the only one of the plan.' })
  title!: string;

  @Field(() => BatchType, { description: '抽查类型。Whom it is about.' })
  type!: BatchType;

  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Length(1, 32, { each: true })
  @Field(() => [Text], { description: '抽查事项编码；清单之外不得检查。Codes of items: no item, no check.' })
  itemCodes!: string[];

  @IsOptional()
  @Length(1, 500)
  @Field(() => Text, { nullable: true, description: '检查对象，文字。Whom it is about, in words.' })
  subject?: string | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => CampaignFilterInput, {
    nullable: true,
    description:
      '检查对象，名录库条件；不填为全部。The same as a condition on the register; all when absent.',
  })
  filter?: CampaignFilterInput | null;

  @IsOptional()
  @Min(1)
  @Max(1_000_000)
  @Field(() => Int, { nullable: true, description: '抽查比例（百万分之）。The share, per million.' })
  ratioPpm?: number | null;

  @IsOptional()
  @Min(1)
  @Max(10_000_000)
  @Field(() => Int, {
    nullable: true,
    description: '大约抽取数量；有比例时以比例计。About how many; a share counts before it.',
  })
  aboutCount?: number | null;

  @Field(() => CalendarDate, { description: '实施时间起。First day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '实施时间止。Last day.' })
  toOn!: string;

  @ArrayMaxSize(50)
  @ArrayUnique()
  @Length(1, 200, { each: true })
  @Field(() => [Text], {
    defaultValue: [],
    description: '实施单位；不填为本部门。Who carries it out; the department itself when absent.',
  })
  executors!: string[];
}

@InputType({ description: '以文件导入批次。Batches from an uploaded file.' })
export class PlanBatchImportInput {
  @Field(() => Id, { description: '计划。The plan.' })
  planId!: string;

  @IsUUID()
  @Field(() => ID, { description: 'POST /uploads 返回的标识。The id that POST /uploads answered.' })
  uploadId!: string;

  @IsOptional()
  @MaxLength(100_000)
  @Field(() => String, {
    nullable: true,
    description: '字段对照（JSON 文本）；常见表头不需要。A mapping as JSON text; common headings need none.',
  })
  map?: string | null;

  @Field(() => ImportMode, {
    defaultValue: ImportMode.ALL_OR_NOTHING,
    description: '有错误的行如何处理。What becomes of a file with faulty rows.',
  })
  mode!: ImportMode;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '预览：只检查、比较、计数。A preview: checks, compares and counts.',
  })
  dryRun!: boolean;
}

@InputType({
  description: '事项的对象范围：比例以此计算。Which targets an item is about: its share is of these.',
})
export class ItemRangeInput {
  @Length(1, 32)
  @Field(() => Text, { description: '事项编码。The item.' })
  itemCode!: string;

  @ValidateNested()
  @Field(() => CampaignFilterInput, { description: '名录库条件。A condition on the register.' })
  filter!: CampaignFilterInput;
}

@InputType({
  description: '各事项的对象范围；未列的事项为全部对象。The ranges of items; others are about all.',
})
export class ItemRangesInput {
  @Field(() => Id, { description: '计划。The plan.' })
  planId!: string;

  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Field(() => [ItemRangeInput], { description: '各事项。The items.' })
  ranges!: ItemRangeInput[];
}

@InputType({ description: '提交计划。A plan to submit.' })
export class SubmitPlanInput {
  @Field(() => Id, { description: '计划。The plan.' })
  planId!: string;

  @Field(() => Boolean, { defaultValue: false, description: '已知悉提醒。Submits in spite of warnings.' })
  acknowledgeWarnings!: boolean;
}

@InputType({ description: '退回或调整计划。A plan to return or to amend.' })
export class PlanReasonInput {
  @Field(() => Id, { description: '计划。The plan.' })
  planId!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}

@InputType({ description: '批准计划。A plan to approve.' })
export class ApprovePlanInput {
  @Field(() => Id, { description: '计划。The plan.' })
  planId!: string;

  @IsOptional()
  @Length(1, 100)
  @Field(() => Text, { nullable: true, description: '批准文号；没有的不填。The approval’s number, if any.' })
  documentNo?: string | null;
}

@InputType({ description: '计划备案。A plan to file.' })
export class FilePlanInput {
  @Field(() => Id, { description: '计划。The plan.' })
  planId!: string;

  @Length(2, 200)
  @Field(() => Text, { description: '备案机关。With whom it is filed.' })
  filedWith!: string;

  @IsOptional()
  @Length(1, 100)
  @Field(() => Text, { nullable: true, description: '备案号；没有的不填。The number of the filing, if any.' })
  documentNo?: string | null;
}

@InputType({ description: '对一个未完成批次的决定。What is to become of an unfinished batch.' })
export class BatchDecisionInput {
  @Field(() => Id, { description: '批次。The batch.' })
  batchId!: string;

  @Field(() => BatchEnd, { description: '转入下一年度或终止。Carried over, or terminated.' })
  end!: BatchEnd;

  @Length(2, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}

@InputType({ description: '结束计划。A plan to close.' })
export class ClosePlanInput {
  @Field(() => Id, { description: '计划。The plan.' })
  planId!: string;

  @IsOptional()
  @Field(() => Id, {
    nullable: true,
    description:
      '下一年度的计划；有批次转入时必填。The next year’s plan; needed where a batch is carried over.',
  })
  nextPlanId?: string | null;

  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Field(() => [BatchDecisionInput], {
    description: '对每一未完成批次的决定。A decision for every unfinished batch.',
  })
  decisions!: BatchDecisionInput[];
}
