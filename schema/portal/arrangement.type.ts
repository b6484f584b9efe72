import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { ArrangementKind } from '../account/public.js';
import { CalendarDate } from '../shared/scalars.js';
import { publicConnectionOf } from './connection.type.js';

/** The roles that another department may fill, as the public knows them. */
export enum ArrangedRole {
  DRAW_OPERATOR = 'DRAW_OPERATOR',
  REVIEWER = 'REVIEWER',
  PUBLISHER = 'PUBLISHER',
}

registerEnumType(ArrangedRole, {
  name: 'ArrangedRole',
  description: '可由外单位代行的角色。A role that another department may fill.',
  valuesConfig: {
    DRAW_OPERATOR: { description: '抽取操作。Operates the draw.' },
    REVIEWER: { description: '审核确认。Reviews results.' },
    PUBLISHER: { description: '公示发布。Releases publications.' },
  },
});

@ObjectType('PublicUnit', { description: '部门。A department.' })
export class PublicUnitType {
  @Field(() => String, { description: '部门代码。Its code.' })
  code!: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;
}

@ObjectType('PublicArrangement', {
  description:
    '代行安排：上级或邻近单位为一部门代行的角色。A role that a superior or a neighbour fills for a department.',
})
export class PublicArrangementType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ArrangementKind, { description: '种类。Its kind.' })
  kind!: ArrangementKind;

  @Field(() => PublicUnitType, { description: '为哪个部门代行。For which department.' })
  department!: PublicUnitType;

  @Field(() => PublicUnitType, { description: '代行的单位。Which department acts.' })
  actingDepartment!: PublicUnitType;

  @Field(() => [ArrangedRole], { description: '代行的角色。Which roles.' })
  roles!: ArrangedRole[];

  @Field(() => CalendarDate, { description: '首日。The first day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '末日，含当日。The last day.' })
  toOn!: string;

  @Field(() => String, { description: '文号。The number of its document.' })
  documentNo!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '提前终止之日。When it was ended before its last day.',
  })
  endedOn?: string | null;

  @Field(() => Boolean, { description: '今天是否有效。Whether it holds today.' })
  isInForce!: boolean;
}

export const PublicArrangementConnection = publicConnectionOf(
  'PublicArrangement',
  () => PublicArrangementType,
);
