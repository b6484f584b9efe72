import { Field, ObjectType } from 'type-graphql';
import { DepartmentEnded, UnknownDepartment } from '../department/index.js';
import { resultUnion } from '../shared/result-union.js';
import {
  AdministratorInDepartment,
  DepartmentMissing,
  InspectorAccountTaken,
  InspectorElsewhere,
  InvalidUsername,
  InvalidWitnessKey,
  RoleConflict,
  RoleMissing,
  UsernameTaken,
  WitnessKeyTaken,
} from './account.errors.js';
import { AccountType, WitnessKeyType } from './account.type.js';
import { WeakPassword } from './password.errors.js';
import { TooManyWitnessKeys, WitnessKeyNotFound, WitnessKeyRevokedAlready } from './witness-key.errors.js';

@ObjectType({ description: '账户已建立。The account was created.' })
export class AccountCreated {
  @Field(() => AccountType, { description: '该账户。The account.' })
  account!: AccountType;
}

@ObjectType({ description: '公钥已登记。The key was registered.' })
export class WitnessKeyRegistered {
  @Field(() => WitnessKeyType, { description: '该公钥。The key.' })
  witnessKey!: WitnessKeyType;
}

@ObjectType({ description: '公钥已停用。The key was revoked.' })
export class WitnessKeyRevoked {
  @Field(() => WitnessKeyType, { description: '该公钥。The key.' })
  witnessKey!: WitnessKeyType;
}

/** What a new account may be refused for in this room; the room that knows inspectors adds its own. */
export const accountRefusals = [
  UsernameTaken,
  InvalidUsername,
  WeakPassword,
  RoleConflict,
  RoleMissing,
  AdministratorInDepartment,
  DepartmentMissing,
  UnknownDepartment,
  InspectorElsewhere,
  InspectorAccountTaken,
  DepartmentEnded,
] as const;

export const RegisterWitnessKeyResult = resultUnion('RegisterWitnessKeyResult', () => [
  WitnessKeyRegistered,
  InvalidWitnessKey,
  WitnessKeyTaken,
  TooManyWitnessKeys,
]);

export const RevokeWitnessKeyResult = resultUnion('RevokeWitnessKeyResult', () => [
  WitnessKeyRevoked,
  WitnessKeyNotFound,
  WitnessKeyRevokedAlready,
]);
