import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime, RealWorldId } from '../../shared/scalars.js';
import { NoDepartment, PoolInUse } from '../import/import.errors.js';
import { AliasKind } from './alias.entity.js';
import {
  AliasAlreadyMerged,
  AliasAlreadyUndone,
  AliasChangedSince,
  AliasCycle,
  AliasInvalid,
  AliasNotFound,
  AliasPartyEnded,
  AliasPartyUnknown,
  AliasWithItself,
} from './alias.errors.js';
import { IdentifierTaken, TargetInvalid } from './target.errors.js';

registerEnumType(AliasKind, {
  name: 'AliasKind',
  description: '前者如何变为后者。How targets became others.',
  valuesConfig: {
    MERGE: { description: '并入: several become one' },
    SPLIT: { description: '分立: one becomes several' },
    CONVERSION: { description: '转换: one becomes another, as a shop a company with a new code' },
  },
});

@ObjectType('TargetAlias', { description: '并入、分立或转换的登记。A recorded merger, split or conversion.' })
export class TargetAliasType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => AliasKind, { description: '种类。Which it is.' })
  kind!: AliasKind;

  @Field(() => [RealWorldId], { description: '前者。What became others.' })
  fromRealIds!: string[];

  @Field(() => [RealWorldId], { description: '后者。What they became.' })
  toRealIds!: string[];

  @Field(() => CalendarDate, { description: '生效日。The day on which it took effect.' })
  effectiveOn!: string;

  @Field(() => String, { nullable: true, description: '文号；没有文件的没有。Its document, if any.' })
  documentNo?: string | null;

  @Field(() => String, { description: '事由。Why.' })
  reason!: string;

  @Field(() => DateTime, { description: '登记时间。When it was recorded.' })
  madeAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '撤销时间；未撤销的没有。Absent while it stands.' })
  undoneAt?: Date | null;

  @Field(() => String, { nullable: true, description: '撤销事由；未撤销的没有。Absent while it stands.' })
  undoneReason?: string | null;
}

export const TargetAliasConnection = connectionOf('TargetAlias', () => TargetAliasType);

@ObjectType({ description: '已登记。The act was recorded.' })
export class AliasRecorded {
  @Field(() => TargetAliasType, { description: '该登记。The act.' })
  alias!: TargetAliasType;

  @Field(() => Int, {
    description:
      '分立后仍属原主体、待重新归属的下属对象数。After a split: targets that still answer to the predecessor.',
  })
  remainingBelowCount!: number;
}

@ObjectType({ description: '已撤销，各方状态恢复原状。The act was undone; all stand as before it.' })
export class AliasUndone {
  @Field(() => TargetAliasType, { description: '该登记。The act.' })
  alias!: TargetAliasType;
}

export const RecordAliasResult = resultUnion('RecordAliasResult', () => [
  AliasRecorded,
  AliasInvalid,
  AliasWithItself,
  AliasCycle,
  AliasPartyUnknown,
  AliasAlreadyMerged,
  AliasPartyEnded,
  TargetInvalid,
  IdentifierTaken,
  PoolInUse,
  NoDepartment,
]);

export const UndoAliasResult = resultUnion('UndoAliasResult', () => [
  AliasUndone,
  AliasNotFound,
  AliasAlreadyUndone,
  AliasChangedSince,
  IdentifierTaken,
  PoolInUse,
  NoDepartment,
]);
