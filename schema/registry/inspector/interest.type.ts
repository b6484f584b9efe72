import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { CalendarDate, DateTime, RealWorldId } from '../../shared/scalars.js';
import { InterestKind } from './inspector.states.js';

registerEnumType(InterestKind, {
  name: 'InterestKind',
  description: '利害关系种类（行政处罚法第四十三条）。What ties an officer to a target.',
  valuesConfig: {
    ENTITY: { description: '投资、任职、债权债务: a share, a post or a debt' },
    KINSHIP: { description: '近亲属: kinship' },
    FORMER_POST: { description: '曾在该单位任职，按规则到期: a former post; ends by its rule' },
    OTHER: { description: '其他: another tie' },
  },
});

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

  @Field(() => InterestKind, { description: '种类。Its kind.' })
  kind!: InterestKind;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '起始日；导入的没有。The first day; absent where it was imported.',
  })
  fromOn?: string;

  @Field(() => String, { description: '原因代码。The code of the reason.' })
  reasonCode!: string;

  @Field(() => ID, {
    nullable: true,
    description: '准予回避的变更申请；申报、登记的没有。The request by which a recusal was granted, if any.',
  })
  changeId?: string | null;

  @Field(() => DateTime, { description: '申报时间。When it was declared.' })
  declaredAt!: Date;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '截止日；无期限的没有。The last day it holds, where it ends.',
  })
  endsOn?: string;

  @Field(() => DateTime, { description: '最近修改时间。When it was changed last.' })
  updatedAt!: Date;
}

export const InterestConnection = connectionOf('Interest', () => InterestType);
