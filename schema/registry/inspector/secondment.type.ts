import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { CalendarDate, DateTime, RealWorldId } from '../../shared/scalars.js';

@ObjectType('SecondedOfficer', { description: '借调的人员。The officer of a secondment.' })
export class SecondedOfficer {
  @Field(() => RealWorldId, { description: '现实标识。The real-world id.' })
  realId!: string;

  @Field(() => String, { description: '姓名。The name.' })
  name!: string;
}

@ObjectType('Secondment', { description: '借调，双方部门可见。A dated secondment; both departments see it.' })
export class SecondmentType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => [String], {
    description: '在借入部门的执法区域；空为全部。Districts served there; empty means all.',
  })
  districts!: string[];

  @Field(() => CalendarDate, { description: '首日。The first day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '末日。The last day.' })
  toOn!: string;

  @Field(() => String, { description: '借调文号。The document it rests on.' })
  documentNo!: string;

  @Field(() => DateTime, { description: '最近修改时间。When it was changed last.' })
  updatedAt!: Date;
}

export const SecondmentConnection = connectionOf('Secondment', () => SecondmentType);
