import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { MessageKind } from '../hand-out/message.states.js';
import { ResultNotFound, ResultSuperseded } from '../inspection.errors.js';
import type { ContestSignatureInput } from '../inspection.input.js';
import { findAssignmentLocked, moveAssignment } from '../inspection.service.js';
import { InspectionResult, ResultSignature } from '../result.entity.js';
import {
  findCorrection,
  findStateFault,
  moveCorrection,
} from '../result-correction/result-correction.find.js';
import { tellNext } from '../result-correction/result-correction.messages.js';
import { NotSignedOnPaper } from './paper.errors.js';
import { tellWhoEntered } from './paper.messages.js';

/**
 * An officer says that a signature on paper is not theirs, before the result is final: it goes back to the team, and the
 * sheet counts no more. Whose signature it is only its officer says, wherever they have come to belong.
 */
export function contestSignature(unit: Unit, { resultId, reason }: ContestSignatureInput) {
  return unit.beyond('team', async (wide) => {
    const { inspectorId } = wide.actor;
    const signature = inspectorId
      ? await wide.em.findOne(ResultSignature, { result: resultId, inspectorId })
      : null;
    const result = signature && (await wide.em.findOne(InspectionResult, { id: resultId }));
    const assignment = result && (await findAssignmentLocked(wide, result.assignment));
    if (!inspectorId || !result || !assignment) return new ResultNotFound();
    if (!signature.paperId) return new NotSignedOnPaper();
    const later = { assignment: assignment.id, version: { $gt: result.version } };
    if ((await wide.em.count(InspectionResult, later)) > 0) return new ResultSuperseded();
    const wrong = await sendBack(wide, assignment, result);
    if (wrong) return wrong;
    const change = { contestedById: inspectorId, returnedFor: reason };
    await wide.em.nativeUpdate(InspectionResult, { id: result.id }, change);
    const told = { assignment: assignment.id, paperId: signature.paperId };
    await recordEvent(wide, 'result.contested', { kind: 'result', id: result.id }, told);
    await tellWhoEntered(wide, assignment, result);
    return { __typename: 'SignatureContested' as const, result: Object.assign(result, change) };
  });
}

/** Back to those who record: the visit, or the correction of which it is a version. */
async function sendBack(unit: Unit, assignment: Assignment, { correctionId }: InspectionResult) {
  if (!correctionId) return moveAssignment(unit, assignment, 'contest');
  const matter = await findCorrection(unit, correctionId);
  if (isRefusal(matter)) return new ResultNotFound();
  const { correction } = matter;
  const wrong = findStateFault(correction, 'contest');
  if (wrong) return wrong;
  await moveCorrection(unit, correction, 'contest');
  await tellNext(unit, correction, MessageKind.CORRECTION_TO_RECORD);
  return undefined;
}
