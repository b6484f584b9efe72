import { Field, ID, ObjectType, registerEnumType, UseMiddleware } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { UnknownDepartment } from '../../department/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime, RealWorldId } from '../../shared/scalars.js';
import { NoDepartment, PoolInUse } from '../import/import.errors.js';
import { AliasPartyEnded } from './alias.errors.js';
import { recordsPersonOf } from './natural-person.reading.js';
import { type Referral, ReferralState } from './referral.entity.js';
import { ReferralDecided, ReferralNotFound } from './referral.errors.js';
import { IdentifierTaken, TargetInvalid } from './target.errors.js';
import { SubjectKind, TargetKind } from './target.states.js';
import { TargetType } from './target.type.js';

registerEnumType(ReferralState, {
  name: 'ReferralState',
  description: '推送的状态。Where a referral stands.',
  valuesConfig: {
    PENDING: { description: '待认领: pending, in no pool' },
    CLAIMED: { description: '已认领: in the supervisor’s pool' },
    DECLINED: { description: '已退回: back at its sender, in no pool' },
  },
});

@ObjectType({ description: '所推送的主体或许可。What was pushed.' })
export class ReferredEntityType {
  @Field(() => TargetKind, { description: '主体或许可。The firm or its licence.' })
  kind!: TargetKind;

  @Field(() => SubjectKind, { nullable: true, description: '责任主体的性质；未说明的没有。If told.' })
  subject?: SubjectKind;

  @Field(() => String, { description: '区划代码。Its division.' })
  divisionCode!: string;

  @Field(() => String, { nullable: true, description: '地址；未说明的没有。Its address, if told.' })
  address?: string;

  @Field(() => String, { nullable: true, description: '行业；未说明的没有。Its trade, if told.' })
  trade?: string;

  @Field(() => [String], { nullable: true, description: '行业代码；未说明的没有。Trade codes, if told.' })
  tradeCodes?: string[];

  @Field(() => String, { nullable: true, description: '许可名称；没有许可的没有。Of its licence, if any.' })
  licenceName?: string;

  @Field(() => CalendarDate, { nullable: true, description: '许可日期；未说明的没有。If told.' })
  licensedOn?: string;

  @Field(() => CalendarDate, { nullable: true, description: '有效期至；未说明的没有。If told.' })
  validToOn?: string;
}

const recordsReferred = recordsPersonOf(({ id, realId }: Referral) => ({
  realId,
  subject: { kind: 'referral', id },
}));

@ObjectType('Referral', { description: '推送。A new firm or licence pushed to its supervisor.' })
export class ReferralType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => RealWorldId, { description: '主体的现实标识。The id of the firm.' })
  realId!: string;

  @Field(() => String, { description: '许可证号；推送主体的为空。The licence; empty where it is the firm.' })
  licenceNo!: string;

  @UseMiddleware(recordsReferred)
  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @UseMiddleware(recordsReferred)
  @Field(() => ReferredEntityType, { description: '所推送的内容。What was pushed.' })
  entity!: ReferredEntityType;

  @Field(() => ReferralState, { description: '状态。Where it stands.' })
  state!: ReferralState;

  @Field(() => DateTime, { description: '推送时间。When it was pushed.' })
  pushedAt!: Date;

  @Field(() => CalendarDate, { description: '认领期限。By when it is to be claimed or declined.' })
  dueOn!: string;

  @Field(() => DateTime, { nullable: true, description: '办理时间；待办的没有。Absent while pending.' })
  decidedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '退回理由；未退回的没有。Why it was declined.' })
  reason?: string | null;

  @Field(() => RealWorldId, { nullable: true, description: '认领为；未认领的没有。The target it became.' })
  targetRealId?: string | null;
}

export const ReferralConnection = connectionOf('Referral', () => ReferralType);

@ObjectType({ description: '已推送。It was pushed; the same one, while pending, is the first.' })
export class ReferralPushed {
  @Field(() => ReferralType, { description: '该推送。The referral.' })
  referral!: ReferralType;
}

@ObjectType({ description: '已认领，进入名录库。It was claimed and is in the pool.' })
export class ReferralClaimed {
  @Field(() => ReferralType, { description: '该推送。The referral.' })
  referral!: ReferralType;

  @Field(() => TargetType, { description: '名录库中的检查对象。The target in the pool.' })
  target!: TargetType;
}

@ObjectType({ description: '已退回推送单位。It was declined and is back at its sender.' })
export class ReferralDeclined {
  @Field(() => ReferralType, { description: '该推送。The referral.' })
  referral!: ReferralType;
}

export const PushReferralResult = resultUnion('PushReferralResult', () => [
  ReferralPushed,
  TargetInvalid,
  UnknownDepartment,
  NoDepartment,
]);

export const ClaimReferralResult = resultUnion('ClaimReferralResult', () => [
  ReferralClaimed,
  ReferralNotFound,
  ReferralDecided,
  AliasPartyEnded,
  TargetInvalid,
  IdentifierTaken,
  PoolInUse,
  NoDepartment,
]);

export const DeclineReferralResult = resultUnion('DeclineReferralResult', () => [
  ReferralDeclined,
  ReferralNotFound,
  ReferralDecided,
  NoDepartment,
]);
