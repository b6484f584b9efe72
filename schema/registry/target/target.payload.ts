import { Field, ObjectType } from 'type-graphql';
import { resultUnion } from '../../shared/result-union.js';
import { NoDepartment, PoolInUse } from '../import/import.errors.js';
import {
  IdentifierTaken,
  RealIdWouldChange,
  TargetChangedMeanwhile,
  TargetInvalid,
  TargetMerged,
  TargetNotFound,
} from './target.errors.js';
import { TargetType } from './target.type.js';

@ObjectType({ description: '检查对象已入库。The target was entered.' })
export class TargetEntered {
  @Field(() => TargetType, { description: '该对象。The target.' })
  target!: TargetType;
}

@ObjectType({ description: '检查对象已修改。The target was changed.' })
export class TargetChanged {
  @Field(() => TargetType, { description: '该对象。The target.' })
  target!: TargetType;

  @Field(() => [String], {
    description: '实际改动的字段；与现状相同的不写。The fields that were written; none where all stood so.',
  })
  changedFields!: string[];
}

export const EnterTargetResult = resultUnion('EnterTargetResult', () => [
  TargetEntered,
  TargetInvalid,
  IdentifierTaken,
  PoolInUse,
  NoDepartment,
]);

export const ChangeTargetResult = resultUnion('ChangeTargetResult', () => [
  TargetChanged,
  TargetNotFound,
  TargetChangedMeanwhile,
  TargetInvalid,
  IdentifierTaken,
  RealIdWouldChange,
  TargetMerged,
  PoolInUse,
  NoDepartment,
]);
