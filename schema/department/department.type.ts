import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { CalendarDate, DateTime } from '../shared/scalars.js';
import { AdministrativeLevel, DepartmentKind } from './department.states.js';

@ObjectType('Division', { description: '行政区划（GB/T 2260）或开发区。An administrative division.' })
export class DivisionType {
  @Field(() => String, { description: '区划代码。Its code.' })
  code!: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: '上级区划代码；省级与外来代码没有。The code one level up; absent at the top.',
  })
  parentCode?: string;

  @Field(() => CalendarDate, { nullable: true, description: '最后一日；存续的没有。Absent while it stands.' })
  endedOn?: string;
}

@ObjectType('Department', { description: '有检查职权的部门。A department with the power to inspect.' })
export class DepartmentType {
  @Field(() => ID, { description: '系统内标识。Its id in this installation.' })
  id!: string;

  @Field(() => String, { description: '部门代码。Its short code.' })
  code!: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => String, {
    description:
      '统一社会信用代码，抽取日志以此署名。Its credit code, under which it keeps its log of draws.',
  })
  creditCode!: string;

  @Field(() => DepartmentKind, { description: '种类。What it is.' })
  kind!: DepartmentKind;

  @Field(() => AdministrativeLevel, { description: '层级。Its level.' })
  level!: AdministrativeLevel;

  @Field(() => CalendarDate, { nullable: true, description: '最后一日；存续的没有。Absent while it stands.' })
  endedOn?: string;

  @Field(() => DateTime, { description: '建立时间。When it was entered.' })
  createdAt!: Date;
}

@ObjectType('DepartmentTerm', {
  description: '部门在一段时间内的样子。A department as it stood from a day on.',
})
export class DepartmentTermType {
  @Field(() => String, { description: '部门代码。Its short code.' })
  code!: string;

  @Field(() => CalendarDate, { description: '自。From this day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: '至；仍然如此的没有。Absent while it holds.' })
  toOn?: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => String, { description: '统一社会信用代码。Its credit code.' })
  creditCode!: string;

  @Field(() => AdministrativeLevel, { description: '层级。Its level.' })
  level!: AdministrativeLevel;

  @Field(() => String, { nullable: true, description: '上级部门代码。Absent at the top.' })
  parentCode?: string;

  @Field(() => String, { description: '区划代码。Its division.' })
  divisionCode!: string;

  @Field(() => String, { nullable: true, description: '通过哪个机构执法。The institution it acts through.' })
  actsThroughCode?: string;
}

@ObjectType('DivisionTerm', {
  description: '区划在一段时间内的样子。A division as it stood from a day on.',
})
export class DivisionTermType {
  @Field(() => String, { description: '区划代码。Its code.' })
  code!: string;

  @Field(() => CalendarDate, { description: '自。From this day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: '至；仍然如此的没有。Absent while it holds.' })
  toOn?: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: '上级区划代码。Absent at the top.' })
  parentCode?: string;
}

export const DepartmentTermConnection = connectionOf('DepartmentTerm', () => DepartmentTermType);
export const DivisionTermConnection = connectionOf('DivisionTerm', () => DivisionTermType);

export const DivisionConnection = connectionOf('Division', () => DivisionType);
export const DepartmentConnection = connectionOf('Department', () => DepartmentType);
