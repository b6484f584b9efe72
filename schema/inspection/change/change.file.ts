import { recordEvent } from '../../audit/index.js';
import { arrangementIn } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentState, type AssignmentTransition, assignmentTransitions } from '../assignment.states.js';
import { AssignmentNotFound, AssignmentStateWrong } from '../inspection.errors.js';
import { findTeamAssignment, listTeam } from '../inspection.service.js';
import { listParts } from '../joint/visit-parts.js';
import { findSubstitutionFault } from '../visit/visit.check.js';
import { ChangeRequest } from './change.entity.js';
import { ChangePending, NotHeld, OfficerNotOnTeam } from './change.errors.js';
import { sealStatement } from './change.statement.js';
import {
  ChangeKind,
  ChangeReason,
  ChangeState,
  type OfficerChangeReason,
  type PostponementReason,
  type RecusalBy,
  type TargetChangeReason,
} from './change.states.js';
import { findPostponementRefusal } from './postpone.js';

/** What every request says. */
export interface ChangeDraft {
  readonly statement: string;
  /** SHA-256 of the evidence, lower-case hex. */
  readonly evidence: string;
}

interface OfAssignment extends ChangeDraft {
  readonly assignmentId: string;
}

export interface OfficerChangeDraft extends OfAssignment {
  readonly inspectorId: string;
  readonly reason: OfficerChangeReason;
  readonly extra?: number | null;
}

export interface RecusalDraft extends OfAssignment {
  readonly inspectorId: string;
  readonly by: RecusalBy;
}

export interface TargetChangeDraft extends OfAssignment {
  readonly reason: TargetChangeReason;
  readonly withoutReplacement: boolean;
}

export interface StaffingDraft extends OfAssignment {
  readonly extra?: number | null;
}

export interface PostponementDraft extends OfAssignment {
  readonly reason: PostponementReason;
  readonly newOn: string;
  /** With all that the visit was merged with, if any; otherwise it leaves them. */
  readonly together?: boolean;
}

/** What differs between the kinds of one assignment. */
type Particular = Pick<ChangeRequest, 'kind' | 'reason'> & Partial<ChangeRequest>;

/** Whoever asks without a post in the department asks as a member of the team, of what the team sees. */
const clerks: readonly Role[] = [Role.PLAN_OWNER, Role.APPROVER];

/**
 * Files a request about one assignment. A member of its team finds it once its time has come, whichever department they
 * belong to; clerks find those of their department.
 */
function fileRequest(
  unit: Unit,
  draft: OfAssignment,
  particular: Particular,
  findFault?: (unit: Unit, assignment: Assignment) => Promise<unknown>,
) {
  const isClerk = unit.actor.roles?.some((role) => clerks.includes(role)) ?? false;
  return countWithin(unit, draft.assignmentId, isClerk).then((within) =>
    unit.beyond('team', async (wide) => {
      const named = await findTeamAssignment(wide, draft.assignmentId, within);
      if (!named || (!within && isHiddenFrom(wide, named, particular))) return new AssignmentNotFound();
      const assignment = await findConcerned(wide, named, particular);
      const fault =
        (await findFault?.(wide, assignment)) ?? (await findPending(wide, assignment, particular));
      if (isRefusal(fault)) return fault;
      const change = await enterRequest(wide, assignment.department, draft, {
        ...particular,
        campaign: assignment.campaign,
        draw: assignment.draw,
        assignment: assignment.id,
      });
      return { __typename: 'ChangeRequested' as const, change };
    }),
  );
}

/** A target is the lead's, by whose draw it goes and another comes: of a joint visit the lead's part is concerned. */
async function findConcerned(wide: Unit, named: Assignment, { kind }: Particular): Promise<Assignment> {
  const ofWholeVisit = kind === ChangeKind.TARGET || kind === ChangeKind.STAFFING;
  return (ofWholeVisit && (await listParts(wide, named))[0]) || named;
}

/** Grounds that an officer has in themselves, whoever is visited. */
const ownGrounds: readonly ChangeReason[] = [
  ChangeReason.ILLNESS,
  ChangeReason.LEAVE,
  ChangeReason.URGENT_DUTY,
  ChangeReason.TRANSFERRED,
];

/**
 * Before the team's time nothing of a visit can be asked about, but that oneself cannot go: who is assigned knows the
 * campaign and the days, and is told no more by asking.
 */
function isHiddenFrom(
  { actor, now }: Reader,
  { visibleAt }: Assignment,
  { kind, reason, inspectorId }: Particular,
): boolean {
  const isOwnAbsence =
    kind === ChangeKind.OFFICER && ownGrounds.includes(reason) && inspectorId === actor.inspectorId;
  return visibleAt > now && !isOwnAbsence;
}

