import { recordEvent } from '../../audit/index.js';
import { latest } from '../../department/index.js';
import { Role } from '../../shared/roles.js';
import type { Unit } from '../../shared/unit.js';
import { Assignment, AssignmentOfficer } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { AssignmentNotFound, AssignmentStateWrong } from '../inspection.errors.js';
import { findAssignmentLocked } from '../inspection.service.js';
import { NotTeamLead, PlannedOutsideWindow } from './hand-out.errors.js';
import { announcePlan } from './message.service.js';
import { visibleFrom } from './visibility.js';

/** The day of one visit. */
export interface VisitPlan {
  readonly assignmentId: string;
  readonly plannedOn: string;
}

const plannable: readonly AssignmentState[] = [AssignmentState.ASSIGNED];

function findFault(unit: Unit, assignment: Assignment, plannedOn: string) {
  if (!plannable.includes(assignment.state)) return new AssignmentStateWrong(assignment.state, plannable);
  const { windowFromOn, postponedToOn, windowToOn } = assignment;
  const openOn = latest(windowFromOn, postponedToOn ?? windowFromOn);
  const fromOn = latest(openOn, unit.today);
  const isWithin = plannedOn >= fromOn && plannedOn <= windowToOn;
  return isWithin ? undefined : new PlannedOutsideWindow(fromOn, windowToOn);
}

/**
 * Plans the day of a visit: its team's lead, or the head of the department. The target is seen from the set time before that
 * day; a team that has seen it goes on seeing it.
 */
export async function planVisit(unit: Unit, plan: VisitPlan) {
  const within = (await unit.em.count(Assignment, { id: plan.assignmentId })) > 0;
  return unit.beyond('team', (wide) => planWithin(wide, plan, within));
}

async function planWithin(unit: Unit, { assignmentId, plannedOn }: VisitPlan, within: boolean) {
  const { inspectorId, roles } = unit.actor;
  const own = inspectorId
    ? await unit.em.findOne(AssignmentOfficer, { assignment: assignmentId, inspectorId })
    : null;
  if (!own && !within) return new AssignmentNotFound();
  const assignment = await findAssignmentLocked(unit, assignmentId);
  if (!assignment) return new AssignmentNotFound();
  if (!own?.isLead && !(within && roles?.includes(Role.APPROVER))) return new NotTeamLead();
  const fault = findFault(unit, assignment, plannedOn);
  if (fault) return fault;
  const isSeen = assignment.visibleAt <= unit.now;
  const visibleAt = isSeen ? assignment.visibleAt : await visibleFrom(unit, assignment.department, plannedOn);
  await unit.em.nativeUpdate(Assignment, { id: assignmentId }, { plannedOn, visibleAt });
  Object.assign(assignment, { plannedOn, visibleAt });
  const subject = { kind: 'assignment', id: assignmentId };
  await recordEvent(unit, 'assignment.planned', subject, { plannedOn });
  await announcePlan(unit, assignment);
  return { __typename: 'VisitPlanned' as const, assignmentId, plannedOn, visibleAt };
}
