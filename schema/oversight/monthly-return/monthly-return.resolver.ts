import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Hex } from '../../shared/scalars.js';
import { type MonthlyReturn, MonthlyReturnVersion } from './monthly-return.entity.js';
import { ConfirmMonthlyReturnInput, DraftMonthlyReturnInput } from './monthly-return.input.js';
import { confirmMonthlyReturn, draftMonthlyReturn, pageMonthlyReturns } from './monthly-return.service.js';
import { MonthlyReturnState } from './monthly-return.states.js';
import { freezeReturn } from './monthly-return.text.js';
import {
  ConfirmMonthlyReturnResult,
  DraftMonthlyReturnResult,
  MonthlyReturnConnection,
  MonthlyReturnType,
  MonthlyReturnVersionType,
} from './monthly-return.type.js';

@Resolver(() => MonthlyReturnType)
export class MonthlyReturnResolver {
  @Allow(Role.PLAN_OWNER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => MonthlyReturnConnection, {
    description: '委托事项月报，新的在前。Monthly returns, the newest first.',
  })
  monthlyReturns(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('month', () => String, { nullable: true, description: '月份，如 2026-11。Of one month.' })
    month?: string,
  ) {
    return pageMonthlyReturns(context, month ?? undefined, page);
  }

  @FieldResolver(() => Hex, {
    nullable: true,
    description:
      '草稿若确认，其全文的 SHA-256；已确认的没有。What its draft would be fixed as; absent of a confirmed one.',
  })
  draftHash(@Root() one: MonthlyReturn): string | null {
    return one.state === MonthlyReturnState.DRAFT ? freezeReturn(one).hash : null;
  }

  @FieldResolver(() => [MonthlyReturnVersionType], { description: '已确认的各版。Its confirmed versions.' })
  async versions(@Root() { id }: MonthlyReturn, @Ctx() context: Context) {
    const versions = await context.loadBy(MonthlyReturnVersion, 'monthlyReturn', id);
    return [...versions].sort((a, b) => a.version - b.version);
  }

  @Allow(Role.PLAN_OWNER, Role.APPROVER)
  @Mutation(() => DraftMonthlyReturnResult, {
    description:
      '汇总本部门月报：检查、发现、整改取自登记，其余由人填写。Draws up the department’s return of a month.',
  })
  draftMonthlyReturn(
    @Ctx() { step }: Context,
    @Arg('input', () => DraftMonthlyReturnInput) input: DraftMonthlyReturnInput,
  ) {
    return step((unit) => draftMonthlyReturn(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ConfirmMonthlyReturnResult, {
    description: '负责人确认所见的月报，逐字固定。A head confirms what was shown; it is fixed.',
  })
  confirmMonthlyReturn(
    @Ctx() { step }: Context,
    @Arg('input', () => ConfirmMonthlyReturnInput) input: ConfirmMonthlyReturnInput,
  ) {
    return step((unit) => confirmMonthlyReturn(unit, input));
  }
}
