import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { PoolCountsArguments } from './pool-counts.input.js';
import { countPools } from './pool-counts.service.js';
import { PoolCountsType } from './pool-counts.type.js';
import { TargetSearchArguments } from './search.input.js';
import { searchTargets } from './search.service.js';
import { TargetSearchResultType } from './search.type.js';

const { REGISTRAR, PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR } = Role;

@Resolver()
export class SearchResolver {
  @Allow(REGISTRAR, PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR)
  @Query(() => TargetSearchResultType, {
    description: '查找检查对象，附各项数量。Targets by part of a name, code and more, with counts.',
  })
  searchTargets(
    @Ctx() context: Context,
    @Args(() => TargetSearchArguments) { first, after, ...search }: TargetSearchArguments,
  ) {
    return searchTargets(context, search, { first, after });
  }

  @Allow(REGISTRAR, PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR)
  @Query(() => PoolCountsType, {
    description:
      '拟定抽查范围的即时数量：可抽取、不可抽取及各片区可派人员。What a filter would cover now: drawable, excluded, and officers by district.',
  })
  poolCounts(@Ctx() context: Context, @Args(() => PoolCountsArguments) filter: PoolCountsArguments) {
    return countPools(context, filter);
  }
}
