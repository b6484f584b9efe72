import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { DecisionGapArguments, ExplainDecisionGapInput } from './gap.input.js';
import { listGaps } from './gap.read.js';
import { explainGap } from './gap.service.js';
import { DecisionGapConnection, ExplainDecisionGapResult } from './gap.type.js';

@Resolver()
export class DecisionGapResolver {
  @Allow(Role.REGISTRAR, Role.PUBLISHER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => DecisionGapConnection, {
    description: '决定文号的缺号：未报送或迟报。Missing numbers of decisions: unreported, or late.',
  })
  decisionGaps(
    @Ctx() context: Context,
    @Args(() => DecisionGapArguments) { kind, year, isOpen, ...page }: DecisionGapArguments,
  ) {
    return listGaps(context, { kind, year, isOpen }, page);
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ExplainDecisionGapResult, {
    description: '说明缺号的原因。Says why numbers have no decision.',
  })
  explainDecisionGap(
    @Ctx() { step }: Context,
    @Arg('input', () => ExplainDecisionGapInput) input: ExplainDecisionGapInput,
  ) {
    return step((unit) => explainGap(unit, input));
  }
}
