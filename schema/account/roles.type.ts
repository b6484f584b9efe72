import { Length } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { resultUnion } from '../shared/result-union.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import {
  AccountClosedAlready,
  AccountNotFound,
  AdministratorInDepartment,
  DepartmentMissing,
  RoleConflict,
  RoleMissing,
} from './account.errors.js';
import { AccountType } from './account.type.js';
import { PersonalRole } from './api-key.errors.js';
import {
  LastAdministrator,
  NoRolesRequested,
  OwnRoles,
  RoleAbsent,
  RoleHeldAlready,
  RoleNotRequested,
} from './roles.errors.js';

@InputType({ description: '收回角色。Roles to withdraw.' })
export class WithdrawRolesInput {
  @Field(() => Id, { description: '账户。The account.' })
  accountId!: string;

  @Field(() => [Role], { description: '角色。The roles.' })
  roles!: Role[];

  @Length(1, 500)
  @Field(() => Text, { description: '原因，入审计记录，不写个人情况。Why; recorded, so nothing personal.' })
  reason!: string;
}

@InputType({ description: '不予授权。What is refused, and why.' })
export class RefuseRolesInput {
  @Field(() => Id, { description: '账户。The account.' })
  accountId!: string;

  @Length(1, 500)
  @Field(() => Text, { description: '原因，入审计记录，不写个人情况。Why; recorded, so nothing personal.' })
  reason!: string;
}

@ObjectType({ description: '角色已申请，待授权。Asked for; a security administrator decides.' })
export class RolesRequested {
  @Field(() => AccountType, { description: '该账户。The account.' })
  account!: AccountType;
}

@ObjectType({ description: '角色已授予。The roles were granted.' })
export class RolesGranted {
  @Field(() => AccountType, { description: '该账户。The account.' })
  account!: AccountType;
}

@ObjectType({ description: '已不予授权。What was asked for was refused.' })
export class RolesRefused {
  @Field(() => AccountType, { description: '该账户。The account.' })
  account!: AccountType;
}

@ObjectType({ description: '角色已收回。The roles were withdrawn.' })
export class RolesWithdrawn {
  @Field(() => AccountType, { description: '该账户。The account.' })
  account!: AccountType;
}

export const RequestRolesResult = resultUnion('RequestRolesResult', () => [
  RolesRequested,
  AccountNotFound,
  AccountClosedAlready,
  RoleMissing,
  RoleHeldAlready,
  RoleConflict,
  AdministratorInDepartment,
  DepartmentMissing,
  PersonalRole,
]);

export const GrantRolesResult = resultUnion('GrantRolesResult', () => [
  RolesGranted,
  AccountNotFound,
  AccountClosedAlready,
  OwnRoles,
  RoleNotRequested,
  NoRolesRequested,
  RoleMissing,
  RoleConflict,
  AdministratorInDepartment,
  DepartmentMissing,
  PersonalRole,
]);

export const RefuseRolesResult = resultUnion('RefuseRolesResult', () => [
  RolesRefused,
  AccountNotFound,
  AccountClosedAlready,
  NoRolesRequested,
]);

export const WithdrawRolesResult = resultUnion('WithdrawRolesResult', () => [
  RolesWithdrawn,
  AccountNotFound,
  AccountClosedAlready,
  OwnRoles,
  RoleAbsent,
  LastAdministrator,
]);
