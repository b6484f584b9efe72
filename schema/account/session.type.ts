import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { Duty } from '../shared/duty.js';
import { resultUnion } from '../shared/result-union.js';
import { DateTime, Id } from '../shared/scalars.js';
import { AccountNotFound } from './account.errors.js';
import { SignInMethod } from './account.states.js';
import { AccountType } from './account.type.js';
import { SecondFactorNeeded, SecondFactorRefused } from './second-factor.errors.js';
import { SessionNotFound, SignInRefused, TooManySignIns } from './session.errors.js';

@ObjectType('Session', { description: '会话：已登录的浏览器。A browser that is signed in.' })
export class SessionType {
  @Field(() => Id, { description: '标识，用于结束会话。By which it is ended.' })
  handle!: string;

  @Field(() => SignInMethod, { description: '登录方式。How it was opened.' })
  method!: SignInMethod;

  @Field(() => DateTime, { description: '登录时间。When it was opened.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: '最近使用，精确到分钟。When it was last used, to the minute.' })
  lastSeenAt!: Date;

  @Field(() => DateTime, { description: '最迟结束时间。When it ends at the latest.' })
  expiresAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: '出示动态口令的时间；未出示则没有。When a second factor was shown, if it was.',
  })
  secondFactorAt?: Date;

  @Field(() => String, { nullable: true, description: '浏览器自称。What the browser calls itself.' })
  client?: string;
}

@ObjectType({ description: '已登录，会话在 Cookie 中。Signed in; the session is in the cookie.' })
export class SignedIn {
  @Field(() => AccountType, { description: '账户。The account.' })
  account!: AccountType;

  @Field(() => DateTime, { description: '会话到期时间。When the session ends.' })
  expiresAt!: Date;

  @Field(() => Duty, {
    nullable: true,
    description: '须先办的事；没有则为空。What must be done before anything else, if there is.',
  })
  duty?: Duty;

  @Field(() => Int, {
    nullable: true,
    description: '用恢复码登录的，还剩几个。How many recovery codes are left, if one was used.',
  })
  recoveryCodesLeft?: number;
}

@ObjectType({ description: '已退出。Signed out.' })
export class SignedOut {
  @Field(() => DateTime, { description: '退出时间。When.' })
  signedOutAt!: Date;
}

@ObjectType({ description: '会话已结束。Sessions were ended.' })
export class SessionsEnded {
  @Field(() => Int, { description: '几个。How many.' })
  count!: number;
}

export const SessionConnection = connectionOf('Session', () => SessionType);

export const SignInResult = resultUnion('SignInResult', () => [
  SignedIn,
  SignInRefused,
  TooManySignIns,
  SecondFactorNeeded,
  SecondFactorRefused,
]);

export const SignOutResult = resultUnion('SignOutResult', () => [SignedOut]);
export const EndSessionResult = resultUnion('EndSessionResult', () => [SessionsEnded, SessionNotFound]);
export const EndOtherSessionsResult = resultUnion('EndOtherSessionsResult', () => [SessionsEnded]);
export const EndSessionsOfResult = resultUnion('EndSessionsOfResult', () => [SessionsEnded, AccountNotFound]);
