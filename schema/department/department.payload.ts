import { Field, ObjectType } from 'type-graphql';
import { resultUnion } from '../shared/result-union.js';
import {
  DepartmentCodeTaken,
  DepartmentCycle,
  DivisionCycle,
  InstitutionNotOwn,
  InvalidDepartmentCode,
  InvalidDivisionCode,
  NotStandingThen,
  OthersBelow,
  UnknownDepartment,
  UnknownDivision,
} from './department.errors.js';
import { DepartmentType, DivisionType } from './department.type.js';

@ObjectType({ description: '部门已建立。The department was entered.' })
export class DepartmentCreated {
  @Field(() => DepartmentType, { description: '该部门。The department.' })
  department!: DepartmentType;
}

@ObjectType({ description: '区划已登记。The divisions were entered.' })
export class DivisionsSaved {
  @Field(() => [DivisionType], { description: '所登记的区划。The divisions entered or renamed.' })
  divisions!: DivisionType[];
}

@ObjectType({ description: '隶属等已调整。The department was moved.' })
export class DepartmentMoved {
  @Field(() => DepartmentType, { description: '该部门，今日所见。The department as of today.' })
  department!: DepartmentType;
}

@ObjectType({ description: '区划已撤销。The division ended.' })
export class DivisionEnded {
  @Field(() => DivisionType, { description: '该区划。The division.' })
  division!: DivisionType;
}

export const MoveDepartmentResult = resultUnion('MoveDepartmentResult', () => [
  DepartmentMoved,
  UnknownDepartment,
  UnknownDivision,
  DepartmentCycle,
  NotStandingThen,
  InstitutionNotOwn,
]);

export const EndDivisionResult = resultUnion('EndDivisionResult', () => [
  DivisionEnded,
  UnknownDivision,
  NotStandingThen,
  OthersBelow,
]);

export const CreateDepartmentResult = resultUnion('CreateDepartmentResult', () => [
  DepartmentCreated,
  DepartmentCodeTaken,
  InvalidDepartmentCode,
  InvalidDivisionCode,
  UnknownDivision,
  UnknownDepartment,
  DivisionCycle,
  DepartmentCycle,
  NotStandingThen,
  InstitutionNotOwn,
]);

export const SaveDivisionsResult = resultUnion('SaveDivisionsResult', () => [
  DivisionsSaved,
  InvalidDivisionCode,
  UnknownDivision,
  DivisionCycle,
  NotStandingThen,
]);
