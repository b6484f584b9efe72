import { Part, type SeparationOfDuties } from '../account/index.js';
import { recordEvent } from '../audit/index.js';
import { type Deadline, fixDeadline } from '../calendar/index.js';
import { enqueueJob } from '../job/index.js';
import { finishDueChecks, setUploadDue } from '../plan/index.js';
import { arrangementIn, underArrangement } from '../shared/allow.js';
import type { Unit } from '../shared/unit.js';
import type { Assignment } from './assignment.entity.js';
import { ResultNotFound, ResultSuperseded } from './inspection.errors.js';
import type { ReturnResultInput } from './inspection.input.js';
import { findAssignmentLocked, moveAssignment, registerVisit } from './inspection.service.js';
import { findMissingRectification } from './rectification/rectification.order.js';
import { findVisitSeparation } from './result.deeds.js';
import { InspectionResult } from './result.entity.js';
import { findVisitChange, findWithdrawnEvidence } from './visit/visit.check.js';
import { closeRecords } from './visit/visit.close.js';

/** Seven working days from the day on which both officers signed. */
const publicationRule = 'result-publication';

interface Reviewed {
  readonly result: InspectionResult;
  readonly assignment: Assignment;
}

type Unreviewable = ResultNotFound | ResultSuperseded | SeparationOfDuties;

/** The newest version with its assignment under lock, unless the reviewer had a part before that is kept apart. */
async function findReviewable(unit: Unit, resultId: string): Promise<Reviewed | Unreviewable> {
  const result = await unit.em.findOne(InspectionResult, { id: resultId });
  const assignment = result && (await findAssignmentLocked(unit, result.assignment));
  if (!result || !assignment) return new ResultNotFound();
  const later = { assignment: assignment.id, version: { $gt: result.version } };
  if ((await unit.em.count(InspectionResult, later)) > 0) return new ResultSuperseded();
  return (await findVisitSeparation(unit, Part.REVIEW, assignment)) ?? { result, assignment };
}

/** Who reviews, and when. */
export function reviewBy(unit: Unit, { department }: Assignment) {
  return {
    reviewedById: unit.actor.accountId ?? null,
    reviewedUnderId: arrangementIn(unit.actor, department) ?? null,
    reviewedAt: unit.now,
  };
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

/** Fixes until when a version that was made final is to be public, and has its publication prepared. */
export async function owePublication(
  unit: Unit,
  { id: resultId, department: departmentId }: Pick<InspectionResult, 'id' | 'department'>,
  rule: { readonly code: string; readonly fromOn: string },
): Promise<Deadline> {
  const deadline = await fixDeadline(unit, rule, { kind: 'result', id: resultId, departmentId });
  await enqueueJob(unit, {
    kind: 'publication.prepare',
    key: resultId,
    dueAt: unit.now,
    payload: { resultId },
  });
  return deadline;
}

/** Makes a result final: its visit is registered, its deadline fixed and its publication set going. */
export async function confirmResult(unit: Unit, resultId: string) {
  const found = await findReviewable(unit, resultId);
  if (!('result' in found)) return found;
  const { result, assignment } = found;
  const wrong =
    (await findVisitChange(unit, result)) ??
    (await findWithdrawnEvidence(unit, result)) ??
    (await findMissingRectification(unit, result)) ??
    (await moveAssignment(unit, assignment, 'confirm'));
  if (wrong) return wrong;
  const review = { ...reviewBy(unit, assignment), isConfirmed: true };
  await unit.em.nativeUpdate(InspectionResult, { id: result.id }, review);
  Object.assign(result, review);
  await registerVisit(unit, assignment, result);
  await closeRecords(unit, [assignment.id]);
  await setUploadDue(unit, assignment.campaign, assignment.targetRealId);
  await finishDueChecks(unit, assignment.campaign, assignment.targetRealId);
  const fromOn = await firstSigned(unit, assignment);
  const deadline = await owePublication(unit, result, { code: publicationRule, fromOn });
  const told = { dueOn: deadline.dueOn, ...underArrangement(unit.actor, assignment.department) };
  await recordEvent(unit, 'result.confirmed', { kind: 'result', id: result.id }, told);
  return { __typename: 'ResultConfirmed' as const, result, deadline };
}

/** Returns a result to its team with a reason; the deadline does not begin anew. */
export async function returnResult(unit: Unit, input: ReturnResultInput) {
  const found = await findReviewable(unit, input.resultId);
  if (!('result' in found)) return found;
  const { result, assignment } = found;
  const wrong = await moveAssignment(unit, assignment, 'return');
  if (wrong) return wrong;
  const review = { ...reviewBy(unit, assignment), returnedFor: input.reason };
  await unit.em.nativeUpdate(InspectionResult, { id: result.id }, review);
  const told = underArrangement(unit.actor, assignment.department);
  await recordEvent(unit, 'result.returned', { kind: 'result', id: result.id }, told);
  return { __typename: 'ResultReturned' as const, result: Object.assign(result, review) };
}
