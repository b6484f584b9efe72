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
  MergedDayMissed,
  NotOnTeam,
  ResultNotFound,
} from './inspection.errors.js';
import type { FindingsInput, RecordResultInput } from './inspection.input.js';
import { findLateEntryFault } from './late-entry.js';
import { sealLateReason } from './late-reason.js';
import { MergedVisit } from './merge/merged-visit.entity.js';
import { findVisitSeparation } from './result.deeds.js';
import { InspectionResult, ResultSignature } from './result.entity.js';
import { chooseResultCode, getResultCode } from './result-codes.js';
import { checkVisit, enterFindings, type VisitGround } from './visit/visit.check.js';
import { findDayFault } from './visit-window.js';

/** Finds an assignment and locks its row: the steps of one visit follow one another. */
export function findAssignmentLocked(unit: Unit, id: string): Promise<Assignment | null> {
  return unit.em.findOne(Assignment, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
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

/** Moves all parts of a visit; where one stands elsewhere the step is refused. */
export async function moveAssignments(
  unit: Unit,
  parts: readonly Assignment[],
  transition: AssignmentTransition,
): Promise<AssignmentStateWrong | undefined> {
  for (const part of parts) {
    const wrong = await moveAssignment(unit, part, transition);
    if (wrong) return wrong;
  }
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
  const isValid = await hasCertificate(unit, member.inspectorId, on);
  return isValid ? findVisitSeparation(unit, Part.INSPECT, assignment) : new CertificateNotValid(on);
}

/** Whether an officer had a certificate in force on a day (penalty law Art. 42). */
export async function hasCertificate(reader: Reader, inspector: string, on: string): Promise<boolean> {
  const inForce = await reader.em.count(Certificate, {
    inspector,
    status: CertificateStatus.VALID,
    $or: [{ validFromOn: null }, { validFromOn: { $lte: on } }],
    validToOn: { $gte: on },
  });
  return inForce > 0;
}

/** A merged visit is made on its day, or it is said why not: the reason, nothing where it is the day, or a refusal. */
export async function judgeMergedDay(
  unit: Unit,
  { id, mergedVisitId }: Assignment,
  { visitedOn, otherDayReason }: FindingsInput,
): Promise<string | MergedDayMissed | null> {
  if (!mergedVisitId) return null;
  const merged = await unit.em.findOne(MergedVisit, { id: mergedVisitId, dissolvedAt: null });
  if (!merged || merged.visitOn === visitedOn) return null;
  if (!otherDayReason) return new MergedDayMissed(merged.visitOn);
  const subject = { kind: 'merged-visit', id: mergedVisitId };
  await recordEvent(unit, 'merged-visit.other-day', subject, { assignment: id, on: visitedOn });
  return otherDayReason;
}

/** Records what a visit found; the recording officer signs with it. */
export async function recordResult(unit: Unit, input: RecordResultInput) {
  const within = (await unit.em.count(Assignment, { id: input.assignmentId })) > 0;
  return unit.beyond('team', (wide) => recordByTeam(wide, input, within));
}

/** The same for whoever acts past their departments. @param within whether the assignment is in the actor's own */
export async function recordByTeam(unit: Unit, input: RecordResultInput, within: boolean) {
  const assignment = await findTeamAssignment(unit, input.assignmentId, within);
  if (!assignment || assignment.visibleAt > unit.now) return new AssignmentNotFound();
  const refused =
    (await requireMember(unit, assignment, input.visitedOn)) ??
    (await findDayFault(unit, assignment, input.visitedOn)) ??
    (await findLateEntryFault(unit, input.visitedOn, input.lateReason));
  if (refused) return refused;
  const code = await chooseResultCode(unit, assignment, input);
  if (isRefusal(code)) return code;
  const otherDayReason = await judgeMergedDay(unit, assignment, input);
  if (isRefusal(otherDayReason)) return otherDayReason;
  const ground = await checkVisit(unit, assignment, input, code);
  if (isRefusal(ground)) return ground;
  const wrong = await moveAssignment(unit, assignment, 'record');
  if (wrong) return wrong;

  const recordedById = unit.actor.inspectorId ?? assignment.id;
  const said = { ...input, otherDayReason, resultSystem: code.system, recordedById };
  const recorded = await enterVersion(unit, assignment, said, ground);
  const { id } = recorded;
  await recordEvent(unit, 'result.recorded', { kind: 'result', id }, { assignment: assignment.id });
  const result = await sign(unit, assignment, recorded);
  return { __typename: 'ResultRecorded' as const, result };
}

/** What a version says. */
type Said = Pick<
  InspectionResult,
  'visitedOn' | 'resultSystem' | 'resultCode' | 'findings' | 'disposition' | 'method' | 'recordedById'
> &
  Partial<InspectionResult> & { readonly lateReason?: string | null };

/** Enters the next version of a visit's result. @param ground what it rests on, point by point */
export async function enterVersion(
  unit: Unit,
  assignment: Assignment,
  said: Said,
  ground: VisitGround,
): Promise<InspectionResult> {
  const id = unit.newId();
  const earlier = await unit.em.count(InspectionResult, { assignment: assignment.id });
  await unit.em.insert(InspectionResult, {
    ...{ id, department: assignment.department, assignment: assignment.id, version: earlier + 1 },
    ...{ visitedOn: said.visitedOn, resultSystem: said.resultSystem, resultCode: said.resultCode },
    ...{ findings: said.findings, disposition: said.disposition, method: said.method },
    ...{ recordedById: said.recordedById, recordedAt: unit.now, signedOn: said.signedOn ?? null },
    ...{
      paperId: said.paperId ?? null,
      lateReasonRecordId: await sealLateReason(unit, assignment, said.lateReason),
    },
    ...{ enteredById: said.enteredById ?? null, enteredUnderId: said.enteredUnderId ?? null },
    ...{ otherDayReason: said.otherDayReason ?? null, visitContent: ground.visitContent },
    correctionId: said.correctionId ?? null,
  });
  await enterFindings(unit, id, ground);
  return unit.em.findOneOrFail(InspectionResult, { id });
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

/** An officer's signature, with the event of the visit by which it was given, if any. */
interface Signature {
  readonly inspectorId: string;
  readonly accountId: string;
  readonly signedAt: Date;
  readonly visitEvent?: string;
}

/** Enters a signature that an officer gave on the visit, under what the result says. */
export async function signInStead(
  unit: Unit,
  assignmentId: string,
  result: InspectionResult,
  signature: Signature,
): Promise<InspectionResult> {
  const assignment = await findAssignmentLocked(unit, assignmentId);
  if (!assignment) throw new Error('a result has its assignment');
  return sign(unit, assignment, result, signature);
}

async function sign(
  unit: Unit,
  assignment: Assignment,
  result: InspectionResult,
  given?: Signature,
): Promise<InspectionResult> {
  const { inspectorId = '', accountId = '' } = unit.actor;
  const { visitEvent, ...signature } = given ?? { inspectorId, accountId, signedAt: unit.now };
  await unit.em.insert(ResultSignature, { result: result.id, ...signature });
  const told = visitEvent ? { visitEvent } : {};
  await recordEvent(unit, 'result.signed', { kind: 'result', id: result.id }, told);
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
