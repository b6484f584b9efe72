import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { type HandDown, HandDownType } from '../../draw/index.js';
import { batched } from '../../shared/batched.js';
import type { Context } from '../../shared/context.js';
import { CalendarDate, DateTime, Hex } from '../../shared/scalars.js';
import { readHandedParts } from './handed-parts.read.js';

@ObjectType('HandedPart', {
  description: '一个部门的份额及其进度，只有数量。A department’s part, and how far it is, in numbers alone.',
})
export class HandedPartType {
  @Field(() => String, { description: '部门代码。The department’s code.' })
  departmentCode!: string;

  @Field(() => String, { description: '部门名称。Its name.' })
  departmentName!: string;

  @Field(() => Hex, {
    description: '份额的哈希，下级的名单上亦同。The hash of the part, as on the list below.',
  })
  hash!: string;

  @Field(() => Hex, {
    nullable: true,
    description: '哈希的盐，抽取公开后才有。What the hash was salted with; absent until the draw is open.',
  })
  salt?: string | null;

  @Field(() => CalendarDate, { description: '收到之日。The day it was received.' })
  receivedOn!: string;

  @Field(() => CalendarDate, { description: '匹配人员的期限。By when officers are to be matched.' })
  dueOn!: string;

  @Field(() => DateTime, { nullable: true, description: '匹配人员于；未匹配的没有。Absent until matched.' })
  matchedAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '逾期预警于；未逾期的没有。Absent unless late.' })
  lateAt?: Date | null;

  @Field(() => Int, { description: '收到的对象数。Targets received.' })
  receivedCount!: number;

  @Field(() => Int, { description: '已匹配人员的。Matched with officers.' })
  matchedCount!: number;

  @Field(() => Int, { description: '已派发的。Dispatched.' })
  dispatchedCount!: number;

  @Field(() => Int, { description: '已检查的。Visited.' })
  visitedCount!: number;

  @Field(() => Int, { description: '结果已确认的。With a confirmed result.' })
  confirmedCount!: number;
}

@Resolver(() => HandDownType)
export class HandedPartResolver {
  @FieldResolver(() => [HandedPartType], {
    description: '各部门的份额及进度。Each department’s part, and how far it is.',
  })
  async parts(@Root() handDown: HandDown, @Ctx() context: Context) {
    return (await batched(context, readHandedParts, handDown.id)) ?? [];
  }
}
