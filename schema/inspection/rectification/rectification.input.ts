import { IsOptional, Length, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { EvidenceNamingInput } from '../evidence/evidence-naming.input.js';

@InputType({ description: '责令改正。Orders a rectification.' })
export class OrderRectificationInput {
  @Field(() => Id, { description: '检查任务。The assignment.' })
  assignmentId!: string;

  @Length(2, 2000)
  @Field(() => Text, { description: '改正什么。What is to be put right.' })
  demand!: string;

  @Min(1)
  @Max(3650)
  @Field(() => Int, {
    description:
      '期限，自然日，自送达或告知次日起算；末日休息的顺延。Its term in calendar days, the day on which it was served not counted.',
  })
  dayCount!: number;

  @IsOptional()
  @Field(() => Id, { nullable: true, description: '责令改正通知书。The paper that orders it.' })
  documentId?: string | null;

  @IsOptional()
  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '送达或当场告知之日，期限自次日起算；不填为今天。The day on which it was served or said; today when absent.',
  })
  servedOn?: string | null;
}

@InputType({ description: '整改的一步。A step of a rectification.' })
export class RectificationStepInput extends EvidenceNamingInput {
  @Field(() => Id, { description: '整改。The rectification.' })
  id!: string;

  @Length(2, 2000)
  @Field(() => Text, { description: '情况说明。What was done, or seen, or why.' })
  statement!: string;
}

@InputType({ description: '重新限期的一步。A step that sets a new term.' })
export class RectificationTermInput extends RectificationStepInput {
  @Min(1)
  @Max(3650)
  @Field(() => Int, { description: '新期限，自然日，今日不计。The new term in calendar days from today.' })
  dayCount!: number;
}
