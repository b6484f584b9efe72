import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../shared/scalars.js';

@ObjectType('PublicationMonth', {
  description:
    '一部门一月应公示的情况，仅有数量。How a department published what was due in a month: numbers only.',
})
export class PublicationMonthType {
  @Field(() => String, { description: '部门代码。The department’s code.' })
  departmentCode!: string;

  @Field(() => String, { description: '部门名称。Its name.' })
  departmentName!: string;

  @Field(() => String, { description: '公示期限所在之月。The month: 2026-02.' })
  month!: string;

  @Field(() => Int, { description: '应公示件数。How many were to be public.' })
  dueCount!: number;

  @Field(() => Int, { description: '按期公示。Published in time.' })
  inTimeCount!: number;

  @Field(() => Int, { description: '逾期公示。Published late.' })
  lateCount!: number;

  @Field(() => Int, { description: '逾期尚未公示。Not public yet, and overdue.' })
  overdueCount!: number;

  @Field(() => Int, { description: '当事人为自然人，不公示。Withheld: of natural persons.' })
  withheldPersonCount!: number;

  @Field(() => Int, { description: '仅有警告，不公示。Withheld: a warning alone.' })
  withheldWarningCount!: number;

  @Field(() => Int, { description: '简易程序处罚，不公示。Withheld: by the summary procedure.' })
  withheldSummaryCount!: number;

  @Field(() => Int, { description: '曾公示、现已结束。Were public, and are no more.' })
  endedCount!: number;

  @Field(() => DateTime, { description: '统计时间。When it was counted.' })
  countedAt!: Date;
}
