import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { CalendarDate, DateTime, RealWorldId } from '../../shared/scalars.js';

@ObjectType('Interest', {
  description: '申报的利害关系或回避。A declared interest or recusal; sealed from colleagues.',
})
export class InterestType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => RealWorldId, { description: '执法人员。The officer.' })
  inspectorRealId!: string;

  @Field(() => RealWorldId, { description: '检查对象。The target.' })
  targetRealId!: string;

  @Field(() => String, { description: '原因代码。The code of the reason.' })
  reasonCode!: string;

  @Field(() => DateTime, { description: '申报时间。When it was declared.' })
  declaredAt!: Date;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '截止日；无期限的没有。The last day it holds, where it ends.',
  })
  endsOn?: string;
}

export const InterestConnection = connectionOf('Interest', () => InterestType);
