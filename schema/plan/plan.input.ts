import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsIn,
  IsOptional,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { CalendarDate, Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { DrawStage } from './campaign.stages.js';
import { DrawMode, Rounding, SlotRole } from './plan.entity.js';

@InputType({ description: '年度计划。An annual plan.' })
export class CreatePlanInput {
  @Min(2000)
  @Max(2999)
  @Field(() => Int, { description: '年度。The year.' })
  year!: number;

  @Length(1, 200)
  @Field(() => Text, { description: '名称。Its title.' })
  title!: string;
}

@InputType({ description: '对象范围；不填为全部。Which targets; an absent list means all.' })
export class CampaignFilterInput {
  @IsOptional()
  @ArrayMaxSize(50)
  @Field(() => [Text], { nullable: true, description: '风险类别。Risk classes.' })
  riskClasses?: string[];

  @IsOptional()
  @ArrayMaxSize(50)
  @Field(() => [Text], {
    nullable: true,
    description:
      '行业：来源的措辞，或 GB/T 4754 代码（含其下各级，如 F52）。Trades in words, or codes with all below them.',
  })
  trades?: string[];

  @IsOptional()
  @ArrayMaxSize(50)
  @Field(() => [Text], { nullable: true, description: '行政区划代码。Division codes.' })
  divisions?: string[];

  @IsOptional()
  @ArrayMaxSize(50)
  @Field(() => [Text], { nullable: true, description: '监管标签。Tags.' })
  tags?: string[];

  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Field(() => [Id], {
    nullable: true,
    description: '专项库：在其一之内的对象。Special pools: in any of them.',
  })
  specialPools?: string[];
}

@InputType({ description: '一层：比例与数量二选一。One stratum: a share or a number, not both.' })
export class StratumInput {
  @Length(1, 40)
  @Field(() => Text, {
    description: '风险类别；无类别的填“-”。Its risk class; “-” for targets without one.',
  })
  riskClass!: string;

  @IsOptional()
  @Min(0)
  @Max(1_000_000)
  @Field(() => Int, { nullable: true, description: '抽查比例，百万分之。Its share, per million.' })
  ratePpm?: number;

  @IsOptional()
  @Min(1)
  @Max(1_000_000)
  @Field(() => Int, { nullable: true, description: '抽取数量。How many.' })
  count?: number;

  @IsOptional()
  @Field(() => Rounding, {
    nullable: true,
    description: '取整，默认向上。Rounding of a share; up by default.',
  })
  rounding?: Rounding;

  @Min(0)
  @Max(10_000)
  @Field(() => Int, { defaultValue: 0, description: '候补数量。How many stand in reserve.' })
  reserve!: number;
}

@InputType({ description: '检查组的名额。Places of a team.' })
export class SlotInput {
  @Min(1)
  @Max(10)
  @Field(() => Int, { description: '人数。How many.' })
  officers!: number;

  @IsOptional()
  @Field(() => SlotRole, {
    nullable: true,
    description: '由谁充任，默认执法人员；专家不计入两人。By whom; officers by default.',
  })
  role?: SlotRole;

  @IsOptional()
  @Length(1, 60)
  @Field(() => Text, { nullable: true, description: '须具备的技能。A skill each must hold.' })
  skill?: string;
}

@InputType({ description: '抽查任务。A campaign: one batch of a plan.' })
export class CreateCampaignInput {
  @IsOptional()
  @Field(() => Id, {
    nullable: true,
    description: '所属计划；计划外追加的不填。The plan it belongs to; none of an extra one.',
  })
  planId?: string;

  @IsOptional()
  @Length(2, 500)
  @Field(() => Text, {
    nullable: true,
    description: '计划外追加的理由；属于计划的不填。Why it is made outside the plan, if so.',
  })
  extraReason?: string;

  @IsOptional()
  @Field(() => Id, {
    nullable: true,
    description: '所属批次；计划按批次编制的必填。Its batch; needed where the plan has batches.',
  })
  batchId?: string | null;

  @Length(1, 200)
  @Field(() => Text, { description: '任务名称。Its title.' })
  title!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Field(() => [Text], {
    description: '抽查事项代码；清单之外不得检查。Codes of items: no item, no check.',
  })
  itemCodes!: string[];

  @IsIn(Object.values(DrawMode))
  @Field(() => DrawMode, {
    defaultValue: DrawMode.CONFIDENTIAL,
    description: '抽取方式。How names are treated.',
  })
  mode!: DrawMode;

  @IsOptional()
  @Field(() => DrawStage, {
    nullable: true,
    description:
      '抽取环节，默认对象与人员都抽；为名单匹配人员请用 draftMatching。What is drawn; both by default.',
  })
  stage?: DrawStage;

  @IsOptional()
  @ValidateNested()
  @Field(() => CampaignFilterInput, { nullable: true, description: '对象范围。Which targets.' })
  filter?: CampaignFilterInput;

  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique((stratum: StratumInput) => stratum.riskClass)
  @ValidateNested({ each: true })
  @Field(() => [StratumInput], { description: '分层。Its strata.' })
  strata!: StratumInput[];

  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Field(() => [SlotInput], {
    nullable: true,
    description: '检查组；默认两人。The team; two officers by default.',
  })
  slots?: SlotInput[];

  @Min(1)
  @Max(10_000)
  @Field(() => Int, {
    defaultValue: 50,
    description: '每名人员最多承担的对象数。Most targets for one officer.',
  })
  capacity!: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      '同一主体只留一个对象参加抽取，其余按编号散列排除。One entity is in the frame only once, however many targets it answers for.',
  })
  onePerEntity!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      '是否预先告知当事人；默认不告知，检查前不得透露。Whether parties may be told beforehand; unannounced by default.',
  })
  isAnnounced?: boolean;

  @ArrayMaxSize(10)
  @ArrayUnique()
  @Field(() => [Id], { description: '见证密钥。The keys of its witnesses.' })
  witnessKeyIds!: string[];

  @Field(() => CalendarDate, { description: '检查期限起。First day of the visits.' })
  windowFromOn!: string;

  @Field(() => CalendarDate, { description: '检查期限止。Last day of the visits.' })
  windowToOn!: string;
}
