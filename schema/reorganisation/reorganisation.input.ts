import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  Length,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { CalendarDate, RealWorldId } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { ReorganisationKind } from './reorganisation.states.js';

@InputType({ description: '一个承继部门分得什么。What one heir gets.' })
export class ShareInput {
  @MaxLength(32)
  @Field(() => Text, { description: '承继或接收部门代码。Who gets it.' })
  toCode!: string;

  @IsOptional()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @MaxLength(32, { each: true })
  @Field(() => [Text], {
    nullable: true,
    description: '这些区划及其以下的检查对象。Targets in these divisions and below.',
  })
  divisionCodes?: string[];

  @IsOptional()
  @ArrayMaxSize(5000)
  @ArrayUnique()
  @Field(() => [RealWorldId], { nullable: true, description: '这些检查对象。These targets.' })
  targetRealIds?: string[];

  @IsOptional()
  @ArrayMaxSize(1000)
  @ArrayUnique()
  @Field(() => [RealWorldId], {
    nullable: true,
    description: '这些执法人员及其账户。These officers with their accounts.',
  })
  inspectorRealIds?: string[];

  @IsOptional()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @MaxLength(32, { each: true })
  @Field(() => [Text], {
    nullable: true,
    description: '这些任务及其抽取、检查、结果、公示。These campaigns with all that follows from them.',
  })
  campaignCodes?: string[];

  @IsOptional()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @MaxLength(64, { each: true })
  @Field(() => [Text], { nullable: true, description: '这些账户。These accounts.' })
  usernames?: string[];
}

@InputType({ description: '一项机构改革。A re-organisation.' })
export class EnactReorganisationInput {
  @Field(() => ReorganisationKind, { description: '种类。What it does.' })
  kind!: ReorganisationKind;

  @Field(() => CalendarDate, {
    description:
      '生效之日；以后的日子到日实施，可先取消。Its day; a future one is carried out on that day and may be cancelled before.',
  })
  effectiveOn!: string;

  @Length(1, 100)
  @Field(() => Text, { description: '批准文号，必填。The number of the document; required.' })
  documentNo!: string;

  @MinLength(2)
  @MaxLength(1000)
  @Field(() => Text, { description: '事由。Why.' })
  reason!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @MaxLength(32, { each: true })
  @Field(() => [Text], {
    description: '被改革的部门代码；只有合并可填几个。Whom it is about; several only in a merger.',
  })
  fromCodes!: string[];

  @MaxLength(32)
  @Field(() => Text, {
    nullable: true,
    description:
      '承继、主承继或接收部门代码；更名不填。Successor, main heir or receiver; none in a change of name.',
  })
  toCode?: string;

  @Length(2, 100)
  @IsOptional()
  @Field(() => Text, { nullable: true, description: '新名称，用于更名。The new name.' })
  name?: string;

  @MaxLength(40)
  @Field(() => Text, { nullable: true, description: '新的统一社会信用代码。A new credit code, if any.' })
  creditCode?: string;

  @IsOptional()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Field(() => [ShareInput], {
    nullable: true,
    description: '分立、划转时各得什么；其余归主承继部门。Who gets what; the rest goes to the main heir.',
  })
  shares?: ShareInput[];
}
