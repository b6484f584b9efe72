import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { DateTime } from '../../shared/scalars.js';
import { NoDepartment, PoolInUse } from '../import/import.errors.js';
import { TargetType } from '../target/target.type.js';
import { UnknownPair } from './duplicate.errors.js';
import { DuplicateReason } from './duplicate.states.js';

registerEnumType(DuplicateReason, {
  name: 'DuplicateReason',
  description: '疑似重复的理由。Why two targets seem to be one, or perhaps not.',
  valuesConfig: {
    SAME_NUMBER: { description: '号码相同: they share a number' },
    SAME_ORGANISATION_CODE: { description: '组织机构代码相同: one organisation code' },
    SAME_NAME: { description: '名称相同: one name' },
    FORMER_NAME: { description: '曾用名: a former name of the other' },
    SIMILAR_NAME: { description: '名称相近: names alike' },
    SAME_ADDRESS: { description: '地址相同: one address' },
    NEAR_POSITION: { description: '位置相近: near each other' },
    OTHER_CREDIT_CODE: { description: '信用代码不同: different credit codes, which speaks against it' },
  },
});

@ObjectType('DuplicateReasonInWords', { description: '一条理由。One reason.' })
export class DuplicateReasonType {
  @Field(() => DuplicateReason, { description: '理由。The reason.' })
  code!: DuplicateReason;

  @Field(() => Int, { description: '分值；不利的为负。What it weighs; negative where it speaks against it.' })
  score!: number;

  @Field(() => String, { description: '中文。In Chinese.' })
  words!: string;

  @Field(() => String, { description: '英文。In English.' })
  wordsEn!: string;
}

@ObjectType('LikelyDuplicate', { description: '疑似重复的一对检查对象。Two targets that seem to be one.' })
export class LikelyDuplicateType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => TargetType, { description: '其一。One.' })
  first!: TargetType;

  @Field(() => TargetType, { description: '其二。The other.' })
  second!: TargetType;

  @Field(() => Int, { description: '分数，最高 99。1 to 99; the higher, the likelier.' })
  score!: number;

  @Field(() => DateTime, { description: '查找时间。When it was found.' })
  foundAt!: Date;
}

export const LikelyDuplicateConnection = connectionOf('LikelyDuplicate', () => LikelyDuplicateType);

@ObjectType({ description: '已查找。The search is done.' })
export class DuplicatesSearched {
  @Field(() => Int, { description: '列出的对数。How many pairs are listed.' })
  count!: number;
}

@ObjectType({ description: '已记为不重复。They were told apart.' })
export class DuplicatesToldApart {
  @Field(() => ID, { description: '该对。The pair.' })
  pairId!: string;
}

export const SearchDuplicatesResult = resultUnion('SearchDuplicatesResult', () => [
  DuplicatesSearched,
  PoolInUse,
  NoDepartment,
]);

export const MarkDistinctResult = resultUnion('MarkDistinctResult', () => [
  DuplicatesToldApart,
  UnknownPair,
  NoDepartment,
]);
