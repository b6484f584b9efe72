import { Field, Int, ObjectType } from 'type-graphql';
import { resultUnion } from '../shared/result-union.js';
import { AccountNotFound } from './account.errors.js';
import { AccountType } from './account.type.js';
import { OwnReset, PasswordlessAccount, PresentPasswordWrong, WeakPassword } from './password.errors.js';
import { TooManySignIns } from './session.errors.js';

@ObjectType({ description: '密码已修改。The password was changed.' })
export class PasswordChanged {
  @Field(() => Int, { description: '结束了几个其他会话。How many other sessions ended.' })
  endedSessionCount!: number;
}

@ObjectType({ description: '密码已重置，会话已结束。The password was reset and the sessions ended.' })
export class PasswordReset {
  @Field(() => AccountType, { description: '账户。The account.' })
  account!: AccountType;

  @Field(() => String, {
    description:
      '一次性密码，仅显示一次，登录后须修改。For once, shown once; to be changed at the next sign-in.',
  })
  oneTimePassword!: string;
}

@ObjectType({ description: '账户已解锁。The account was unlocked.' })
export class AccountUnlocked {
  @Field(() => AccountType, { description: '账户。The account.' })
  account!: AccountType;
}

export const ChangePasswordResult = resultUnion('ChangePasswordResult', () => [
  PasswordChanged,
  PresentPasswordWrong,
  WeakPassword,
  TooManySignIns,
]);
export const ResetPasswordResult = resultUnion('ResetPasswordResult', () => [
  PasswordReset,
  AccountNotFound,
  PasswordlessAccount,
  OwnReset,
]);
export const UnlockAccountResult = resultUnion('UnlockAccountResult', () => [
  AccountUnlocked,
  AccountNotFound,
]);
