import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsIn,
  IsOptional,
  Length,
  ValidateNested,
} from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { ImportMode } from '../../registry/index.js';
import { CalendarDate, Id, RealWorldId } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { CampaignKind } from '../campaign.stages.js';
import { MatchingInput } from '../handed/handed-list.input.js';

@InputType({ description: '一条待办核查。A check that is owed.' })
export class DueCheckInput {
  @Field(() => RealWorldId, { description: '对象，须在名录内。The target, of the register.' })
  realId!: string;

  @Length(1, 100)
  @Field(() => Text, { description: '许可证号或举报编号。Number of the licence or of the report.' })
  documentNo!: string;

  @Length(1, 200)
  @Field(() => Text, {
    description: '许可事项或举报事由；不写举报人。The licence, or what was reported; never by whom.',
  })
  matter!: string;

  @Field(() => CalendarDate, { description: '许可决定之日或收到举报之日。Day of the grant or of receipt.' })
  beganOn!: string;

  @IsOptional()
  @Field(() => CalendarDate, {
    nullable: true,
    description: '核查期限；不填按规则计算。By when; by the rule of its kind when absent.',
  })
  dueOn?: string;
}

@InputType({ description: '登记待办核查。Enters checks that are owed.' })
export class EnterDueChecksInput {
  @IsIn([CampaignKind.VERIFICATION, CampaignKind.REPORT])
  @Field(() => CampaignKind, { description: 'VERIFICATION 或 REPORT。VERIFICATION or REPORT.' })
  kind!: CampaignKind;

  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Field(() => [DueCheckInput], { description: '各条。The entries.' })
  checks!: DueCheckInput[];

  @IsIn(Object.values(ImportMode))
  @Field(() => ImportMode, {
    defaultValue: ImportMode.ALL_OR_NOTHING,
    description: '有错误的条目如何处理。What becomes of faulty entries.',
  })
  mode!: ImportMode;
}

@InputType({ description: '不再核查。Drops a check that is owed.' })
export class DropDueCheckInput {
  @Field(() => Id, { description: '待办核查。The due check.' })
  id!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}

@InputType({ description: '由待办核查编制任务。A campaign of checks that are owed.' })
export class DraftDueCampaignInput extends MatchingInput {
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @ArrayUnique()
  @Field(() => [Id], { description: '待办核查，同一种类。The due checks, of one kind.' })
  dueCheckIds!: string[];
}
