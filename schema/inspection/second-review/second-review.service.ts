import { LockMode } from '@mikro-orm/core';
import { type Deed, Part, readPeople } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { arrangementIn, underArrangement } from '../../shared/allow.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { raiseAlarm } from '../change/alarm.service.js';
import { AlarmKind } from '../change/alarm.states.js';
import { ChangeRequest } from '../change/change.entity.js';
import { findVisitSeparation } from '../result.deeds.js';
import { InspectionResult } from '../result.entity.js';
import { SecondReview, SecondReviewRound } from './second-review.entity.js';
import { SecondReviewerInvolved, SecondReviewNotFound } from './second-review.errors.js';
import type { ConcludeSecondReviewInput } from './second-review.input.js';
import { drawSample, populationHash } from './second-review.sample.js';
import { SecondReviewState, secondReviewTransitions } from './second-review.states.js';

/** Second reviews of the reader's departments, the newest first. */
export function pageSecondReviews(
  reader: Reader,
  asked: { readonly state?: SecondReviewState; readonly roundId?: string },
  page: PageArguments,
) {
  const { state, roundId } = asked;
  return pageById(page, (key, limit) =>
    reader.em.find(
      SecondReview,
      { ...key, ...(state ? { state } : {}), ...(roundId ? { round: roundId } : {}) },
      { orderBy: { id: 'desc' }, limit },
    ),
  );
}

/** Samples of the reader's departments, the newest first. */
export function pageRounds(reader: Reader, page: PageArguments) {
  return pageById(page, (key, limit) =>
    reader.em.find(SecondReviewRound, { ...key }, { orderBy: { id: 'desc' }, limit }),
  );
}

/** Whether a round's list, seed and rates give exactly the reviews that stand, drawn again. */
export async function isReproduced(reader: Reader, round: SecondReviewRound): Promise<boolean> {
  const reviews = await reader.em.find(SecondReview, { round: round.id }, { disableIdentityMap: true });
  const stand = reviews.map(({ stratum, assignment }) => `${stratum} ${assignment}`).sort();
  const again = drawSample(round.population, round.seed, round.rates)
    .map(({ stratum, assignmentId }) => `${stratum} ${assignmentId}`)
    .sort();
  return populationHash(round.population) === round.populationHash && stand.join() === again.join();
}

/** Says what a second look found. What differs raises an alarm: it is where a look begins, and changes no result. */
export async function concludeSecondReview(unit: Unit, input: ConcludeSecondReviewInput) {
  const review = await findConcludable(unit, input.id);
  if (isRefusal(review)) return review;
  const concluded = {
    state: secondReviewTransitions[input.agrees ? 'uphold' : 'contradict'].to,
    reviewedById: unit.actor.accountId ?? null,
    reviewedUnderId: arrangementIn(unit.actor, review.department) ?? null,
    reviewedAt: unit.now,
    statement: input.statement,
  };
  await unit.em.nativeUpdate(SecondReview, { id: review.id }, concluded);
  const told = { state: concluded.state, ...underArrangement(unit.actor, review.department) };
  await recordEvent(unit, 'second-review.concluded', { kind: 'second-review', id: review.id }, told);
  if (!input.agrees) {
    const { department, id: subjectKey } = review;
    await raiseAlarm(unit, { department, kind: AlarmKind.SECOND_REVIEW_DIFFERS, subjectKey });
  }
  return { __typename: 'SecondReviewConcluded' as const, review: Object.assign(review, concluded) };
}

/** An open review under lock, unless the actor had a part in the visit, its review or its changes. */
async function findConcludable(unit: Unit, id: string) {
  const review = await unit.em.findOne(
    SecondReview,
    { id, state: SecondReviewState.OPEN },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!review) return new SecondReviewNotFound();
  const assignment = await unit.em.findOneOrFail(Assignment, { id: review.assignment });
  const separation = await findVisitSeparation(unit, Part.REVIEW, assignment);
  if (separation) return separation;
  return (await hadPart(unit, review)) ? new SecondReviewerInvolved() : review;
}

/** Whether the actor reviewed the visit first, or asked for or decided on a change of it; or stands in for who did. */
async function hadPart(unit: Unit, { assignment, department }: SecondReview): Promise<boolean> {
  const { accountId, inspectorId } = unit.actor;
  const actor: Deed = {
    part: Part.REVIEW,
    ...{ accountId, inspectorId, arrangementId: arrangementIn(unit.actor, department) },
  };
  const earlier = await unit.beyond('separations', async ({ em }) => {
    const results = await em.find(InspectionResult, { assignment, reviewedById: { $ne: null } });
    const changes = await em.find(ChangeRequest, {
      $or: [{ assignment }, { nextAssignmentId: assignment }],
    });
    return [
      ...results.map(({ reviewedById, reviewedUnderId }) => [reviewedById, reviewedUnderId]),
      ...changes.flatMap((one) => [
        [one.requestedById, one.requestedUnderId],
        [one.grantedById, null],
        [one.decidedById, one.decidedUnderId],
      ]),
    ];
  });
  const deeds = earlier.flatMap(([by, arrangementId]): Deed[] =>
    by ? [{ part: Part.REVIEW, accountId: by, arrangementId }] : [],
  );
  const people = await readPeople(unit, [actor, ...deeds]);
  return deeds.some((deed) => people.areOne(actor, deed));
}
