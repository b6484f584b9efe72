import { Part, readPeople } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { fixDeadline } from '../../calendar/index.js';
import { arrangementIn, underArrangement } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import type { Unit } from '../../shared/unit.js';
import { AssignmentOfficer } from '../assignment.entity.js';
import { MessageKind } from '../hand-out/message.states.js';
import { NotOnTeam, ResultNotFound } from '../inspection.errors.js';
import { findAssignmentLocked } from '../inspection.service.js';
import { InspectionResult } from '../result.entity.js';
import { SecondReview } from '../second-review/second-review.entity.js';
import { SecondReviewState } from '../second-review/second-review.states.js';
import { ResultCorrection } from './result-correction.entity.js';
import {
  CorrectionSourceUnproven,
  ResultCorrectionNotFound,
  ResultCorrectionNotYours,
  ResultCorrectionPending,
  ResultNotStanding,
} from './result-correction.errors.js';
import {
  findCorrection,
  findOpenCorrection,
  findStateFault,
  moveCorrection,
} from './result-correction.find.js';
import type { RequestResultCorrectionInput } from './result-correction.input.js';
import { tellNext } from './result-correction.messages.js';
import { CorrectionSource, ResultCorrectionState } from './result-correction.states.js';

/** Who asks for a correction, and withdraws it. */
export const askingRoles = [Role.INSPECTOR, Role.REVIEWER, Role.APPROVER] as const;

/** Until when a correction that was asked for is to be seen through. */
const handlingRule = 'result-correction';

/** Asks that a confirmed result is put right: an officer of its team, or a reviewer or head of its department. */
export async function requestResultCorrection(unit: Unit, input: RequestResultCorrectionInput) {
  const within = (await unit.em.count(InspectionResult, { id: input.resultId })) > 0;
  return unit.beyond('team', (wide) => requestWithin(wide, input, within));
}

async function requestWithin(unit: Unit, input: RequestResultCorrectionInput, within: boolean) {
  const result = await unit.em.findOne(
    InspectionResult,
    { id: input.resultId },
    { disableIdentityMap: true },
  );
  const { accountId, inspectorId, roles } = unit.actor;
  const own = { assignment: result?.assignment, inspectorId, isExpert: false };
  const onTeam = result && inspectorId && (await unit.em.count(AssignmentOfficer, own)) > 0;
  if (!result || !accountId || (!within && !onTeam)) return new ResultNotFound();
  const isOfDesk = roles?.some((role) => role === Role.REVIEWER || role === Role.APPROVER);
  if (!onTeam && !isOfDesk) return new NotOnTeam();
  const assignment = await findAssignmentLocked(unit, result.assignment);
  if (!assignment) return new ResultNotFound();
  const fault = await findRequestFault(unit, input, assignment.id);
  if (fault) return fault;
  const id = unit.newId();
  const { department } = assignment;
  await unit.em.insert(ResultCorrection, {
    ...{ id, department, assignment: assignment.id, corrects: result.id, source: input.source },
    ...{ documentNo: input.documentNo ?? null, reason: input.reason, signerIds: [] },
    ...{ state: ResultCorrectionState.REQUESTED, requestedById: accountId, requestedAt: unit.now },
    requestedUnderId: arrangementIn(unit.actor, department) ?? null,
  });
  const subject = { kind: 'result-correction', id } as const;
  const rule = { code: handlingRule, fromOn: unit.today };
  await fixDeadline(unit, rule, { ...subject, departmentId: department });
  const told = { kind: input.source, assignment: assignment.id, ...underArrangement(unit.actor, department) };
  await recordEvent(unit, 'result-correction.requested', subject, told);
  const correction = await unit.em.findOneOrFail(ResultCorrection, { id });
  await tellNext(unit, correction, MessageKind.CORRECTION_TO_APPROVE);
  return { __typename: 'ResultCorrectionRequested' as const, correction };
}

async function findRequestFault(unit: Unit, input: RequestResultCorrectionInput, assignment: string) {
  const standing = { id: input.resultId, isConfirmed: true, correctedAt: null };
  if ((await unit.em.count(InspectionResult, standing)) === 0) return new ResultNotStanding();
  const open = await findOpenCorrection(unit, assignment);
  if (open) return new ResultCorrectionPending(open.id);
  return (await isProven(unit, input, assignment)) ? undefined : new CorrectionSourceUnproven();
}

async function isProven(
  unit: Unit,
  { source, documentNo }: RequestResultCorrectionInput,
  assignment: string,
): Promise<boolean> {
  if (source === CorrectionSource.OWN_ERROR) return true;
  if (source !== CorrectionSource.SECOND_REVIEW) return Boolean(documentNo);
  const differing = { assignment, state: SecondReviewState.DISCREPANT };
  return (await unit.em.count(SecondReview, differing)) > 0;
}

/** Takes a request back that is still open, by who asked; what was recorded for it stays, and never counts. */
export async function withdrawResultCorrection(unit: Unit, id: string) {
  const within = (await unit.em.count(ResultCorrection, { id })) > 0;
  return unit.beyond('team', async (wide) => {
    const matter = await findCorrection(wide, id);
    if (isRefusal(matter)) return matter;
    const { correction } = matter;
    const isAsker = await isWhoAsked(wide, correction);
    if (!isAsker) return within ? new ResultCorrectionNotYours() : new ResultCorrectionNotFound();
    const fault = findStateFault(correction, 'withdraw');
    if (fault) return fault;
    await moveCorrection(wide, correction, 'withdraw');
    await recordEvent(wide, 'result-correction.withdrawn', { kind: 'result-correction', id });
    return { __typename: 'ResultCorrectionWithdrawn' as const, correction };
  });
}

/** Whether the actor asked for a correction, in whatever stead. */
export async function isWhoAsked(
  unit: Unit,
  { requestedById: accountId, requestedUnderId: arrangementId, department }: ResultCorrection,
): Promise<boolean> {
  const asked = { part: Part.DRAFT, accountId, arrangementId };
  const deed = {
    ...{ part: Part.APPROVE, accountId: unit.actor.accountId, inspectorId: unit.actor.inspectorId },
    arrangementId: arrangementIn(unit.actor, department),
  };
  return (await readPeople(unit, [asked, deed])).areOne(asked, deed);
}
