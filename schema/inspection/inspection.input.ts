import { IsOptional, Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { CalendarDate, Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { CheckMethod, Disposition } from './result.entity.js';

@InputType({ description: '检查结果。What a visit found.' })
export class RecordResultInput {
  @Field(() => Id, { description: '检查任务。The assignment.' })
  assignmentId!: string;

  @Field(() => CalendarDate, { description: '检查日期。The day of the visit.' })
  visitedOn!: string;

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
}

@InputType({ description: '退回。Returns a result to its team.' })
export class ReturnResultInput {
  @Field(() => Id, { description: '检查结果。The result.' })
  resultId!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}
