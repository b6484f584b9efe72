import { ArrayMaxSize, IsOptional, Length, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { CalendarDate, Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { CheckMethod, Disposition } from './result.entity.js';
import { PointOutcome } from './visit/visit.states.js';

@InputType({ description: '一个检查点的结果。What was found at a point.' })
export class PointAnswerInput {
  @Length(1, 100)
  @Field(() => Text, { description: '事项编码。Code of the item.' })
  item!: string;

  @Length(1, 20)
  @Field(() => Text, { description: '检查点编码。Code of the point.' })
  point!: string;

  @Field(() => PointOutcome, { description: '结果。What was found.' })
  outcome!: PointOutcome;

  @IsOptional()
  @Length(1, 100)
  @Field(() => Text, { nullable: true, description: '数量或选项。The number or the choice.' })
  value?: string | null;

  @IsOptional()
  @Length(2, 500)
  @Field(() => Text, { nullable: true, description: '不适用的理由。Why it is not applicable.' })
  reason?: string | null;
}

@InputType({ description: '检查所见。What a visit found.' })
export class FindingsInput {
  @Field(() => CalendarDate, { description: '检查日期。The day of the visit.' })
  visitedOn!: string;

  @IsOptional()
  @Length(2, 500)
  @Field(() => Text, {
    nullable: true,
    description:
      '合并的检查未在合并日期进行的，说明理由。Why a merged visit was made on another day than was decided.',
  })
  otherDayReason?: string | null;

  @Length(1, 10)
  @Field(() => Text, { description: '结果代码，见 resultCodes。A code of resultCodes.' })
  resultCode!: string;

  @IsOptional()
  @Length(1, 40)
  @Field(() => Text, {
    nullable: true,
    description:
      '代码体系，如 default/1；各事项体系不同而代码相同时必填。Its system, where two have the code.',
  })
  resultSystem?: string | null;

  @Length(0, 4000)
  @Field(() => Text, { defaultValue: '', description: '检查情况（不公示）。Notes; not published.' })
  findings!: string;

  @Field(() => Disposition, { description: '处置方式。What follows.' })
  disposition!: Disposition;

  @Field(() => CheckMethod, {
    defaultValue: CheckMethod.ON_SITE,
    description: '检查方式。How it was checked.',
  })
  method!: CheckMethod;

  @IsOptional()
  @Length(2, 500)
  @Field(() => Text, { nullable: true, description: '逾期录入的理由。Why it is entered late.' })
  lateReason?: string | null;

  @IsOptional()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Field(() => [PointAnswerInput], {
    nullable: true,
    description: '检查点（没有现场记录时填写）。Points, where there are no events of the visit.',
  })
  points?: PointAnswerInput[];

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: '其余检查点未发现问题。Whatever else is without a problem.',
  })
  restWithoutProblem?: boolean;
}

@InputType({ description: '检查结果。What a visit found.' })
export class RecordResultInput extends FindingsInput {
  @Field(() => Id, { description: '检查任务。The assignment.' })
  assignmentId!: string;
}

@InputType({ description: '否认纸上签字。Says that a signature on paper is not one’s own.' })
export class ContestSignatureInput {
  @Field(() => Id, { description: '检查结果。The result.' })
  resultId!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '说明。What was wrong.' })
  reason!: string;
}

@InputType({ description: '退回。Returns a result to its team.' })
export class ReturnResultInput {
  @Field(() => Id, { description: '检查结果。The result.' })
  resultId!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}
