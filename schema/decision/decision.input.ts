import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  Length,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArguments } from '../shared/page.js';
import { CalendarDate, Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { DecisionKind, DecisionProcedure, DecisionState, WithdrawalGround } from './decision.states.js';

@InputType({ description: '一栏的内容。What a decision says in one column.' })
export class DecisionTextInput {
  @Length(1, 32)
  @Field(() => String, { description: '国家标准的代码，如 CF_WSH。The code of the column.' })
  code!: string;

  @MaxLength(6_000)
  @Field(() => Text, {
    description:
      '内容：日期如 2026/01/05，长期为 2099/12/31，金额以万元为单位。Its text, as the standard writes it.',
  })
  text!: string;
}

@InputType({ description: '决定的内容。What a decision says.' })
abstract class DecisionGivenInput {
  @Length(1, 100)
  @Field(() => Text, { description: '案件编号（许可为办件编号）。The number of its case or application.' })
  caseNo!: string;

  @Field(() => DecisionProcedure, { description: '办理程序。Its procedure.' })
  procedure!: DecisionProcedure;

  @Field(() => Id, {
    nullable: true,
    description: '由检查引起的，填检查任务标识。The visit in which it began, if any.',
  })
  assignmentId?: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(60)
  @ArrayUnique((one: DecisionTextInput) => one.code)
  @ValidateNested({ each: true })
  @Field(() => [DecisionTextInput], { description: '各栏；见 decisionColumns。Its columns.' })
  columns!: DecisionTextInput[];
}

@InputType({ description: '录入一份决定。A decision to enter.' })
export class EnterDecisionInput extends DecisionGivenInput {
  @Field(() => DecisionKind, { description: '种类。Its kind.' })
  kind!: DecisionKind;
}

@InputType({ description: '更正一份决定：填写更正后的全部内容。The whole decision as it should have been.' })
export class CorrectDecisionInput extends DecisionGivenInput {
  @Field(() => Id, { description: '决定。The decision.' })
  id!: string;

  @Min(1)
  @Field(() => Int, { description: '所见的版本。The version that was seen.' })
  version!: number;

  @Length(2, 500)
  @Field(() => Text, { description: '更正的理由。Why it is corrected.' })
  reason!: string;
}

@InputType({ description: '撤下一份决定。Withdraws a decision.' })
export class WithdrawDecisionInput {
  @Field(() => Id, { description: '决定。The decision.' })
  id!: string;

  @Field(() => WithdrawalGround, { description: '事由。The ground.' })
  ground!: WithdrawalGround;

  @Length(2, 100)
  @Field(() => Text, { description: '变更、撤销或确认违法的文书文号。The document that says so.' })
  documentNo!: string;

  @Field(() => CalendarDate, { description: '该文书的日期。Its date.' })
  withdrawnOn!: string;

  @Length(2, 1_000)
  @Field(() => Text, { description: '理由。The reason in words.' })
  reason!: string;
}

@ArgsType()
export class DecisionArguments extends PageArguments {
  @Field(() => DecisionKind, { nullable: true, description: '种类。The kind.' })
  kind?: DecisionKind;

  @Field(() => DecisionState, { nullable: true, description: '状态。The state.' })
  state?: DecisionState;

  @Field(() => CalendarDate, { nullable: true, description: '决定日期起。Decided on or after.' })
  fromOn?: string;

  @Field(() => CalendarDate, { nullable: true, description: '决定日期止。Decided on or before.' })
  toOn?: string;

  @IsOptional()
  @Length(2, 32)
  @Field(() => String, { nullable: true, description: '统一社会信用代码。The party’s credit code.' })
  unitCode?: string;

  @IsOptional()
  @Length(1, 100)
  @Field(() => Text, {
    nullable: true,
    description: '文号，括号、空格不计。The document number, however written.',
  })
  documentNo?: string;

  @Field(() => CalendarDate, { nullable: true, description: '公示期限不晚于。Due on this day or before.' })
  dueToOn?: string;

  @Field(() => Boolean, { nullable: true, description: '录入时已逾期。Arrived after its due day.' })
  isLate?: boolean;

  @Field(() => Id, { nullable: true, description: '所由引起的检查任务。The visit in which they began.' })
  assignmentId?: string;

  @IsOptional()
  @Length(1, 100)
  @Field(() => Text, {
    nullable: true,
    description: '名称、案件编号或文号的一部分。A part of a name, case number or document number.',
  })
  search?: string;
}
