import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Deadline, DeadlineType } from '../calendar/index.js';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import { columnsOf } from './columns/index.js';
import { correctDecision } from './decision.correct.js';
import { enterDecision } from './decision.enter.js';
import { type Decision, DecisionVersion } from './decision.entity.js';
import { findDecision, pageDecisions } from './decision.find.js';
import {
  CorrectDecisionInput,
  DecisionArguments,
  EnterDecisionInput,
  WithdrawDecisionInput,
} from './decision.input.js';
import { CorrectDecisionResult, EnterDecisionResult, WithdrawDecisionResult } from './decision.payload.js';
import { showTexts } from './decision.show.js';
import { DecisionKind } from './decision.states.js';
import {
  DecisionColumnType,
  DecisionConnection,
  DecisionTextType,
  DecisionType,
  DecisionVersionType,
} from './decision.type.js';
import { withdrawDecision } from './decision.withdraw.js';

/** Who enters, who publishes, who watches. */
const readers = [Role.REGISTRAR, Role.REVIEWER, Role.PUBLISHER, Role.SUPERVISION, Role.AUDITOR] as const;

@Resolver(() => DecisionType)
export class DecisionResolver {
  @Allow(...readers)
  @Query(() => DecisionConnection, { description: '行政决定，新录入的在前。Decisions, newest first.' })
  decisions(@Ctx() context: Context, @Args(() => DecisionArguments) filter: DecisionArguments) {
    return pageDecisions(context, filter, filter);
  }

  @Allow(...readers)
  @Query(() => DecisionType, {
    nullable: true,
    description: '一份决定；没有或不在本部门的为空。One decision; null where there is none.',
  })
  decision(@Ctx() context: Context, @Arg('id', () => Id) id: string) {
    return findDecision(context, id);
  }

  @Allow(...readers)
  @Query(() => [DecisionColumnType], { description: '双公示各栏。The columns of a kind.' })
  decisionColumns(@Arg('kind', () => DecisionKind) kind: DecisionKind) {
    return columnsOf[kind].filter(({ isOwn }) => !isOwn);
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => EnterDecisionResult, {
    description: '录入一份决定（表单或接口）。Enters a decision, by form or by a machine.',
  })
  enterDecision(@Ctx() { step }: Context, @Arg('input', () => EnterDecisionInput) input: EnterDecisionInput) {
    return step((unit) => enterDecision(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => CorrectDecisionResult, { description: '更正一份决定。Adds a corrected version.' })
  correctDecision(
    @Ctx() { step }: Context,
    @Arg('input', () => CorrectDecisionInput) input: CorrectDecisionInput,
  ) {
    return step((unit) => correctDecision(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => WithdrawDecisionResult, {
    description: '撤下被变更、撤销或确认违法的决定。Withdraws a decision that does not hold any more.',
  })
  withdrawDecision(
    @Ctx() { step }: Context,
    @Arg('input', () => WithdrawDecisionInput) input: WithdrawDecisionInput,
  ) {
    return step((unit) => withdrawDecision(unit, input));
  }

  @FieldResolver(() => DeadlineType, { description: '公示期限的计算。How its term was counted.' })
  async deadline(@Root() { deadlineId }: Decision, @Ctx() context: Context) {
    return context.load(Deadline, deadlineId);
  }

  @FieldResolver(() => DeadlineType, {
    nullable: true,
    description: '撤下的期限；没有的没有。By when it is to be gone everywhere.',
  })
  withdrawalDeadline(@Root() { withdrawalDeadlineId }: Decision, @Ctx() context: Context) {
    return withdrawalDeadlineId && context.load(Deadline, withdrawalDeadlineId);
  }

  @FieldResolver(() => Id, { nullable: true, description: '所由引起的检查任务。The visit it began with.' })
  assignmentId(@Root() { assignment }: Decision) {
    return assignment;
  }

  @FieldResolver(() => [DecisionVersionType], { description: '各版本，先后为序。Its versions in order.' })
  async versions(@Root() { id }: Decision, @Ctx() context: Context) {
    const versions = await context.loadBy(DecisionVersion, 'decision', id);
    return versions.toSorted((a, b) => a.version - b.version);
  }

  @FieldResolver(() => [DecisionTextType], {
    description: '最新版本各栏。Its columns, of the newest version.',
  })
  async columns(@Root() decision: Decision, @Ctx() context: Context) {
    const versions = await context.loadBy(DecisionVersion, 'decision', decision.id);
    const newest = versions.find(({ version }) => version === decision.version);
    return newest ? showTexts(decision.kind, newest) : [];
  }
}
