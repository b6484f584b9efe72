import { Field, ObjectType } from 'type-graphql';
import { DepartmentEnded, UnknownDepartment } from '../department/index.js';
import { resultUnion } from '../shared/result-union.js';
import { DateTime } from '../shared/scalars.js';
import {
  DepartmentMissing,
  InspectorAccountTaken,
  InspectorElsewhere,
  InvalidUsername,
  InvalidWitnessKey,
  RoleConflict,
  RoleMissing,
  SignInRefused,
  TooManySignIns,
  UsernameTaken,
  WeakPassword,
  WitnessKeyTaken,
} from './account.errors.js';
import { AccountType, WitnessKeyType } from './account.type.js';

@ObjectType({ description: '已登录，会话在 Cookie 中。Signed in; the session is in the cookie.' })
export class SignedIn {
  @Field(() => AccountType, { description: '账户。The account.' })
  account!: AccountType;

  @Field(() => DateTime, { description: '会话到期时间。When the session ends.' })
  expiresAt!: Date;
}

@ObjectType({ description: '已退出。Signed out.' })
export class SignedOut {
  @Field(() => DateTime, { description: '退出时间。When.' })
  signedOutAt!: Date;
}

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

export const SignInResult = resultUnion('SignInResult', () => [SignedIn, SignInRefused, TooManySignIns]);

export const SignOutResult = resultUnion('SignOutResult', () => [SignedOut]);

/** What a new account may be refused for in this room; the room that knows inspectors adds its own. */
export const accountRefusals = [
  UsernameTaken,
  InvalidUsername,
  WeakPassword,
  RoleConflict,
  RoleMissing,
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
]);
