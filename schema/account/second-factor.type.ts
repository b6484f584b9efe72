import { Field, Int, ObjectType } from 'type-graphql';
import { resultUnion } from '../shared/result-union.js';
import { DateTime } from '../shared/scalars.js';
import { AccountNotFound } from './account.errors.js';
import { AccountType } from './account.type.js';
import { OwnReset } from './password.errors.js';
import {
  SecondFactorAbsent,
  SecondFactorNeeded,
  SecondFactorNotStarted,
  SecondFactorRefused,
} from './second-factor.errors.js';
import { TooManySignIns } from './session.errors.js';

@ObjectType('SecondFactor', { description: '本人的动态口令。How one’s own second factor stands.' })
export class SecondFactorType {
  @Field(() => Boolean, { description: '角色是否必须使用。Whether one’s roles need it.' })
  isRequired!: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description: '绑定时间；未绑定则没有。When it was enrolled; absent while it is not.',
  })
  confirmedAt?: Date;

  @Field(() => Int, { description: '剩余恢复码。How many recovery codes are left.' })
  recoveryCodesLeft!: number;
}

@ObjectType({
  description:
    '绑定已开始：将密钥录入验证器，再用首个口令确认。Give this to the authenticator, then confirm by its first code.',
})
export class SecondFactorStarted {
  @Field(() => String, { description: '密钥（Base32），手工录入用。The secret, for typing.' })
  secret!: string;

  @Field(() => String, { description: 'otpauth 地址。The otpauth address, for tapping.' })
  uri!: string;

  @Field(() => String, { description: '二维码（SVG，data URI）。A QR code for scanning, SVG as a data URI.' })
  qrCode!: string;
}

@ObjectType({
  description: '恢复码，仅显示一次，每个只能用一次。Recovery codes, shown once, each for one use.',
})
export class RecoveryCodes {
  @Field(() => [String], { description: '恢复码。The codes.' })
  recoveryCodes!: string[];
}

@ObjectType({ description: '动态口令已通过。The second factor was shown.' })
export class SecondFactorShown {
  @Field(() => Int, {
    nullable: true,
    description: '用的是恢复码的，还剩几个。How many recovery codes are left, if one was used.',
  })
  recoveryCodesLeft?: number;
}

@ObjectType({
  description: '动态口令已重置，会话已结束。The second factor was reset and the sessions ended.',
})
export class SecondFactorReset {
  @Field(() => AccountType, { description: '账户。The account.' })
  account!: AccountType;
}

/** What asking for a code may be refused for. */
const codeRefusals = [SecondFactorNeeded, SecondFactorRefused, TooManySignIns] as const;

export const StartSecondFactorResult = resultUnion('StartSecondFactorResult', () => [
  SecondFactorStarted,
  ...codeRefusals,
]);
export const ConfirmSecondFactorResult = resultUnion('ConfirmSecondFactorResult', () => [
  RecoveryCodes,
  SecondFactorRefused,
  SecondFactorNotStarted,
]);
export const ShowSecondFactorResult = resultUnion('ShowSecondFactorResult', () => [
  SecondFactorShown,
  SecondFactorAbsent,
  ...codeRefusals,
]);
export const RenewRecoveryCodesResult = resultUnion('RenewRecoveryCodesResult', () => [
  RecoveryCodes,
  SecondFactorAbsent,
  ...codeRefusals,
]);
export const ResetSecondFactorResult = resultUnion('ResetSecondFactorResult', () => [
  SecondFactorReset,
  AccountNotFound,
  SecondFactorAbsent,
  OwnReset,
]);
