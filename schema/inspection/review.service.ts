import { recordEvent } from '../audit/index.js';
import { type Deadline, fixDeadline } from '../calendar/index.js';
import { Draw } from '../draw/index.js';
import { enqueueJob } from '../job/index.js';
import type { Unit } from '../shared/unit.js';
import type { Assignment } from './assignment.entity.js';
import { ResultNotFound, ResultSuperseded, ReviewerInvolved } from './inspection.errors.js';
import type { ReturnResultInput } from './inspection.input.js';
import { findAssignmentLocked, listTeam, moveAssignment, registerVisit } from './inspection.service.js';
import { InspectionResult } from './result.entity.js';

/** Seven working days from the day on which both officers signed. */
const publicationRule = 'result-publication';

interface Reviewed {
  readonly result: InspectionResult;
  readonly assignment: Assignment;
}

type Unreviewable = ResultNotFound | ResultSuperseded | ReviewerInvolved;

/** The newest version with its assignment under lock, unless the reviewer took part in it. */
async function findReviewable(unit: Unit, resultId: string): Promise<Reviewed | Unreviewable> {
  const result = await unit.em.findOne(InspectionResult, { id: resultId });
  const assignment = result && (await findAssignmentLocked(unit, result.assignment));
  if (!result || !assignment) return new ResultNotFound();
  const later = { assignment: assignment.id, version: { $gt: result.version } };
  if ((await unit.em.count(InspectionResult, later)) > 0) return new ResultSuperseded();
  const draw = await unit.em.findOneOrFail(Draw, { id: assignment.draw });
  const team = await listTeam(unit, assignment.id);
  const involved = team.some((member) => member.inspectorId === unit.actor.inspectorId);
  if (involved || draw.operatorId === unit.actor.accountId) return new ReviewerInvolved();
  return { result, assignment };
}

/** When the officers first signed, in whatever version: a return does not restart the count. */
async function firstSigned(unit: Unit, assignment: Assignment): Promise<string> {
  const [first] = await unit.em.find(
    InspectionResult,
    { assignment: assignment.id, signedOn: { $ne: null } },
    { orderBy: { version: 'asc' }, limit: 1 },
  );
  return first?.signedOn ?? unit.today;
}

/** Makes a result final: its visit is registered, its deadline fixed and its publication set going. */
export async function confirmResult(unit: Unit, resultId: string) {
  const found = await findReviewable(unit, resultId);
  if (!('result' in found)) return found;
  const { result, assignment } = found;
  const wrong = await moveAssignment(unit, assignment, 'confirm');
  if (wrong) return wrong;
  const review = { reviewedById: unit.actor.accountId ?? null, reviewedAt: unit.now, isConfirmed: true };
  await unit.em.nativeUpdate(InspectionResult, { id: result.id }, review);
  Object.assign(result, review);
  await registerVisit(unit, assignment, result);
  const deadline: Deadline = await fixDeadline(
    unit,
    { code: publicationRule, fromOn: await firstSigned(unit, assignment) },
    { kind: 'result', id: result.id },
  );
  await enqueueJob(unit, {
    kind: 'publication.prepare',
    key: result.id,
    dueAt: unit.now,
    payload: { resultId: result.id },
  });
  await recordEvent(unit, 'result.confirmed', { kind: 'result', id: result.id }, { dueOn: deadline.dueOn });
  return { __typename: 'ResultConfirmed' as const, result, deadline };
}

/** Returns a result to its team with a reason; the deadline does not begin anew. */
export async function returnResult(unit: Unit, input: ReturnResultInput) {
  const found = await findReviewable(unit, input.resultId);
  if (!('result' in found)) return found;
  const { result, assignment } = found;
  const wrong = await moveAssignment(unit, assignment, 'return');
  if (wrong) return wrong;
  const review = {
    reviewedById: unit.actor.accountId ?? null,
    reviewedAt: unit.now,
    returnedFor: input.reason,
  };
  await unit.em.nativeUpdate(InspectionResult, { id: result.id }, review);
  await recordEvent(unit, 'result.returned', { kind: 'result', id: result.id });
  return { __typename: 'ResultReturned' as const, result: Object.assign(result, review) };
}
