import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import { RecordAliasInput, UndoAliasInput } from './alias.input.js';
import { recordAlias } from './alias.record.js';
import { listAliases } from './alias.service.js';
import { RecordAliasResult, TargetAliasConnection, UndoAliasResult } from './alias.type.js';
import { undoAlias } from './alias.undo.js';
import { inOwnDepartment } from './own-department.js';

@Resolver()
export class AliasResolver {
  @Allow(Role.REGISTRAR, Role.PLAN_OWNER, Role.DRAW_OPERATOR, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => TargetAliasConnection, {
    description:
      '并入、分立、转换的登记，最近的在前。Recorded mergers, splits and conversions, newest first.',
  })
  targetAliases(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listAliases(context, page);
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => RecordAliasResult, {
    description: '登记并入、分立或转换。Records a merger, split or conversion.',
  })
  recordAlias(
    @Ctx() { step }: Context,
    @Arg('input', () => RecordAliasInput) input: RecordAliasInput,
  ): Promise<unknown> {
    return step(async (unit) => {
      const recorded = await inOwnDepartment(unit, (own) => recordAlias(unit, own, input));
      return isRefusal(recorded) ? recorded : { __typename: 'AliasRecorded', ...recorded };
    });
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => UndoAliasResult, { description: '撤销登记，恢复原状。Undoes such an act.' })
  undoAlias(
    @Ctx() { step }: Context,
    @Arg('input', () => UndoAliasInput) { id, reason }: UndoAliasInput,
  ): Promise<unknown> {
    return step(async (unit) => {
      const alias = await inOwnDepartment(unit, (own) => undoAlias(unit, own, id, reason));
      return isRefusal(alias) ? alias : { __typename: 'AliasUndone', alias };
    });
  }
}
