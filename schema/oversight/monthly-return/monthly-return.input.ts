import { ArrayMaxSize, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { Hex, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';

@InputType({ description: '月报中由人填写的一项。What is entered by hand for an item.' })
export class MonthlyReturnEntry {
  @Length(1, 64)
  @Field(() => Text, { description: '事项编码。The item.' })
  itemCode!: string;

  @Min(0)
  @Max(10_000_000)
  @Field(() => Int, { defaultValue: 0, description: '受理。Received.' })
  receivedCount!: number;

  @Min(0)
  @Max(10_000_000)
  @Field(() => Int, { defaultValue: 0, description: '作出决定。Decided.' })
  decidedCount!: number;

  @Min(0)
  @Max(10_000_000)
  @Field(() => Int, { defaultValue: 0, description: '发证。Issued.' })
  issuedCount!: number;

  @Min(0)
  @Max(10_000_000)
  @Field(() => Int, { defaultValue: 0, description: '培训。Trainings.' })
  trainingCount!: number;

  @Length(0, 2000)
  @Field(() => Text, { defaultValue: '', description: '存在问题。Problems.' })
  problems!: string;
}

@InputType({ description: '汇总月报。Draws up a month’s return.' })
export class DraftMonthlyReturnInput {
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/)
  @Field(() => String, { description: '月份，如 2026-11。The month.' })
  month!: string;

  @ArrayMaxSize(500)
  @Field(() => [MonthlyReturnEntry], {
    defaultValue: [],
    description: '填写的事项；未填的保持不变。What is entered; the rest is kept.',
  })
  entries!: MonthlyReturnEntry[];

  @IsOptional()
  @Length(2, 500)
  @Field(() => Text, { nullable: true, description: '更正原因。Why a confirmed one is corrected.' })
  reason?: string | null;
}

@InputType({ description: '确认月报。Confirms a month’s return.' })
export class ConfirmMonthlyReturnInput {
  @Field(() => Id, { description: '月报。The return.' })
  id!: string;

  @Field(() => Hex, { description: '所见草稿的 SHA-256。The hash of the draft that was shown.' })
  hash!: string;
}
