import { Account, findClash, Part } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { Inspector, InspectorStatus } from '../../registry/index.js';
import { arrangementIn, underArrangement } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { MessageKind } from '../hand-out/message.states.js';
import { listTeam } from '../inspection.service.js';
import { listVisitDeeds } from '../result.deeds.js';
import { Successors } from '../successors.js';
import type { ResultCorrection } from './result-correction.entity.js';
import {
  CorrectionAskerServes,
  CorrectionOfficersNeeded,
  CorrectionOfficerUnfit,
  ResultCorrectionByOwnApprover,
} from './result-correction.errors.js';
import { findCorrection, findStateFault, moveCorrection } from './result-correction.find.js';
import type { ApproveResultCorrectionInput, ResultCorrectionReasonInput } from './result-correction.input.js';
import { tellNext } from './result-correction.messages.js';
import { askingRoles, isWhoAsked } from './result-correction.request.js';
import type { ResultCorrectionTransition } from './result-correction.states.js';

/** No less than two officers act (penalty law Art. 42). */
const leastOfficers = 2;

const servingStates: readonly InspectorStatus[] = [InspectorStatus.ACTIVE, InspectorStatus.ON_LEAVE];

/** The request under lock, unless the actor asked for it or is an author of the result or a witness of its draw. */
async function findDecidable(unit: Unit, id: string, transition: ResultCorrectionTransition) {
  const matter = await findCorrection(unit, id);
  if (isRefusal(matter)) return matter;
  const { correction, assignment } = matter;
  const fault = findStateFault(correction, transition);
  if (fault) return fault;
  if (await isWhoAsked(unit, correction)) return new ResultCorrectionByOwnApprover();
  const { accountId, inspectorId } = unit.actor;
  const deed = {
    ...{ part: Part.REVIEW, accountId, inspectorId },
    arrangementId: arrangementIn(unit.actor, assignment.department),
  };
  // A head may operate a draw, and decides all the same: the corrected version has its own review.
  const authors = (await listVisitDeeds(unit, assignment)).filter(({ part }) => part !== Part.OPERATE);
  return (await findClash(unit, deed, authors)) ?? matter;
}

function deciding({ actor, now }: Unit, { department }: ResultCorrection) {
  return {
    decidedById: actor.accountId ?? null,
    decidedUnderId: arrangementIn(actor, department) ?? null,
    decidedAt: now,
  };
}

/** Approves a correction: its officers record the next version. The confirmed one stands until that is confirmed. */
export async function approveResultCorrection(unit: Unit, input: ApproveResultCorrectionInput) {
  const matter = await findDecidable(unit, input.id, 'approve');
  if (!('correction' in matter)) return matter;
  const { correction, assignment } = matter;
  const signerIds = await chooseSigners(unit, assignment, input.officerIds);
  if (isRefusal(signerIds)) return signerIds;
  await moveCorrection(unit, correction, 'approve', { ...deciding(unit, correction), signerIds });
  const told = { count: signerIds.length, ...underArrangement(unit.actor, correction.department) };
  await recordEvent(unit, 'result-correction.approved', { kind: 'result-correction', id: input.id }, told);
  await tellNext(unit, correction, MessageKind.CORRECTION_TO_RECORD);
  return { __typename: 'ResultCorrectionApproved' as const, correction };
}

/** The officers of the team who still serve, and where they are fewer than two those who are named. */
async function chooseSigners(unit: Unit, assignment: Assignment, named: readonly string[]) {
  const team = (await listTeam(unit, assignment.id)).filter(({ isExpert }) => !isExpert);
  const found = await unit.beyond('team', ({ em }) =>
    em.find(
      Inspector,
      { id: { $in: team.map(({ inspectorId }) => inspectorId) }, status: { $in: [...servingStates] } },
      { fields: ['id', 'leftOn'], disableIdentityMap: true },
    ),
  );
  const serves = new Set(found.filter(({ leftOn }) => !leftOn || leftOn >= unit.today).map(({ id }) => id));
  const serving = team.map(({ inspectorId }) => inspectorId).filter((id) => serves.has(id));
  const neededCount = Math.max(0, leastOfficers - serving.length);
  if (named.length !== neededCount) return new CorrectionOfficersNeeded(neededCount);
  return (await findNamedFault(unit, assignment, named)) ?? [...serving, ...named];
}

/** Why somebody who was not there may not record a correction: unfit, or kept apart by what they did on the matter. */
async function findNamedFault(unit: Unit, assignment: Assignment, named: readonly string[]) {
  if (named.length === 0) return undefined;
  const team = await listTeam(unit, assignment.id);
  // The pool of the department says who of them is its own or seconded to it.
  const inspectors = await unit.beyond('secondment', ({ em }) =>
    em.find(Inspector, { id: { $in: [...named] } }, { disableIdentityMap: true }),
  );
  const realIdOf = new Map(inspectors.map(({ id, realId }) => [id, realId]));
  const pool = await Successors.of(unit, assignment.department);
  const { today } = unit;
  const isFit = (id: string) => {
    const realId = realIdOf.get(id);
    if (!realId || pool.isExpert(realId) || id === unit.actor.inspectorId) return false;
    if (team.some((one) => one.inspectorId === id)) return false;
    return pool.canGo(realId, assignment.targetRealId, today, today);
  };
  const unfit = named.filter((id) => !isFit(id));
  if (unfit.length > 0) return new CorrectionOfficerUnfit(unfit);
  const deeds = await listVisitDeeds(unit, assignment);
  for (const inspectorId of named) {
    const clash = await findClash(unit, { part: Part.INSPECT, inspectorId }, deeds);
    if (clash) return clash;
  }
  return undefined;
}

/** Refuses a correction, with words; the confirmed version stands. */
export async function refuseResultCorrection(unit: Unit, { id, reason }: ResultCorrectionReasonInput) {
  const matter = await findDecidable(unit, id, 'refuse');
  if (!('correction' in matter)) return matter;
  const { correction } = matter;
  await moveCorrection(unit, correction, 'refuse', { ...deciding(unit, correction), refusedFor: reason });
  const told = underArrangement(unit.actor, correction.department);
  await recordEvent(unit, 'result-correction.refused', { kind: 'result-correction', id }, told);
  return { __typename: 'ResultCorrectionRefused' as const, correction };
}

/** Ends an approved correction whose asker is gone, with words; the confirmed version stands, what was recorded never counts. */
export async function endResultCorrection(unit: Unit, { id, reason }: ResultCorrectionReasonInput) {
  const matter = await findDecidable(unit, id, 'end');
  if (!('correction' in matter)) return matter;
  const { correction } = matter;
  const { requestedById: asker, department } = correction;
  const serving = { id: asker, active: true, roles: { $overlap: [...askingRoles] } };
  if ((await unit.em.count(Account, serving)) > 0) return new CorrectionAskerServes();
  const ending = {
    ...{ endedById: unit.actor.accountId ?? null, endedFor: reason },
    endedUnderId: arrangementIn(unit.actor, department) ?? null,
  };
  await moveCorrection(unit, correction, 'end', ending);
  const told = underArrangement(unit.actor, department);
  await recordEvent(unit, 'result-correction.ended', { kind: 'result-correction', id }, told);
  return { __typename: 'ResultCorrectionEnded' as const, correction };
}
