import { addDays } from '../../../scheduler/calendar/index.js';
import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { AssignmentNotFound, NotOnTeam } from '../inspection.errors.js';
import { findTeamAssignment, listTeam } from '../inspection.service.js';
import { Disposition, InspectionResult } from '../result.entity.js';
import { Rectification, RectificationStep } from './rectification.entity.js';
import {
  RectificationMissing,
  type RectificationTermTooLong,
  ServingDayInvalid,
  VisitNotRecorded,
} from './rectification.errors.js';
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
  const { inspectorId } = unit.actor;
  if (!team.some((one) => one.inspectorId === inspectorId && !one.isExpert)) return new NotOnTeam();
  if (!recorded.includes(assignment.state)) return new VisitNotRecorded();
  const { servedOn = null } = input;
  if (servedOn && !(await isServable(unit, assignment.id, servedOn))) {
    return new ServingDayInvalid(unit.today);
  }
  const rectification = await enterOrder(unit, assignment, { ...input, servedOn });
  if (isRefusal(rectification)) return rectification;
  return { __typename: 'RectificationOrdered' as const, rectification };
}

/** An order is served at the visit or after it, and not in the future. */
async function isServable(unit: Unit, assignment: string, servedOn: string): Promise<boolean> {
  const before = { assignment, visitedOn: { $lte: servedOn } };
  return servedOn <= unit.today && (await unit.em.count(InspectionResult, before)) > 0;
}

/** What is to be put right, and by when. */
export interface Order {
  readonly demand: string;
  readonly dayCount: number;
  readonly documentId?: string | null;
  /** The day on which it was served or said; today when absent. */
  readonly servedOn?: string | null;
  /** Whose account orders it; the actor's when absent. */
  readonly orderedById?: string | null;
}

/** Enters an order of a visit with its term. */
export async function enterOrder(
  unit: Unit,
  { id: assignment, department }: Assignment,
  { demand, dayCount, documentId = null, servedOn, orderedById }: Order,
): Promise<Rectification | RectificationTermTooLong> {
  const [id, stepId] = [unit.newId(), unit.newId()];
  const term = await setTerm(unit, { id, department }, stepId, { dayCount, fromOn: servedOn ?? unit.today });
  if (isRefusal(term)) return term;
  const { dueOn } = term;
  const rectification: Rectification = {
    ...{ id, department, assignment, demand, documentId, dueOn },
    ...{ state: RectificationState.ORDERED, orderedById: orderedById ?? unit.actor.accountId ?? id },
    ...{ orderedAt: unit.now, closedAt: null },
  };
  await unit.em.insert(Rectification, rectification);
  const deed = RectificationDeed.ORDER;
  await addStep(unit, { id: stepId, rectification: id, deed, statement: demand, term });
  await recordEvent(unit, 'rectification.ordered', { kind: 'rectification', id }, { assignment, dueOn });
  return rectification;
}

/** Whether an order of a visit stands: any that was not lifted. */
export async function isOrdered(reader: Reader, assignment: string): Promise<boolean> {
  const standing = { assignment, state: { $ne: RectificationState.LIFTED } };
  return (await reader.em.count(Rectification, standing)) > 0;
}

/** Whether the same was ordered of a visit with the same term: a result that was returned and comes again orders it once. */
export async function isOrderedAlready(
  reader: Reader,
  assignment: string,
  { demand, dayCount, servedOn }: Order,
): Promise<boolean> {
  const same = await reader.em.find(Rectification, { assignment, demand }, { disableIdentityMap: true });
  const termEndsOn = addDays(servedOn ?? reader.today, dayCount);
  const step = { rectification: { $in: same.map(({ id }) => id) }, deed: RectificationDeed.ORDER };
  const alike = { $or: [{ termEndsOn }, { isTermPassed: true }] };
  return (await reader.em.count(RectificationStep, { ...step, ...alike })) > 0;
}

/** Why a result that says “ordered to put it right” cannot be confirmed yet. */
export async function findMissingRectification(
  unit: Unit,
  { assignment, disposition }: InspectionResult,
): Promise<RectificationMissing | undefined> {
  if (disposition !== Disposition.RECTIFICATION_ORDERED) return undefined;
  return (await isOrdered(unit, assignment)) ? undefined : new RectificationMissing();
}
