import { openForSubstitution, orRefused, type SubstitutableDraw } from '../../draw/index.js';
import { enterGrantedRecusal } from '../../registry/index.js';
import type { Refusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { Assignment, AssignmentOfficer } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { AssignmentNotFound, AssignmentStateWrong } from '../inspection.errors.js';
import { findAssignmentLocked, listTeam, moveAssignments } from '../inspection.service.js';
import { findPartsLocked } from '../joint/visit-parts.js';
import { type ChangeGround, enterTeam, replaceOfficer } from '../replace-officer.js';
import { Successors } from '../successors.js';
import { type ChangeRequest, NoticeKind } from './change.entity.js';
import { OfficerNotOnTeam } from './change.errors.js';
import { tellOfficers, tellTeams } from './change.notice.js';
import { ChangeKind, ChangeReason } from './change.states.js';
import { postponeOne } from './postpone.js';
import { postponeMany } from './postpone-many.js';
import { replaceTarget } from './replace-target.js';

/** What became of a request: columns of its row. */
export type CarriedOut = Partial<Pick<ChangeRequest, 'nextAssignmentId' | 'changedCount' | 'failedCount'>>;

/** What a request is carried out on: its assignment under lock, and the draw that it came from. */
export interface ChangeScene {
  readonly change: ChangeRequest;
  readonly assignment: Assignment;
  readonly ground: ChangeGround;
}

/** Carries a request out, in the step of its decision. All of it, or a refusal. */
export function carryOut(unit: Unit, change: ChangeRequest, approverId: string) {
  if (change.kind === ChangeKind.BULK_POSTPONEMENT) return postponeMany(unit, change);
  if (change.kind === ChangeKind.POSTPONEMENT) {
    return withAssignment(unit, change, (assignment) => postponeOne(unit, change, assignment));
  }
  return orRefused(() => substitute(unit, change, approverId));
}

async function withAssignment<T>(
  unit: Unit,
  change: ChangeRequest,
  work: (assignment: Assignment) => Promise<T>,
) {
  const named = await unit.em.findOne(Assignment, { id: change.assignment ?? '' });
  if (!named) return new AssignmentNotFound();
  // The whole visit is held, in the order in which everybody holds it.
  await unit.beyond('joint', (wide) => findPartsLocked(wide, named));
  const assignment = await findAssignmentLocked(unit, named.id);
  return assignment ? work(assignment) : new AssignmentNotFound();
}

async function substitute(unit: Unit, change: ChangeRequest, approverId: string) {
  const draw = await openForSubstitution(unit, change.draw ?? '');
  if (!draw) return new AssignmentNotFound();
  return withAssignment(unit, change, async (assignment) => {
    const ground = await groundOf(unit, change, { approverId, draw, department: assignment.department });
    const carry = substitutions[change.kind as keyof typeof substitutions];
    // Of a joint visit all departments' parts change together.
    return unit.beyond('joint', (wide) => carry(wide, { change, assignment, ground }));
  });
}

async function groundOf(
  unit: Unit,
  change: ChangeRequest,
  of: { readonly approverId: string; readonly draw: SubstitutableDraw; readonly department: string },
): Promise<ChangeGround> {
  const { id, evidence, requestedById, extra } = change;
  const cause = {
    handOverId: null,
    changeId: id,
    evidence,
    requesterId: requestedById,
    approverId: of.approverId,
    extra: extra ?? undefined,
  };
  return { cause, draw: of.draw, successors: await Successors.of(unit, of.department) };
}

type Carrying = (unit: Unit, scene: ChangeScene) => Promise<CarriedOut | Refusal>;

const substitutions: Record<ChangeKind.OFFICER | ChangeKind.TARGET | ChangeKind.STAFFING, Carrying> = {
  OFFICER: changeOfficer,
  TARGET: replaceTarget,
  STAFFING: staff,
};

const officerReasons = {
  [ChangeReason.RECUSAL]: 'recusal',
  [ChangeReason.ILLNESS]: 'illness',
  [ChangeReason.LEAVE]: 'leave',
  [ChangeReason.URGENT_DUTY]: 'urgent-duty',
  [ChangeReason.TRANSFERRED]: 'transferred',
  [ChangeReason.CERTIFICATE_LAPSED]: 'certificate-lapsed',
} as const;

async function changeOfficer(unit: Unit, { change, assignment, ground }: ChangeScene) {
  const { state, id } = assignment;
  if (state !== AssignmentState.ASSIGNED) return new AssignmentStateWrong(state, [AssignmentState.ASSIGNED]);
  const member = (await listTeam(unit, id)).find(({ inspectorId }) => inspectorId === change.inspectorId);
  if (!member) return new OfficerNotOnTeam();
  const outgoing = { id: member.inspectorId, realId: member.realId };
  const reason = officerReasons[change.reason as keyof typeof officerReasons];
  const { incomingId } = await replaceOfficer(unit, assignment, { outgoing, reason }, ground);
  if (change.reason === ChangeReason.RECUSAL) {
    const { targetRealId } = assignment;
    const grantedById = ground.cause.approverId;
    await enterGrantedRecusal(unit, {
      inspectorId: outgoing.id,
      targetRealId,
      changeId: change.id,
      grantedById,
    });
  }
  await tellOfficers(unit, change, assignment, NoticeKind.TAKEN_OUT, [member.inspectorId]);
  await tellOfficers(unit, change, assignment, NoticeKind.BROUGHT_IN, [incomingId]);
  return {};
}

/** A held visit gets its team: of a joint one every department's part, with officers of its own. */
async function staff(unit: Unit, { change, assignment, ground }: ChangeScene) {
  const parts = await findPartsLocked(unit, assignment);
  const wrong = await moveAssignments(unit, parts, 'staff');
  if (wrong) return wrong;
  const { evidence, requesterId, approverId, extra } = ground.cause;
  const { targetRealId } = assignment;
  const order = { targetRealId, evidence, requesterId, approverId, extra, reason: 'staffing' as const };
  // Nobody of an earlier try stays: a held target has no team.
  await unit.em.nativeDelete(AssignmentOfficer, { assignment: { $in: parts.map(({ id }) => id) } });
  await enterTeam(unit, parts, await ground.draw.staff(order), ground);
  await tellTeams(unit, change, parts, NoticeKind.BROUGHT_IN);
  return {};
}
