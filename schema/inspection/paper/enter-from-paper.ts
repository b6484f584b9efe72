import { Part } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { arrangementIn, underArrangement } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import type { Unit } from '../../shared/unit.js';
import { Assignment, AssignmentOfficer } from '../assignment.entity.js';
import type { FindingsInput } from '../inspection.input.js';
import {
  enterVersion,
  findAssignmentLocked,
  hasCertificate,
  judgeMergedDay,
  listTeam,
  moveAssignment,
} from '../inspection.service.js';
import { findLateEntryFault } from '../late-entry.js';
import { findVisitSeparation } from '../result.deeds.js';
import { InspectionResult, ResultSignature } from '../result.entity.js';
import { chooseResultCode } from '../result-codes.js';
import { checkVisit } from '../visit/visit.check.js';
import { findDayFault } from '../visit-window.js';
import {
  SignatureLacking,
  SignerCertificateNotValid,
  SignerNotOnTeam,
  SigningDayInvalid,
} from './paper.errors.js';
import { tellSigners } from './paper.messages.js';

/** A signed sheet: which one, and what it says. */
export interface SignedSheet extends FindingsInput {
  readonly paperId: string;
  /** SHA-256 of its scan. */
  readonly scanHash: string;
  /** The day of the last signature, by the sheet; the day of the visit when absent. */
  readonly signedOn?: string | null;
  /** The officers whose signatures it bears. */
  readonly signedBy: readonly string[];
}

/**
 * The visit whose sheet the actor may enter, locked: a member of its team, wherever they have come to belong, or the
 * plan owner of its department, who keeps the papers. Of a joint visit each department enters its own part. Called within the scope.
 */
export async function findToEnter(unit: Unit, assignmentId: string): Promise<Assignment | null> {
  const { inspectorId, roles } = unit.actor;
  const isClerk = roles?.includes(Role.PLAN_OWNER) ?? false;
  const isOwn = isClerk && (await unit.em.count(Assignment, { id: assignmentId })) > 0;
  return unit.beyond('team', async (wide) => {
    const own = { assignment: assignmentId, inspectorId, isExpert: false };
    const mayEnter = isOwn || (inspectorId && (await wide.em.count(AssignmentOfficer, own)) > 0);
    const found = mayEnter ? await findAssignmentLocked(wide, assignmentId) : null;
    return found && found.visibleAt <= wide.now ? found : null;
  });
}

/**
 * Enters what a signed sheet says. Its signatures are those of the result: nobody signs again in the system, and it waits
 * for the review. Called past the scope, with an assignment that `findToEnter` gave.
 */
export async function enterFromPaper(unit: Unit, assignment: Assignment, sheet: SignedSheet) {
  const officers = (await listTeam(unit, assignment.id)).filter(({ isExpert }) => !isExpert);
  const signers = officers.map(({ inspectorId }) => inspectorId);
  const fault =
    (await findVisitSeparation(unit, Part.INSPECT, assignment)) ??
    (await findDayFault(unit, assignment, sheet.visitedOn)) ??
    (await findSignatureFault(unit, signers, sheet)) ??
    (await findLateEntryFault(unit, sheet.visitedOn, sheet.lateReason));
  if (fault) return fault;
  const code = await chooseResultCode(unit, assignment, sheet);
  if (isRefusal(code)) return code;
  const otherDayReason = await judgeMergedDay(unit, assignment, sheet);
  if (isRefusal(otherDayReason)) return otherDayReason;
  const ground = await checkVisit(unit, assignment, sheet, code);
  if (isRefusal(ground)) return ground;
  const wrong =
    (await moveAssignment(unit, assignment, 'record')) ?? (await moveAssignment(unit, assignment, 'submit'));
  if (wrong) return wrong;

  const { paperId, scanHash, visitedOn, lateReason = null } = sheet;
  const leader = officers.find(({ isLead }) => isLead) ?? officers[0];
  const said = {
    ...{ ...sheet, otherDayReason },
    ...{ resultSystem: code.system, recordedById: leader?.inspectorId ?? assignment.id },
    ...{ signedOn: sheet.signedOn ?? visitedOn, lateReason },
    ...{ enteredById: unit.actor.accountId ?? null },
    enteredUnderId: arrangementIn(unit.actor, assignment.department) ?? null,
  };
  const result = await enterVersion(unit, assignment, said, ground);
  await unit.em.insertMany(
    ResultSignature,
    signers.map((inspectorId) => ({
      ...{ result: result.id, inspectorId, accountId: null, signedAt: unit.now, paperId, scanHash },
    })),
  );
  const told = {
    ...{ assignment: assignment.id, paperId, fileHash: scanHash, count: signers.length },
    ...underArrangement(unit.actor, assignment.department),
  };
  await recordEvent(unit, 'result.entered-from-paper', { kind: 'result', id: result.id }, told);
  await tellSigners(unit, assignment, result);
  return { __typename: 'ResultEnteredFromPaper' as const, result };
}

/** All officers of the team, nobody else, each with a certificate on the day of the visit (penalty law Art. 42). */
async function findSignatureFault(
  unit: Unit,
  signers: readonly string[],
  { signedBy, signedOn, visitedOn }: SignedSheet,
) {
  const fault = findSignerFault(signers, signedBy);
  if (fault) return fault;
  if (signedOn && (signedOn < visitedOn || signedOn > unit.today)) {
    return new SigningDayInvalid(visitedOn, unit.today);
  }
  const without: string[] = [];
  for (const id of signers) if (!(await hasCertificate(unit, id, visitedOn))) without.push(id);
  return without.length > 0 ? new SignerCertificateNotValid(without, visitedOn) : undefined;
}

/** Exactly those who are to sign have signed. */
export function findSignerFault(signers: readonly string[], signedBy: readonly string[]) {
  const foreign = signedBy.filter((id) => !signers.includes(id));
  if (foreign.length > 0) return new SignerNotOnTeam(foreign);
  const lacking = signers.filter((id) => !signedBy.includes(id));
  return lacking.length > 0 ? new SignatureLacking(lacking) : undefined;
}

/** Whether an officer said of a paper that the signature on it is not theirs. */
export async function isContested(unit: Unit, paperId: string): Promise<boolean> {
  const contested = { paperId, contestedById: { $ne: null } };
  return (await unit.em.count(InspectionResult, contested)) > 0;
}
