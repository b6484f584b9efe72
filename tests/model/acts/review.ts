import { confirmResult, returnResult } from '../../../schema/inspection/review.service.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { type Act, type Foreseen, refusal, wrongState } from '../act.js';
import { contentOf } from '../visit-says.js';
import { closing, getVisit, lastOf, type Version, type Visit, type World } from '../world.js';

/** Whoever reviews: what keeps them from it, whatever the visit says. */
export interface Reviewer {
  readonly actor: Actor;
  /** Of another department: the result is not found. */
  readonly isForeign?: boolean;
  /** Operated the draw. */
  readonly isOperator?: boolean;
}

/** An author of the result: of the team, or who signed or entered any version of it. */
function isAuthor({ team, results }: Visit, { accountId, inspectorId }: Actor): boolean {
  const signatures = results.flatMap((one) => one.signatures);
  return (
    [...team, ...signatures].some((one) => one.inspectorId === inspectorId) ||
    signatures.some((one) => one.accountId === accountId) ||
    results.some((one) => one.enteredBy === accountId)
  );
}

function reviewFault(
  world: World,
  { actor, isForeign, isOperator }: Reviewer,
  visitId: string,
  resultId: string,
) {
  const visit = getVisit(world, visitId);
  if (isForeign) return refusal('ResultNotFound');
  if (lastOf(visit)?.id !== resultId) return refusal('ResultSuperseded');
  return isOperator || isAuthor(visit, actor) ? refusal('SeparationOfDuties') : undefined;
}

/** The visit says something else than when its result was recorded. */
function hasChanged(visit: Visit, version: Version): boolean {
  return visit.events.length > 0 && version.content !== contentOf(visit);
}

export function confirmAct(reviewer: Reviewer, visitId: string, resultId: string): Act {
  return {
    name: 'confirm',
    actor: reviewer.actor,
    work: (unit) => confirmResult(unit, resultId),
    foresee(world): Foreseen {
      const fault = reviewFault(world, reviewer, visitId, resultId);
      if (fault) return fault;
      const visit = getVisit(world, visitId);
      const version = lastOf(visit) as Version;
      if (hasChanged(visit, version)) return refusal('VisitChangedSince');
      const isOrdered = version.disposition === 'RECTIFICATION_ORDERED';
      if (isOrdered && visit.demands.length === 0) return refusal('RectificationMissing');
      if (visit.state !== 'SUBMITTED') return wrongState(visit.state);
      return {
        outcome: 'ResultConfirmed',
        audit: [...closing(visit), 'result.confirmed'],
        apply: (after) => {
          const of = getVisit(after, visitId);
          of.state = 'CONFIRMED';
          Object.assign(lastOf(of) ?? {}, { isConfirmed: true, reviewedBy: reviewer.actor.accountId });
        },
      };
    },
  };
}

export function returnAct(reviewer: Reviewer, visitId: string, resultId: string): Act {
  return {
    name: 'return',
    actor: reviewer.actor,
    work: (unit) => returnResult(unit, { resultId, reason: '检查点与照片不符，请核对' }),
    foresee(world): Foreseen {
      const fault = reviewFault(world, reviewer, visitId, resultId);
      if (fault) return fault;
      const { state } = getVisit(world, visitId);
      if (state !== 'SUBMITTED') return wrongState(state);
      return {
        outcome: 'ResultReturned',
        audit: ['result.returned'],
        apply: (after) => {
          const of = getVisit(after, visitId);
          of.state = 'RETURNED';
          Object.assign(lastOf(of) ?? {}, { isReturned: true, reviewedBy: reviewer.actor.accountId });
        },
      };
    },
  };
}
