import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { DepartmentEnded, UnknownDepartment } from '../department/index.js';
import { resultUnion } from '../shared/result-union.js';
import { Role } from '../shared/roles.js';
import { DateTime } from '../shared/scalars.js';
import {
  AccountNotFound,
  AdministratorInDepartment,
  DepartmentMissing,
  InvalidUsername,
  RoleConflict,
  RoleMissing,
  UsernameTaken,
} from './account.errors.js';
import { AccountType } from './account.type.js';
import {
  AccountNotOpen,
  ApiKeyDayRefused,
  ApiKeyEndedAlready,
  ApiKeyNotFound,
  MachineOnly,
  PersonalRole,
  RoleNotHeld,
  TooManyApiKeys,
} from './api-key.errors.js';

@ObjectType('ApiKey', { description: '接口密钥：机器凭它办事。A key by which a machine acts.' })
export class ApiKeyType {
  @Field(() => ID, { description: '系统内标识。Its id in this installation.' })
  id!: string;

  @Field(() => String, { description: '名称。What it is for.' })
  name!: string;

  @Field(() => String, { description: '开头几位，供辨认。Its beginning, by which to know it again.' })
  hint!: string;

  @Field(() => [Role], { description: '角色。What it may do.' })
  roles!: Role[];

  @Field(() => DateTime, { description: '签发时间。When it was issued.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: '失效时间。When it ends.' })
  expiresAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: '最近使用，精确到分钟；未用过则没有。Last used, to the minute; absent when never.',
  })
  lastUsedAt?: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: '失效后最近一次有人试用。When somebody last tried it after its end.',
  })
  lastRefusedAt?: Date;

  @Field(() => ID, {
    nullable: true,
    description: '所替换的原密钥。The key that it took the place of, if any.',
  })
  rotatedFrom?: string;

  @Field(() => DateTime, { nullable: true, description: '停用时间。When it was revoked, if it was.' })
  revokedAt?: Date;
}

export const ApiKeyConnection = connectionOf('ApiKey', () => ApiKeyType);

@ObjectType({ description: '机器账户已建立。The account was created.' })
export class MachineAccountCreated {
  @Field(() => AccountType, { description: '该账户。The account.' })
  account!: AccountType;
}

@ObjectType({ description: '密钥已签发，仅此一次显示。The key was made; it is shown this once.' })
export class ApiKeyIssued {
  @Field(() => ApiKeyType, { description: '该密钥的登记。What is kept of it.' })
  apiKey!: ApiKeyType;

  @Field(() => String, {
    description: '密钥全文，请立即存入用它的系统。The key itself: put it where it is used, now.',
  })
  key!: string;
}

@ObjectType({ description: '密钥已停用。The key was revoked.' })
export class ApiKeyRevoked {
  @Field(() => ApiKeyType, { description: '该密钥。The key.' })
  apiKey!: ApiKeyType;
}

export const CreateMachineAccountResult = resultUnion('CreateMachineAccountResult', () => [
  MachineAccountCreated,
  UsernameTaken,
  InvalidUsername,
  RoleMissing,
  RoleConflict,
  PersonalRole,
  AdministratorInDepartment,
  DepartmentMissing,
  UnknownDepartment,
  DepartmentEnded,
]);

export const IssueApiKeyResult = resultUnion('IssueApiKeyResult', () => [
  ApiKeyIssued,
  AccountNotFound,
  MachineOnly,
  AccountNotOpen,
  RoleMissing,
  PersonalRole,
  RoleNotHeld,
  ApiKeyDayRefused,
  TooManyApiKeys,
]);

export const RotateApiKeyResult = resultUnion('RotateApiKeyResult', () => [
  ApiKeyIssued,
  ApiKeyNotFound,
  ApiKeyEndedAlready,
  AccountNotFound,
  MachineOnly,
  AccountNotOpen,
  RoleMissing,
  PersonalRole,
  RoleNotHeld,
  ApiKeyDayRefused,
]);

export const RevokeApiKeyResult = resultUnion('RevokeApiKeyResult', () => [
  ApiKeyRevoked,
  ApiKeyNotFound,
  ApiKeyEndedAlready,
]);
