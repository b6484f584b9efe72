import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType, Division, DivisionType } from '../../department/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { listTargetsAsOf } from '../history/lists-as-of.js';
import type { Target } from './target.entity.js';
import { TargetArguments } from './target.input.js';
import { findTarget, listTargets } from './target.service.js';
import { TargetConnection, TargetType } from './target.type.js';

const { REGISTRAR, PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR } = Role;

@Resolver(() => TargetType)
export class TargetResolver {
  @Allow(REGISTRAR, PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR)
  @Query(() => TargetConnection, { description: '检查对象，按现实标识排列。Targets by real-world id.' })
  targets(
    @Ctx() context: Context,
    @Args(() => TargetArguments) { first, after, asOf, ...filter }: TargetArguments,
  ) {
    const page = { first, after };
    return asOf ? listTargetsAsOf(context, filter, page, asOf) : listTargets(context, filter, page);
  }

  @Allow(REGISTRAR, PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR)
  @Query(() => TargetType, {
    nullable: true,
    description: '一个检查对象；没有或不在范围内为空。One target; null when there is none in your area.',
  })
  target(@Ctx() context: Context, @Arg('id', () => Id, { description: '标识。Its id.' }) id: string) {
    return findTarget(context, id);
  }

  @FieldResolver(() => DepartmentType, { description: '所属部门。Whose pool it is in.' })
  department(@Root() target: Target, @Ctx() context: Context): Promise<Department> {
    return context.load(Department, target.department);
  }

  @FieldResolver(() => DivisionType, { description: '所在区划。Its division.' })
  async division(@Root() target: Target, @Ctx() context: Context): Promise<Division> {
    const [division] = await context.loadBy(Division, 'code', target.division);
    return division as Division;
  }
}
