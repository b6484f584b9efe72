import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { NoDepartment } from '../../registry/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { DateTime } from '../../shared/scalars.js';
import { NotAGap } from '../decision.errors.js';
import { DecisionKind } from '../decision.states.js';
import { GapReason } from './gap.states.js';

@ObjectType('DecisionGap', {
  description: '文号序列中的缺号：未报送、迟报，或已说明。Missing numbers of a series, one after the other.',
})
export class DecisionGapType {
  @Field(() => ID, { description: '部门。The department.' })
  departmentId!: string;

  @Field(() => DecisionKind, { description: '决定种类。The kind.' })
  kind!: DecisionKind;

  @Field(() => String, { description: '机关代字。The words before the year.' })
  series!: string;

  @Field(() => Int, { description: '年份。The year.' })
  year!: number;

  @Field(() => Int, { description: '起号。The first missing number.' })
  fromNo!: number;

  @Field(() => Int, { description: '止号。The last missing number.' })
  toNo!: number;

  @Field(() => String, { description: '第一个缺号的文号。The first of them as it would be written.' })
  number!: string;

  @Field(() => GapReason, { nullable: true, description: '原因；未说明的没有。Absent where it is open.' })
  reason?: GapReason | null;

  @Field(() => String, { nullable: true, description: '说明。In words.' })
  note?: string | null;

  @Field(() => ID, { nullable: true, description: '说明人。Who explained it.' })
  explainedById?: string | null;

  @Field(() => DateTime, { nullable: true, description: '说明时间。When.' })
  explainedAt?: Date | null;
}

export const DecisionGapConnection = connectionOf('DecisionGap', () => DecisionGapType);

@ObjectType({ description: '缺号已说明。The missing numbers are explained.' })
export class DecisionGapExplained {
  @Field(() => DecisionGapType, { description: '缺号。The numbers.' })
  gap!: DecisionGapType;
}

export const ExplainDecisionGapResult = resultUnion('ExplainDecisionGapResult', () => [
  DecisionGapExplained,
  NotAGap,
  NoDepartment,
]);
