import { ArrayMaxSize, ArrayUnique, IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { PointAnswerInput } from '../inspection.input.js';
import { CheckMethod, Disposition } from '../result.entity.js';
import { CorrectionSource } from './result-correction.states.js';

@InputType({ description: '申请更正已确认的结果。Asks for the correction of a confirmed result.' })
export class RequestResultCorrectionInput {
  @Field(() => Id, { description: '现行的结果版本。The version that stands.' })
  resultId!: string;

  @Field(() => CorrectionSource, { description: '来源。Where it came out.' })
  source!: CorrectionSource;

  @IsOptional()
  @Length(1, 100)
  @Field(() => Text, {
    nullable: true,
    description: '异议决定或上级文书的文号。Number of the decision on the objection, or of the letter.',
  })
  documentNo?: string | null;

  @Length(2, 2000)
  @Field(() => Text, { description: '错在哪里、为何（不公示）。What is wrong, and why; not published.' })
  reason!: string;
}

@InputType({ description: '批准更正。Approves a correction.' })
export class ApproveResultCorrectionInput {
  @Field(() => Id, { description: '更正。The correction.' })
  id!: string;

  @ArrayUnique()
  @ArrayMaxSize(2)
  @Field(() => [Id], {
    defaultValue: [],
    description:
      '检查组在岗的不足两名时，指定记录并签字的人员。Officers who record and sign where fewer than two of the team still serve.',
  })
  officerIds!: string[];
}

@InputType({ description: '不批准、退回或终止更正。Refuses, returns or ends a correction.' })
export class ResultCorrectionReasonInput {
  @Field(() => Id, { description: '更正。The correction.' })
  id!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}

@InputType({ description: '更正后的责令改正。What the corrected version orders to be put right.' })
export class CorrectionOrderInput {
  @Length(2, 2000)
  @Field(() => Text, { description: '改正什么。What is to be put right.' })
  demand!: string;

  @Min(1)
  @Max(3650)
  @Field(() => Int, { description: '期限，自然日，自更正确认次日起算。Days after the confirmation.' })
  dayCount!: number;
}

@InputType({
  description: '更正后的版本：只填要更正的项，其余照原版本。Only what is corrected; the rest is taken over.',
})
export class CorrectedFindingsInput {
  @IsOptional()
  @Field(() => CalendarDate, { nullable: true, description: '检查日期本身有误时。Where the day was wrong.' })
  visitedOn?: string | null;

  @IsOptional()
  @Length(2, 500)
  @Field(() => Text, { nullable: true, description: '不在合并日期的理由。Why not on the merged day.' })
  otherDayReason?: string | null;

  @IsOptional()
  @Length(1, 10)
  @Field(() => Text, { nullable: true, description: '结果代码，见 resultCodes。A code of resultCodes.' })
  resultCode?: string | null;

  @IsOptional()
  @Length(1, 40)
  @Field(() => Text, { nullable: true, description: '代码体系。Its system, where two have the code.' })
  resultSystem?: string | null;

  @IsOptional()
  @Length(0, 4000)
  @Field(() => Text, { nullable: true, description: '检查情况（不公示）。Notes; not published.' })
  findings?: string | null;

  @IsOptional()
  @Field(() => Disposition, { nullable: true, description: '处置方式。What follows.' })
  disposition?: Disposition | null;

  @IsOptional()
  @Field(() => CheckMethod, { nullable: true, description: '检查方式。How it was checked.' })
  method?: CheckMethod | null;

  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Field(() => [PointAnswerInput], { defaultValue: [], description: '要更正的检查点。Points, corrected.' })
  points!: PointAnswerInput[];

  @IsOptional()
  @ValidateNested()
  @Field(() => CorrectionOrderInput, {
    nullable: true,
    description: '更正后须责令改正的，整改要求与期限。What is to be put right by the corrected version.',
  })
  order?: CorrectionOrderInput | null;
}

@InputType({ description: '在系统中记录更正后的版本。Records the corrected version in the system.' })
export class RecordResultCorrectionInput extends CorrectedFindingsInput {
  @Field(() => Id, { description: '更正。The correction.' })
  id!: string;
}
