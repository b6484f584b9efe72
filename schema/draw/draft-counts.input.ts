import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { CampaignFilterInput, StratumInput } from '../plan/index.js';
import { CalendarDate, Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';

@InputType({ description: '拟定中的任务，用于即时数量。A campaign that is being drafted, for live counts.' })
export class DraftCountsInput {
  @Field(() => Id, { description: '部门。The department.' })
  departmentId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Field(() => [Text], { description: '抽查事项代码。Codes of items.' })
  itemCodes!: string[];

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

  @Field(() => Boolean, {
    defaultValue: false,
    description: '同一主体只留一个对象。One entity is in the frame only once.',
  })
  onePerEntity!: boolean;

  @Field(() => CalendarDate, { description: '检查期限起。First day of the visits.' })
  windowFromOn!: string;

  @Field(() => CalendarDate, { description: '检查期限止。Last day of the visits.' })
  windowToOn!: string;
}
