import { Field, Int, ObjectType } from 'type-graphql';
import { resultUnion } from '../../shared/result-union.js';
import { NoDepartment, PoolInUse } from '../import/import.errors.js';
import { NoTargetsChosen } from './tag.errors.js';

@ObjectType('TagCount', { description: '标签及其对象数。A tag with how many targets have it.' })
export class TagCountType {
  @Field(() => String, { description: '标签。The tag.' })
  tag!: string;

  @Field(() => Int, { description: '对象数。Targets that have it.' })
  count!: number;

  @Field(() => Int, { description: '其中可抽取的。Those of them that may be drawn.' })
  drawableCount!: number;
}

@ObjectType({ description: '标签已变更，或试运行的计数。Tags were changed, or counted in a trial.' })
export class TagsChanged {
  @Field(() => Boolean, { description: '试运行：没有改动。A trial: nothing was changed.' })
  dryRun!: boolean;

  @Field(() => Int, { description: '选定的对象数。Targets that were chosen.' })
  matchedCount!: number;

  @Field(() => Int, { description: '其中变更的。Those of them that change.' })
  changedCount!: number;
}

export const ChangeTagsResult = resultUnion('ChangeTagsResult', () => [
  TagsChanged,
  NoTargetsChosen,
  PoolInUse,
  NoDepartment,
]);
