import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { Role } from '../shared/roles.js';
import { showFigures } from './figures.show.js';
import { pageLedger } from './ledger.read.js';
import { readLedgerTerms } from './ledger-terms.js';
import { FiguresArguments, LedgerArguments } from './oversight.input.js';
import { DutyFiguresConnection, LedgerConnection, LedgerWarningType } from './oversight.type.js';

const overseers = [Role.APPROVER, Role.PLAN_OWNER, Role.REVIEWER, Role.SUPERVISION, Role.AUDITOR] as const;

@Resolver()
export class OversightResolver {
  @Allow(...overseers)
  @Query(() => LedgerConnection, {
    description:
      '台账：派发、检查、签字、审核、公示、整改、答复、复查、预警等未办事项，应办日在先的在前。Every open duty, the first due first.',
  })
  ledger(@Ctx() context: Context, @Args(() => LedgerArguments) asked: LedgerArguments) {
    return pageLedger(context, asked, asked);
  }

  @Allow(...overseers)
  @Query(() => LedgerWarningType, { description: '台账何时标黄。When the ledger turns yellow.' })
  async ledgerWarning(@Ctx() context: Context) {
    return (await readLedgerTerms(context)).warning;
  }

  @Allow(...overseers)
  @Query(() => DutyFiguresConnection, {
    description:
      '旬、月办理情况：按部门或抽查任务，按编码排列，不作考核排名。How the duties of a period stand; never for ranking.',
  })
  dutyFigures(@Ctx() context: Context, @Args(() => FiguresArguments) asked: FiguresArguments) {
    return showFigures(context, asked);
  }
}
