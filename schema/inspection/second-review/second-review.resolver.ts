import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Deadline, DeadlineType } from '../../calendar/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { dayInShanghai } from '../../shared/day.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { Assignment } from '../assignment.entity.js';
import { showAssignment } from '../inspection.show.js';
import { AssignmentType } from '../inspection.type.js';
import { InspectionResult } from '../result.entity.js';
import { standingAt } from '../result.standing.js';
// As a type of a parameter the entity must not be a value: decorators would take it for a class.
import {
  type SecondReviewRound as RoundRow,
  type SecondReview,
  SecondReviewRound,
} from './second-review.entity.js';
import { ConcludeSecondReviewInput } from './second-review.input.js';
import {
  concludeSecondReview,
  isReproduced,
  pageRounds,
  pageSecondReviews,
} from './second-review.service.js';
import { SecondReviewState } from './second-review.states.js';
import {
  ConcludeSecondReviewResult,
  SecondReviewConnection,
  SecondReviewRoundConnection,
  SecondReviewRoundType,
  SecondReviewType,
} from './second-review.type.js';

const looking = [Role.REVIEWER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR] as const;

@Resolver(() => SecondReviewType)
export class SecondReviewResolver {
  @Allow(...looking)
  @Query(() => SecondReviewConnection, { description: '复查，新的在前。Second reviews, the newest first.' })
  secondReviews(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('state', () => SecondReviewState, { nullable: true }) state?: SecondReviewState,
    @Arg('roundId', () => Id, { nullable: true }) roundId?: string,
  ) {
    return pageSecondReviews(context, { state: state ?? undefined, roundId: roundId ?? undefined }, page);
  }

  @Allow(Role.REVIEWER)
  @Mutation(() => ConcludeSecondReviewResult, {
    description: '写明复查结论；不符的交负责人核查。Says what a second look found.',
  })
  concludeSecondReview(
    @Ctx() { step }: Context,
    @Arg('input', () => ConcludeSecondReviewInput) input: ConcludeSecondReviewInput,
  ) {
    return step((unit) => concludeSecondReview(unit, input));
  }

  @FieldResolver(() => AssignmentType, { description: '检查任务。The assignment.' })
  async assignment(@Root() review: SecondReview, @Ctx() context: Context) {
    const assignment = await context.load(Assignment, review.assignment);
    if (!assignment) throw new Error('the assignment of a second review is gone');
    return showAssignment(context, assignment);
  }

  @FieldResolver(() => CalendarDate, {
    nullable: true,
    description:
      '抽样时的结果后来更正之日；未更正的没有。When the version that was drawn for was corrected, if it was.',
  })
  async correctedOn(@Root() { assignment, round }: SecondReview, @Ctx() context: Context) {
    const drawn = await context.load(SecondReviewRound, round);
    const results = await context.loadBy(InspectionResult, 'assignment', assignment);
    const stood = drawn && standingAt(results, drawn.drawnAt);
    return stood?.correctedAt ? dayInShanghai(stood.correctedAt) : null;
  }
}

@Resolver(() => SecondReviewRoundType)
export class SecondReviewRoundResolver {
  @Allow(...looking)
  @Query(() => SecondReviewRoundConnection, { description: '各月的复查抽样。Samples, the newest first.' })
  secondReviewRounds(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageRounds(context, page);
  }

  @FieldResolver(() => Boolean, {
    complexity: 20,
    description: '重算是否得出同一批复查。Whether it is the same, drawn again.',
  })
  isReproduced(@Root() round: RoundRow, @Ctx() context: Context) {
    return isReproduced(context, round);
  }

  @FieldResolver(() => DeadlineType, { nullable: true, description: '办结期限。Until when.' })
  async deadline(@Root() { id }: RoundRow, @Ctx() context: Context) {
    const deadlines = await context.loadBy(Deadline, 'subjectId', id);
    return deadlines.find(({ subjectKind }) => subjectKind === 'second-review-round') ?? null;
  }
}
