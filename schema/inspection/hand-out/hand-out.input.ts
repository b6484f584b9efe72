import { IsInt, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArguments } from '../../shared/page.js';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { OpenDutyKind } from './hand-out.states.js';

@InputType({ description: '安排检查日期。Plans the day of a visit.' })
export class PlanVisitInput {
  @Field(() => Id, { description: '检查任务。The assignment.' })
  assignmentId!: string;

  @Field(() => CalendarDate, { description: '检查日期，在期限内。The day, within the window.' })
  plannedOn!: string;
}

@InputType({
  description: '规定检查组何时可见对象、何时提醒。When teams see their targets and are reminded.',
})
export class HandOutRuleInput {
  @IsInt()
  @Min(0)
  @Max(30)
  @Field(() => Int, { description: '检查日前几个工作日，0 为当日。Working days before the visit.' })
  workingDaysBefore!: number;

  @Matches(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
  @Field(() => String, { description: '时刻，如 18:00（北京时间）。The time of day in China, `HH:MM`.' })
  at!: string;

  @IsInt()
  @Min(0)
  @Max(30)
  @Field(() => Int, { description: '到期前几个工作日提醒。Reminded so many working days before the last.' })
  remindDaysBefore!: number;

  @Length(2, 500)
  @Field(() => Text, { description: '依据，如文号。Its basis.' })
  basis!: string;
}

@ArgsType()
export class OpenDutiesArguments extends PageArguments {
  @IsOptional()
  @Field(() => OpenDutyKind, { nullable: true, description: '种类；不填为全部。Its kind; all when absent.' })
  kind?: OpenDutyKind | null;

  @IsOptional()
  @Field(() => Id, { nullable: true, description: '抽查任务。Of a campaign.' })
  campaignId?: string | null;

  @IsOptional()
  @Field(() => Id, { nullable: true, description: '部门。Of a department.' })
  departmentId?: string | null;

  @IsOptional()
  @Field(() => Id, { nullable: true, description: '执法人员。Of an officer.' })
  inspectorId?: string | null;
}
