import { Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { CalendarDate, DateTime, Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { DepartureKind } from './departure.states.js';

@InputType({
  description: '申请移交离岗人员尚未检查的任务。Asks that a leaving officer’s visits go to others.',
})
export class RequestHandOverInput {
  @Field(() => Id, { description: '离岗人员。The officer who leaves.' })
  inspectorId!: string;

  @Field(() => CalendarDate, {
    description: '最后工作日；次日起不再被抽取。The last day; no draw goes beyond it.',
  })
  lastOn!: string;

  @Length(2, 100)
  @Field(() => Text, {
    description: '调令等文号，其指纹记入抽取日志。The document; its hash goes into the log.',
  })
  documentNo!: string;
}

@InputType({ description: '不批准移交。Refuses a hand-over.' })
export class RefuseHandOverInput {
  @Field(() => Id, { description: '移交。The hand-over.' })
  id!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}

@InputType({ description: '办理离岗。An officer leaves.' })
export class DepartInspectorInput {
  @Field(() => Id, { description: '执法人员。The inspector.' })
  inspectorId!: string;

  @Field(() => DepartureKind, { description: '种类。How.' })
  kind!: DepartureKind;

  @Field(() => CalendarDate, { description: '最后工作日，不晚于今天。The last day, not after today.' })
  lastOn!: string;

  @Field(() => DateTime, { description: '打开时的修改时间。`updatedAt` as it was read.' })
  expectedUpdatedAt!: Date;
}
