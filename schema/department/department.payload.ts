import { Field, ObjectType } from 'type-graphql';
import { resultUnion } from '../shared/result-union.js';
import {
  DepartmentCodeTaken,
  InvalidDepartmentCode,
  InvalidDivisionCode,
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

export const CreateDepartmentResult = resultUnion('CreateDepartmentResult', () => [
  DepartmentCreated,
  DepartmentCodeTaken,
  InvalidDepartmentCode,
  InvalidDivisionCode,
  UnknownDivision,
  UnknownDepartment,
]);

export const SaveDivisionsResult = resultUnion('SaveDivisionsResult', () => [
  DivisionsSaved,
  InvalidDivisionCode,
  UnknownDivision,
]);
