import { Length, MaxLength, MinLength } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { DepartmentEnded, UnknownDepartment, UnknownDivision } from '../../department/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { PowerInvalid, PowerNotFound, PowersOverlap } from './power.errors.js';
import { PowerKind } from './power.words.js';

@ObjectType('Power', { description: '一项职权：谁、对何事项、何处、何时。Who may do what, where and when.' })
export class PowerType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => String, { description: '事项代码。The item.' })
  itemCode!: string;

  @Field(() => PowerKind, { description: '职权种类。Which power.' })
  kind!: PowerKind;

  @Field(() => String, {
    nullable: true,
    description: '只限该区划；不填为行使部门所在区划。Only there; absent: in the division of the holder.',
  })
  divisionCode?: string;

  @Field(() => CalendarDate, { description: '自。From this day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: '至；无尽的没有。Its last day, if any.' })
  toOn?: string;

  @Field(() => String, { description: '法律依据。Its legal basis.' })
  legalBasis!: string;

  @Field(() => String, { nullable: true, description: '文书编号；委托必有。A delegation always has one.' })
  documentNo?: string;

  @Field(() => DateTime, { description: '登记时间。When it was recorded.' })
  createdAt!: Date;
}

export const PowerConnection = connectionOf('Power', () => PowerType);

@InputType({ description: '登记职权。A power to record.' })
export class RecordPowerInput {
  @Length(1, 100)
  @Field(() => Text, { description: '事项代码。The item.' })
  itemCode!: string;

  @Field(() => PowerKind, { description: '职权种类。Which power.' })
  kind!: PowerKind;

  @MaxLength(32)
  @Field(() => Text, { description: '行使部门代码。Who acts.' })
  holderCode!: string;

  @MaxLength(32)
  @Field(() => Text, {
    nullable: true,
    description: '委托机关代码；以其名义。The delegating authority, in whose name.',
  })
  inNameOfCode?: string;

  @MaxLength(32)
  @Field(() => Text, { nullable: true, description: '只限该区划。Only in this division.' })
  divisionCode?: string;

  @Field(() => CalendarDate, { description: '自。From this day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: '至；无尽的不填。Its last day, if any.' })
  toOn?: string;

  @MinLength(2)
  @MaxLength(500)
  @Field(() => Text, { description: '法律依据。Its legal basis.' })
  legalBasis!: string;

  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '文书编号；委托必填。A delegation needs one.' })
  documentNo?: string;
}

@InputType({ description: '终止职权。A power to end.' })
export class EndPowerInput {
  @Field(() => Id, { description: '标识。Its id.' })
  id!: string;

  @Field(() => CalendarDate, { description: '最后一日。Its last day.' })
  lastOn!: string;
}

@ObjectType({ description: '职权已登记。The power was recorded.' })
export class PowerRecorded {
  @Field(() => PowerType, { description: '该职权。The power.' })
  power!: PowerType;
}

@ObjectType({ description: '职权已终止。The power was ended.' })
export class PowerEnded {
  @Field(() => PowerType, { description: '该职权。The power.' })
  power!: PowerType;
}

export const RecordPowerResult = resultUnion('RecordPowerResult', () => [
  PowerRecorded,
  PowersOverlap,
  PowerInvalid,
  UnknownDepartment,
  UnknownDivision,
  DepartmentEnded,
]);

export const EndPowerResult = resultUnion('EndPowerResult', () => [PowerEnded, PowerInvalid, PowerNotFound]);
