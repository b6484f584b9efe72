import { Part } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { setUploadDue } from '../../plan/index.js';
import { correctVisit, VisitFinding } from '../../registry/index.js';
import { underArrangement } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { MessageKind } from '../hand-out/message.states.js';
import { enterOrder } from '../rectification/rectification.order.js';
import { liftRectifications } from '../rectification/rectification.service.js';
import { findVisitSeparation } from '../result.deeds.js';
import { Disposition, InspectionResult, ResultSignature } from '../result.entity.js';
import { getResultCode, type ResultCode } from '../result-codes.js';
import { owePublication, reviewBy } from '../review.service.js';
import type { ResultCorrection } from './result-correction.entity.js';
import { findCorrection, findStateFault, moveCorrection } from './result-correction.find.js';
import type { ResultCorrectionReasonInput } from './result-correction.input.js';
import { tellNext } from './result-correction.messages.js';
import type { ResultCorrectionTransition } from './result-correction.states.js';

/** From the day on which a correction is confirmed. */
const publicationRule = 'result-correction-publication';

/** A correction that was signed by all, under lock, unless the reviewer is one of its authors or otherwise kept apart. */
async function findReviewable(unit: Unit, id: string, transition: ResultCorrectionTransition) {
  const matter = await findCorrection(unit, id);
  if (isRefusal(matter)) return matter;
  const { correction, assignment } = matter;
  const refused =
    findStateFault(correction, transition) ?? (await findVisitSeparation(unit, Part.REVIEW, assignment));
  if (refused) return refused;
  const version = await unit.em.findOneOrFail(InspectionResult, { id: correction.version ?? '' });
  return { ...matter, version };
}

/** Makes the corrected version the one that stands; all that follows from a result follows from it, once. */
export async function confirmResultCorrection(unit: Unit, id: string) {
  const found = await findReviewable(unit, id, 'confirm');
  if (!('version' in found)) return found;
  const { correction, assignment, version } = found;
  const before = await unit.em.findOneOrFail(InspectionResult, { id: correction.corrects });
  const code = await getResultCode(unit, version);
  const refused = await followRectifications(unit, { correction, assignment, before, version, code });
  if (refused) return refused;
  await moveCorrection(unit, correction, 'confirm');
  await unit.em.nativeUpdate(InspectionResult, { id: before.id }, { correctedAt: unit.now });
  const review = { ...reviewBy(unit, assignment), isConfirmed: true };
  await unit.em.nativeUpdate(InspectionResult, { id: version.id }, review);
  Object.assign(version, review);
  const { visitedOn, resultCode, resultSystem } = version;
  await correctVisit(unit, assignment.id, { visitedOn, resultCode, resultSystem, finding: code.finding });
  await setUploadDue(unit, assignment.campaign, assignment.targetRealId);
  const deadline = await owePublication(unit, version, { code: publicationRule, fromOn: unit.today });
  const told = {
    ...{ assignment: assignment.id, version: version.version, dueOn: deadline.dueOn },
    ...underArrangement(unit.actor, assignment.department),
  };
  await recordEvent(unit, 'result-correction.confirmed', { kind: 'result-correction', id }, told);
  return { __typename: 'ResultCorrectionConfirmed' as const, correction, result: version, deadline };
}

interface Corrected {
  readonly correction: ResultCorrection;
  readonly assignment: Assignment;
  readonly before: InspectionResult;
  readonly version: InspectionResult;
  readonly code: ResultCode;
}

/** Where there was no problem after all what was ordered is lifted; what the corrected version orders is entered. */
async function followRectifications(
  unit: Unit,
  { correction, assignment, before, version, code }: Corrected,
) {
  const { ordersNow, ordered } = {
    ordersNow: version.disposition === Disposition.RECTIFICATION_ORDERED,
    ordered: before.disposition === Disposition.RECTIFICATION_ORDERED,
  };
  const foundBefore = (await getResultCode(unit, before)).finding === VisitFinding.PROBLEM;
  if ((foundBefore || ordered) && code.finding !== VisitFinding.PROBLEM && !ordersNow) {
    const statement = `检查结果更正为“${code.text}”：${correction.reason}`;
    await liftRectifications(unit, assignment.id, statement);
  }
  const { demand, dayCount } = correction;
  if (!demand || !dayCount) return undefined;
  const recorder = { result: version.id, inspectorId: version.recordedById };
  const signature = await unit.em.findOne(ResultSignature, recorder);
  const order = { demand, dayCount, orderedById: signature?.accountId ?? version.enteredById };
  const entered = await enterOrder(unit, assignment, order);
  return isRefusal(entered) ? entered : undefined;
}

/** Returns a corrected version to its officers with a reason; the confirmed one stands. */
export async function returnResultCorrection(unit: Unit, { id, reason }: ResultCorrectionReasonInput) {
  const found = await findReviewable(unit, id, 'return');
  if (!('version' in found)) return found;
  const { correction, assignment, version } = found;
  await moveCorrection(unit, correction, 'return');
  const review = { ...reviewBy(unit, assignment), returnedFor: reason };
  await unit.em.nativeUpdate(InspectionResult, { id: version.id }, review);
  const told = underArrangement(unit.actor, assignment.department);
  await recordEvent(unit, 'result-correction.returned', { kind: 'result-correction', id }, told);
  await tellNext(unit, correction, MessageKind.CORRECTION_TO_RECORD);
  return { __typename: 'ResultCorrectionReturned' as const, correction };
}
