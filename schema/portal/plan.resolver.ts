import { Length } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, Int, Query, Resolver } from 'type-graphql';
import {
  comparePublicPlans,
  listPublicPlans,
  listPublicPlanVersions,
  readPublicPlan,
} from '../plan/public.js';
import { Allow, ANYONE } from '../shared/allow.js';
import type { ReadingContext } from '../shared/context.js';
import { Id } from '../shared/scalars.js';
import { PublicPlan, PublicPlanComparison, PublicPlanVersion } from './plan.type.js';

@ArgsType()
class PlansArguments {
  @Length(1, 60)
  @Field(() => String, { description: '部门代码。The department’s code.' })
  department!: string;

  @Field(() => Int, { nullable: true, description: '年度；不填为各年。A year; all when absent.' })
  year?: number | null;
}

@Resolver()
export class PublicPlanResolver {
  @Allow(ANYONE)
  @Query(() => [PublicPlanVersion], {
    description: '部门已公布的年度抽查计划，现行版本，至多一百个。The plans of a department, as in force.',
  })
  plans(@Ctx() context: ReadingContext, @Args(() => PlansArguments) { department, year }: PlansArguments) {
    return listPublicPlans(context, department, year);
  }

  @Allow(ANYONE)
  @Query(() => PublicPlan, {
    nullable: true,
    description: '已公布的计划；默认现行版本，未公布的为空。A published plan; null where it is not.',
  })
  plan(
    @Ctx() context: ReadingContext,
    @Arg('id', () => Id) id: string,
    @Arg('version', () => Int, { nullable: true, description: '版本。A version.' }) version?: number,
  ) {
    return readPublicPlan(context, id, version);
  }

  @Allow(ANYONE)
  @Query(() => [PublicPlanVersion], {
    description: '计划已公布的各版本，新的在前。The published versions of a plan, the newest first.',
  })
  planVersions(@Ctx() context: ReadingContext, @Arg('id', () => Id) id: string) {
    return listPublicPlanVersions(context, id);
  }

  @Allow(ANYONE)
  @Query(() => PublicPlanComparison, {
    nullable: true,
    description: '比较已公布的两版；没有其一则为空。Compares two published versions, if there are.',
  })
  comparePlans(
    @Ctx() context: ReadingContext,
    @Arg('id', () => Id) id: string,
    @Arg('from', () => Int) from: number,
    @Arg('to', () => Int) to: number,
  ) {
    return comparePublicPlans(context, id, from, to);
  }
}
