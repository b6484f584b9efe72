import { IsOptional, Length, Max, Min } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArguments } from '../../shared/page.js';
import { Text } from '../../shared/text.scalar.js';
import { DecisionKind } from '../decision.states.js';
import { GapReason } from './gap.states.js';

@InputType({ description: '说明缺号。Says why numbers of a series have no decision.' })
export class ExplainDecisionGapInput {
  @Field(() => DecisionKind, { description: '决定种类。The kind.' })
  kind!: DecisionKind;

  @Length(1, 60)
  @Field(() => Text, { description: '机关代字，如 湛市监处罚。The words before the year.' })
  series!: string;

  @Min(1900)
  @Max(2099)
  @Field(() => Int, { description: '年份。The year.' })
  year!: number;

  @Min(1)
  @Max(999_999_999)
  @Field(() => Int, { description: '起号。The first number.' })
  fromNo!: number;

  @IsOptional()
  @Min(1)
  @Max(999_999_999)
  @Field(() => Int, { nullable: true, description: '止号；单个号可省。The last; absent for one alone.' })
  toNo?: number;

  @Field(() => GapReason, { description: '原因。Why.' })
  reason!: GapReason;

  @Length(2, 500)
  @Field(() => Text, { description: '说明。In words.' })
  note!: string;
}

@ArgsType()
export class DecisionGapArguments extends PageArguments {
  @Field(() => DecisionKind, { nullable: true, description: '决定种类。The kind.' })
  kind?: DecisionKind;

  @Min(1900)
  @Max(2099)
  @IsOptional()
  @Field(() => Int, { nullable: true, description: '年份。The year.' })
  year?: number;

  @Field(() => Boolean, {
    nullable: true,
    description: '只要未说明的（true）或已说明的（false）。Only open ones, or explained ones.',
  })
  isOpen?: boolean;
}