async function countWithin(unit: Unit, id: string, isClerk: boolean): Promise<boolean> {
  return isClerk && (await unit.em.count(Assignment, { id })) > 0;
}

async function findPending(reader: Reader, { id }: Assignment, { kind, inspectorId }: Particular) {
  const same = { assignment: id, kind, inspectorId: inspectorId ?? null, state: ChangeState.REQUESTED };
  return (await reader.em.count(ChangeRequest, same)) > 0 ? new ChangePending() : undefined;
}

/** Enters a request; nothing changes before it is decided. */
export async function enterRequest(
  unit: Unit,
  departmentId: string,
  { statement, evidence }: ChangeDraft,
  particular: Particular,
): Promise<ChangeRequest> {
  const { accountId } = unit.actor;
  if (!accountId) throw new Error('a change is asked for by an account');
  const id = unit.newId();
  await unit.em.insert(ChangeRequest, {
    ...particular,
    id,
    department: departmentId,
    state: ChangeState.REQUESTED,
    statementRecord: await sealStatement(unit, { id, department: departmentId, statement }),
    evidence,
    requestedById: accountId,
    requestedUnderId: arrangementIn(unit.actor, departmentId) ?? null,
    requestedAt: unit.now,
  });
  const { kind, assignment } = particular;
  await recordEvent(unit, 'change.requested', { kind: 'change', id }, { kind, assignment: assignment ?? '' });
  return unit.em.findOneOrFail(ChangeRequest, { id });
}

/** Why a visit is not in the state that a transition needs: each of its parts counts. */
async function stateFault(wide: Unit, assignment: Assignment, transition: AssignmentTransition) {
  const from: readonly AssignmentState[] = assignmentTransitions[transition].from;
  const wrong = (await listParts(wide, assignment)).find(({ state }) => !from.includes(state));
  return wrong && new AssignmentStateWrong(wrong.state, from);
}

/** An officer is replaced in a team whose visit has not begun. */
function officerFault(inspectorId: string) {
  return async (unit: Unit, assignment: Assignment) => {
    if (assignment.state !== AssignmentState.ASSIGNED) {
      return new AssignmentStateWrong(assignment.state, [AssignmentState.ASSIGNED]);
    }
    const team = await listTeam(unit, assignment.id);
    return team.some((member) => member.inspectorId === inspectorId) ? undefined : new OfficerNotOnTeam();
  };
}

/** Asks that an officer of a team be replaced: ill, on leave, on urgent duty, transferred, without a certificate. */
export function requestOfficerChange(unit: Unit, draft: OfficerChangeDraft) {
  const { inspectorId, extra = null } = draft;
  const reason = ChangeReason[draft.reason];
  const particular = { kind: ChangeKind.OFFICER, reason, inspectorId, extra };
  return fileRequest(unit, draft, particular, officerFault(inspectorId));
}

/** Asks for a recusal; the head decides, and the check goes on meanwhile (penalty law Art. 43). */
export function requestRecusal(unit: Unit, draft: RecusalDraft) {
  const { inspectorId, by } = draft;
  const particular = { kind: ChangeKind.OFFICER, reason: ChangeReason.RECUSAL, inspectorId, recusalBy: by };
  return fileRequest(unit, draft, particular, officerFault(inspectorId));
}

/** Asks that the next in reserve take the place of a target. */
export function requestTargetChange(unit: Unit, draft: TargetChangeDraft) {
  const { withoutReplacement } = draft;
  const particular = { kind: ChangeKind.TARGET, reason: ChangeReason[draft.reason], withoutReplacement };
  return fileRequest(
    unit,
    draft,
    particular,
    async (wide, assignment) =>
      (await findSubstitutionFault(wide, assignment)) ?? (await stateFault(wide, assignment, 'substitute')),
  );
}

/** Asks that a target be staffed for which people were lacking. */
export function requestStaffing(unit: Unit, draft: StaffingDraft) {
  const particular = {
    kind: ChangeKind.STAFFING,
    reason: ChangeReason.STAFFING,
    extra: draft.extra ?? null,
  };
  return fileRequest(unit, draft, particular, async (_, { state }) =>
    state === AssignmentState.HELD ? undefined : new NotHeld(),
  );
}

/** Asks that a visit be made on a later day of its window; what is known to stand against the day is said at once. */
export function requestPostponement(unit: Unit, draft: PostponementDraft) {
  const { newOn, together = false } = draft;
  const move = { newOn, together };
  const particular = { kind: ChangeKind.POSTPONEMENT, reason: ChangeReason[draft.reason], ...move };
  return fileRequest(unit, draft, particular, (wide, assignment) =>
    findPostponementRefusal(wide, assignment, move),
  );
}
