import { addDays } from '../../../scheduler/calendar/index.js';
import { recordEvent } from '../../audit/index.js';
import { dayInShanghai } from '../../shared/day.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { AssignmentNotFound, NotOnTeam } from '../inspection.errors.js';
import { findTeamAssignment, listTeam } from '../inspection.service.js';
import { Disposition, type InspectionResult } from '../result.entity.js';
import { Rectification, RectificationStep } from './rectification.entity.js';
import { RectificationMissing, VisitNotRecorded } from './rectification.errors.js';
import type { OrderRectificationInput } from './rectification.input.js';
import { addStep } from './rectification.service.js';
import { RectificationDeed, RectificationState } from './rectification.states.js';
import { setTerm } from './rectification.term.js';

/** Something is recorded of the visit. */
const recorded: readonly AssignmentState[] = [
  AssignmentState.RECORDED,
  AssignmentState.SUBMITTED,
  AssignmentState.RETURNED,
  AssignmentState.CONFIRMED,
];

/** An officer of the team orders what is to be put right, with a term. */
export async function orderRectification(unit: Unit, input: OrderRectificationInput) {
  const within = (await unit.em.count(Assignment, { id: input.assignmentId })) > 0;
  return unit.beyond('team', (wide) => orderByTeam(wide, input, within));
}

/** The same past the actor's departments. @param within whether the assignment is in the actor's own */
export async function orderByTeam(unit: Unit, input: OrderRectificationInput, within: boolean) {
  const assignment = await findTeamAssignment(unit, input.assignmentId, within);
  if (!assignment || assignment.visibleAt > unit.now) return new AssignmentNotFound();
  const team = await listTeam(unit, assignment.id);
  const { inspectorId, accountId } = unit.actor;
  if (!team.some((one) => one.inspectorId === inspectorId && !one.isExpert)) return new NotOnTeam();
  if (!recorded.includes(assignment.state)) return new VisitNotRecorded();
  const [id, stepId] = [unit.newId(), unit.newId()];
  const term = await setTerm(unit, id, stepId, input.dayCount);
  if (isRefusal(term)) return term;
  const rectification: Rectification = {
    ...{ id, department: assignment.department, assignment: assignment.id, demand: input.demand },
    ...{ documentId: input.documentId ?? null, state: RectificationState.ORDERED, dueOn: term.dueOn },
    ...{ orderedById: accountId ?? id, orderedAt: unit.now, closedAt: null },
  };
  await unit.em.insert(Rectification, rectification);
  const deed = RectificationDeed.ORDER;
  await addStep(unit, { id: stepId, rectification: id, deed, statement: input.demand, term });
  const told = { assignment: assignment.id, dueOn: term.dueOn };
  await recordEvent(unit, 'rectification.ordered', { kind: 'rectification', id }, told);
  return { __typename: 'RectificationOrdered' as const, rectification };
}

/** Whether the same was ordered of a visit with the same term: a result that was returned and comes again orders it once. */
export async function isOrdered(
  reader: Reader,
  { assignmentId: assignment, demand, dayCount }: OrderRectificationInput,
): Promise<boolean> {
  const same = await reader.em.find(Rectification, { assignment, demand }, { disableIdentityMap: true });
  for (const { id: rectification, orderedAt } of same) {
    const termEndsOn = addDays(dayInShanghai(orderedAt), dayCount);
    const deed = RectificationDeed.ORDER;
    if ((await reader.em.count(RectificationStep, { rectification, deed, termEndsOn })) > 0) return true;
  }
  return false;
}

/** Why a result that says “ordered to put it right” cannot be confirmed yet. */
export async function findMissingRectification(
  unit: Unit,
  { assignment, disposition }: InspectionResult,
): Promise<RectificationMissing | undefined> {
  if (disposition !== Disposition.RECTIFICATION_ORDERED) return undefined;
  return (await unit.em.count(Rectification, { assignment })) > 0 ? undefined : new RectificationMissing();
}
