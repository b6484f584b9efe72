import { Field, ID, Int, ObjectType, UseMiddleware } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, RealWorldId } from '../../shared/scalars.js';
import { NoDepartment, PoolInUse } from '../import/import.errors.js';
import { recordsPersonOf } from '../target/natural-person.reading.js';
import { MemberInvalid, SpecialPoolNameTaken, SpecialPoolNotFound } from './special-pool.errors.js';
import { MemberStanding } from './special-pool.states.js';

@ObjectType('SpecialPool', { description: '专项库，附今天的数量。A special pool with its counts of today.' })
export class SpecialPoolType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: '监管标签；没有的为空。Its tag, where it has one.' })
  tag?: string | null;

  @Field(() => [String], { description: '检查人员所需技能。Skills that each of its officers needs.' })
  requiredSkills!: string[];

  @Field(() => Boolean, { description: '须有专家参加。An expert has to come along.' })
  needsExpert!: boolean;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '关闭日期；开放的没有。Absent while it is open.',
  })
  closedOn?: string | null;

  @Field(() => Int, { description: '成员数（不含已移出）。Members, those removed not counted.' })
  memberCount!: number;

  @Field(() => Int, { description: '其中在名录库中的。Members that are targets in the register.' })
  registeredCount!: number;

  @Field(() => Int, { description: '其中不在名录库中的。Members that are not (yet) in the register.' })
  unregisteredCount!: number;

  @Field(() => Int, { description: '今天可抽取的。Those that could be drawn today.' })
  drawableCount!: number;

  @Field(() => Int, { description: '许可已过期的。Those whose every licence has expired.' })
  expiredCount!: number;
}

export const SpecialPoolConnection = connectionOf('SpecialPool', () => SpecialPoolType);

const recordsMember = recordsPersonOf(({ realId, targetId }: SpecialPoolMemberType) => ({
  realId,
  subject: { kind: 'target', id: targetId ?? '' },
}));

@ObjectType('SpecialPoolMember', { description: '专项库成员。A member of a special pool.' })
export class SpecialPoolMemberType {
  @Field(() => RealWorldId, { description: '现实标识。Its real-world id.' })
  realId!: string;

  @Field(() => ID, {
    nullable: true,
    description: '检查对象；不在名录库的没有。The target, where registered.',
  })
  targetId?: string | null;

  @UseMiddleware(recordsMember)
  @Field(() => String, { nullable: true, description: '名称；不在名录库的没有。Its name, where registered.' })
  name?: string | null;

  @Field(() => MemberStanding, { description: '今天的状态。How it stands today.' })
  standing!: MemberStanding;
}

export const SpecialPoolMemberConnection = connectionOf('SpecialPoolMember', () => SpecialPoolMemberType);

@ObjectType({ description: '专项库已建立。The special pool was created.' })
export class SpecialPoolCreated {
  @Field(() => ID, { description: '专项库。The special pool.' })
  id!: string;
}

@ObjectType({ description: '专项库已变更。The special pool was changed.' })
export class SpecialPoolChanged {
  @Field(() => ID, { description: '专项库。The special pool.' })
  id!: string;
}

@ObjectType({ description: '专项库已关闭。The special pool was closed.' })
export class SpecialPoolClosed {
  @Field(() => ID, { description: '专项库。The special pool.' })
  id!: string;
}

@ObjectType({ description: '成员已纳入。Members were added.' })
export class SpecialPoolMembersAdded {
  @Field(() => ID, { description: '专项库。The special pool.' })
  id!: string;

  @Field(() => Int, { description: '新增数。How many are new.' })
  addedCount!: number;

  @Field(() => Int, { description: '更新数。How many were known.' })
  updatedCount!: number;
}

@ObjectType({ description: '成员已移出。Members were removed.' })
export class SpecialPoolMembersRemoved {
  @Field(() => ID, { description: '专项库。The special pool.' })
  id!: string;

  @Field(() => Int, { description: '移出数。How many memberships ended.' })
  removedCount!: number;
}

export const CreateSpecialPoolResult = resultUnion('CreateSpecialPoolResult', () => [
  SpecialPoolCreated,
  SpecialPoolNameTaken,
  NoDepartment,
]);

export const ChangeSpecialPoolResult = resultUnion('ChangeSpecialPoolResult', () => [
  SpecialPoolChanged,
  SpecialPoolNotFound,
  SpecialPoolNameTaken,
  PoolInUse,
]);

export const CloseSpecialPoolResult = resultUnion('CloseSpecialPoolResult', () => [
  SpecialPoolClosed,
  SpecialPoolNotFound,
  PoolInUse,
]);

export const AddMembersResult = resultUnion('AddMembersResult', () => [
  SpecialPoolMembersAdded,
  SpecialPoolNotFound,
  MemberInvalid,
  PoolInUse,
]);

export const RemoveMembersResult = resultUnion('RemoveMembersResult', () => [
  SpecialPoolMembersRemoved,
  SpecialPoolNotFound,
  PoolInUse,
]);
