import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow, ANY_ROLE } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import { type Trade, trades } from '../../shared/trades/index.js';
import { inOwnDepartment } from './own-department.js';
import { changeTarget } from './target.change.js';
import { enterTarget } from './target.enter.js';
import { ChangeTargetResult, EnterTargetResult } from './target.payload.js';
import { TargetType, TradeType } from './target.type.js';
import { ChangeTargetInput, EnterTargetInput, KnownAsArguments } from './target-change.input.js';
import { findTargetsKnownAs } from './target-known.js';

const { REGISTRAR, PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR } = Role;

@Resolver()
export class TargetChangeResolver {
  @Allow(REGISTRAR)
  @Mutation(() => EnterTargetResult, { description: '登记检查对象。Enters a target.' })
  enterTarget(
    @Ctx() { step }: Context,
    @Arg('input', () => EnterTargetInput) input: EnterTargetInput,
  ): Promise<unknown> {
    return step(async (unit) => {
      const target = await inOwnDepartment(unit, (own) => enterTarget(unit, own, input));
      return isRefusal(target) ? target : { __typename: 'TargetEntered', target };
    });
  }

  @Allow(REGISTRAR)
  @Mutation(() => ChangeTargetResult, { description: '修改检查对象。Changes a target.' })
  changeTarget(
    @Ctx() { step }: Context,
    @Arg('input', () => ChangeTargetInput) input: ChangeTargetInput,
  ): Promise<unknown> {
    return step(async (unit) => {
      const changed = await inOwnDepartment(unit, (own) => changeTarget(unit, own, input));
      return isRefusal(changed) ? changed : { __typename: 'TargetChanged', ...changed };
    });
  }

  @Allow(REGISTRAR, PLAN_OWNER, APPROVER, DRAW_OPERATOR, SUPERVISION, AUDITOR)
  @Query(() => [TargetType], {
    description:
      '按任一号码、名称或曾用名查找，最多 100 个。Targets known by exactly this number, name or former name.',
  })
  targetsKnownAs(@Ctx() context: Context, @Args(() => KnownAsArguments) { word }: KnownAsArguments) {
    return findTargetsKnownAs(context, word);
  }

  @Allow(ANY_ROLE)
  @Query(() => [TradeType], {
    description: '国民经济行业分类 GB/T 4754-2017 的门类与大类。Sections and divisions of trades.',
  })
  trades(): readonly Trade[] {
    return trades;
  }
}
