import { Length, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Role } from '../shared/roles.js';
import { CalendarDate } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { ArrangementKind } from './arrangement.states.js';

@InputType({ description: '登记安排。An arrangement to record.' })
export class RecordArrangementInput {
  @Field(() => ArrangementKind, { description: '种类。Its kind.' })
  kind!: ArrangementKind;

  @Field(() => Text, {
    description: '在哪个部门的事项中行事：部门代码。In whose matters: a department’s code.',
  })
  departmentCode!: string;

  @MaxLength(64)
  @Field(() => Text, { description: '行事人的用户名。Who acts, by username.' })
  username!: string;

  @MaxLength(64)
  @Field(() => Text, {
    nullable: true,
    description: '代理谁：用户名；其他种类不填。Of a deputy: whom they stand for. Absent otherwise.',
  })
  standsForUsername?: string | null;

  @Field(() => [Role], { description: '角色。Which roles.' })
  roles!: Role[];

  @Field(() => CalendarDate, { description: '首日。The first day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '末日，含当日。The last day, itself included.' })
  toOn!: string;

  @Length(1, 100)
  @Field(() => Text, { description: '文号。The number of the document that says so.' })
  documentNo!: string;

  @Length(1, 500)
  @Field(() => Text, { description: '原因，不公示。Why; not published.' })
  reason!: string;
}
