import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';

@InputType({ description: '将多项任务对同一对象的检查合并为一次。Makes visits of several campaigns one.' })
export class MergeVisitsInput {
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Field(() => [Id], {
    description:
      '各任务的检查，见合并建议；联合检查的其他部分随之。The assignments, as proposed; other parts of a joint visit come along.',
  })
  assignmentIds!: string[];

  @Field(() => CalendarDate, { description: '合并后的检查日期。The one day.' })
  visitOn!: string;
}

@InputType({ description: '撤销合并。Dissolves a merged visit.' })
export class DissolveMergedVisitInput {
  @Field(() => Id, { description: '合并的检查。The merged visit.' })
  id!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}
