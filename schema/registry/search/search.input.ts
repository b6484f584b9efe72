import { ArrayMaxSize, MaxLength, MinLength } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { PageArguments } from '../../shared/page.js';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { TargetStatus } from '../target/target.states.js';

@ArgsType()
export class TargetSearchArguments extends PageArguments {
  @MinLength(1)
  @MaxLength(100)
  @Field(() => Text, {
    nullable: true,
    description:
      '名称或曾用名的一部分，一个字即可。A part of the name or of a former one; one character will do.',
  })
  text?: string;

  @MinLength(1)
  @MaxLength(120)
  @Field(() => Text, {
    nullable: true,
    description:
      '代码或证号的开头；四位以上也查其他标识。The beginning of a number; from four characters on other identifiers, too.',
  })
  code?: string;

  @MaxLength(32)
  @Field(() => Text, { nullable: true, description: '区划代码，含下级。A division with those below it.' })
  division?: string;

  @MaxLength(200)
  @Field(() => Text, {
    nullable: true,
    description: '行业名称，或 GB/T 4754 代码的开头（F52）。The trade, or the beginning of its code.',
  })
  trade?: string;

  @ArrayMaxSize(20)
  @MaxLength(100, { each: true })
  @Field(() => [Text], { nullable: true, description: '同时具有的标签。Tags, all of them.' })
  tags?: string[];

  @Field(() => Id, { nullable: true, description: '专项库。A special pool.' })
  specialPoolId?: string;

  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '风险等级；- 为未分级。The risk class; - for none.' })
  riskClass?: string;

  @Field(() => TargetStatus, { nullable: true, description: '登记状态。How it stands.' })
  status?: TargetStatus;

  @MaxLength(64)
  @Field(() => Text, { nullable: true, description: '片区代码。The district.' })
  district?: string;
}
