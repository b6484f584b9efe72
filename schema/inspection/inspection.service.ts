import { LockMode } from '@mikro-orm/core';
import { Part } from '../account/index.js';
import { recordEvent } from '../audit/index.js';
import { Campaign, CampaignKind } from '../plan/index.js';
import { appendVisit, Certificate, CertificateStatus } from '../registry/index.js';
import { isRefusal } from '../shared/refusal.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Assignment, AssignmentOfficer } from './assignment.entity.js';
import { type AssignmentTransition, assignmentTransitions } from './assignment.states.js';
import {
  AlreadySigned,
  AssignmentNotFound,
  AssignmentStateWrong,
  CertificateNotValid,
  DateInFuture,
  NotOnTeam,
  OutsideWindow,
  ResultNotFound,
} from './inspection.errors.js';
import type { RecordResultInput } from './inspection.input.js';
import { findVisitSeparation } from './result.deeds.js';
import { InspectionResult, ResultSignature } from './result.entity.js';
import { chooseResultCode, getResultCode } from './result-codes.js';

/** Finds an assignment and locks its row: the steps of one visit follow one another. */
export function findAssignmentLocked(unit: Unit, id: string): Promise<Assignment | null> {
  return unit.em.findOne(Assignment, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/**
 * The same for somebody of its team, whichever department they have come to belong to since: the team that was drawn
 * finishes its visit. @param within whether the assignment is in the actor's own departments
 */
export async function findTeamAssignment(
  unit: Unit,
  id: string,
  within: boolean,
): Promise<Assignment | null> {
  const { inspectorId } = unit.actor;
  const onTeam =
    within || (inspectorId && (await unit.em.count(AssignmentOfficer, { assignment: id, inspectorId })) > 0);
  return onTeam ? findAssignmentLocked(unit, id) : null;
}

/** Moves an assignment along its table of states. @returns a refusal when it stands elsewhere */
export async function moveAssignment(
  unit: Unit,
  assignment: Assignment,
  transition: AssignmentTransition,
): Promise<AssignmentStateWrong | undefined> {
  const { from, to } = assignmentTransitions[transition];
  if (!(from as readonly string[]).includes(assignment.state)) {
    return new AssignmentStateWrong(assignment.state, from);
  }
  await unit.em.nativeUpdate(Assignment, { id: assignment.id }, { state: to });
  assignment.state = to;
  return undefined;
}

/** The members of a team in draw order. */
export function listTeam(reader: Reader, assignmentId: string): Promise<AssignmentOfficer[]> {
  return reader.em.find(AssignmentOfficer, { assignment: assignmentId }, { orderBy: { place: 'asc' } });
}

/** The acting officer as a member of the team, or why they may not act (penalty law Art. 42). */
async function requireMember(unit: Unit, assignment: Assignment, on: string) {
  const { inspectorId } = unit.actor;
  const team = await listTeam(unit, assignment.id);
  const member = team.find((one) => one.inspectorId === inspectorId && !one.isExpert);
  if (!member) return new NotOnTeam();
  const valid = await unit.em.count(Certificate, {
    inspector: member.inspectorId,
    status: CertificateStatus.VALID,
    $or: [{ validFromOn: null }, { validFromOn: { $lte: on } }],
    validToOn: { $gte: on },
  });
  return valid > 0 ? findVisitSeparation(unit, Part.INSPECT, assignment) : new CertificateNotValid(on);
}

function findFault(unit: Unit, assignment: Assignment, input: RecordResultInput) {
  if (input.visitedOn > unit.today) return new DateInFuture(unit.today);
  const { windowToOn } = assignment;
  const windowFromOn = assignment.postponedToOn ?? assignment.windowFromOn;
  if (input.visitedOn < windowFromOn || input.visitedOn > windowToOn) {
    return new OutsideWindow(windowFromOn, windowToOn);
  }
  return undefined;
}

/** Records what a visit found; the recording officer signs with it. */
export async function recordResult(unit: Unit, input: RecordResultInput) {
  const within = (await unit.em.count(Assignment, { id: input.assignmentId })) > 0;
  return unit.beyond('team', (wide) => recordByTeam(wide, input, within));
}

async function recordByTeam(unit: Unit, input: RecordResultInput, within: boolean) {
  const assignment = await findTeamAssignment(unit, input.assignmentId, within);
  if (!assignment || assignment.visibleAt > unit.now) return new AssignmentNotFound();
  const refused =
    (await requireMember(unit, assignment, input.visitedOn)) ?? findFault(unit, assignment, input);
  if (refused) return refused;
  const code = await chooseResultCode(unit, assignment, input);
  if (isRefusal(code)) return code;
  const wrong = await moveAssignment(unit, assignment, 'record');
  if (wrong) return wrong;

  const id = unit.newId();
  const earlier = await unit.em.count(InspectionResult, { assignment: assignment.id });
  await unit.em.insert(InspectionResult, {
    id,
    department: assignment.department,
    assignment: assignment.id,
    version: earlier + 1,
    visitedOn: input.visitedOn,
    resultSystem: code.system,
    resultCode: code.code,
    findings: input.findings,
    disposition: input.disposition,
    method: input.method,
    recordedById: unit.actor.inspectorId ?? id,
    recordedAt: unit.now,
  });
  await recordEvent(unit, 'result.recorded', { kind: 'result', id }, { assignment: assignment.id });
  const recorded = await unit.em.findOneOrFail(InspectionResult, { id });
  const result = await sign(unit, assignment, recorded);
  return { __typename: 'ResultRecorded' as const, result };
}

/** A further officer of the team signs; with the last signature the result is submitted. */
export async function signResult(unit: Unit, resultId: string) {
  const within = (await unit.em.count(InspectionResult, { id: resultId })) > 0;
  return unit.beyond('team', (wide) => signByTeam(wide, resultId, within));
}

async function signByTeam(unit: Unit, resultId: string, within: boolean) {
  const result = await unit.em.findOne(InspectionResult, { id: resultId });
  const assignment = result && (await findTeamAssignment(unit, result.assignment, within));
  if (!result || !assignment) return new ResultNotFound();
  const refused = await requireMember(unit, assignment, result.visitedOn);
  if (refused) return refused;
  const { from } = assignmentTransitions.submit;
  if (!(from as readonly string[]).includes(assignment.state)) {
    return new AssignmentStateWrong(assignment.state, from);
  }
  const { inspectorId, accountId } = unit.actor;
  const own = accountId ? { $or: [{ inspectorId }, { accountId }] } : { inspectorId };
  if ((await unit.em.count(ResultSignature, { result: result.id, ...own })) > 0) return new AlreadySigned();
  return { __typename: 'ResultSigned' as const, result: await sign(unit, assignment, result) };
}

async function sign(unit: Unit, assignment: Assignment, result: InspectionResult): Promise<InspectionResult> {
  const { inspectorId = '', accountId = '' } = unit.actor;
  await unit.em.insert(ResultSignature, { result: result.id, inspectorId, accountId, signedAt: unit.now });
  await recordEvent(unit, 'result.signed', { kind: 'result', id: result.id });
  const team = await listTeam(unit, assignment.id);
  const signed = await unit.em.count(ResultSignature, { result: result.id });
  if (signed < team.filter((member) => !member.isExpert).length) return result;

  const wrong = await moveAssignment(unit, assignment, 'submit');
  if (wrong) throw new Error(wrong.messageEn);
  await unit.em.nativeUpdate(InspectionResult, { id: result.id }, { signedOn: unit.today });
  return Object.assign(result, { signedOn: unit.today });
}

/** Enters a confirmed visit into the register that draws count with. */
export async function registerVisit(
  unit: Unit,
  assignment: Assignment,
  result: InspectionResult,
): Promise<void> {
  const team = await listTeam(unit, assignment.id);
  const code = await getResultCode(unit, result);
  const { kind } = await unit.em.findOneOrFail(Campaign, { id: assignment.campaign });
  await appendVisit(unit, {
    department: assignment.department,
    targetRealId: assignment.targetRealId,
    inspectorRealIds: team.map((member) => member.realId),
    visitedOn: result.visitedOn,
    finding: code.finding,
    resultCode: result.resultCode,
    resultSystem: result.resultSystem,
    campaignId: assignment.campaign,
    isCounted: kind === CampaignKind.RANDOM,
    assignmentId: assignment.id,
    occasionId: assignment.mergedVisitId ?? assignment.visitId,
  });
}
