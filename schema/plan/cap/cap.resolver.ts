import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { ExemptionInput, VisitCapInput } from './cap.input.js';
import { endExemption, enterExemption, pageExemptions, pageVisitCaps, setVisitCap } from './cap.service.js';
import {
  EndExemptionResult,
  EnterExemptionResult,
  ExemptionConnection,
  SetVisitCapResult,
  VisitCapConnection,
} from './cap.type.js';

const readers = [Role.PLAN_OWNER, Role.APPROVER, Role.DRAW_OPERATOR, Role.SUPERVISION, Role.AUDITOR] as const;

@Resolver()
export class CapResolver {
  @Allow(...readers)
  @Query(() => VisitCapConnection, {
    description: '年度检查频次上限的各版本，新的在前。Caps on visits of a year, newest versions first.',
  })
  visitCaps(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageVisitCaps(context, page);
  }

  @Allow(...readers)
  @Query(() => ExemptionConnection, { description: '免检名单，新的在前。The exemptions, newest first.' })
  exemptions(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageExemptions(context, page);
  }

  @Allow(Role.APPROVER)
  @Mutation(() => SetVisitCapResult, {
    description: '设定、变更或取消年度检查频次上限。Sets, changes or ends a cap on visits of a year.',
  })
  setVisitCap(@Ctx() { step }: Context, @Arg('input', () => VisitCapInput) input: VisitCapInput) {
    return step((unit) => setVisitCap(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => EnterExemptionResult, { description: '列入免检名单。Exempts an entity or target.' })
  enterExemption(@Ctx() { step }: Context, @Arg('input', () => ExemptionInput) input: ExemptionInput) {
    return step((unit) => enterExemption(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => EndExemptionResult, { description: '提前终止免检。Ends an exemption early.' })
  endExemption(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => endExemption(unit, id));
  }
}
