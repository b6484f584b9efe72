import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentState, closedStates } from '../assignment.states.js';
import { visibleFrom } from '../hand-out/visibility.js';
import { AssignmentStateWrong } from '../inspection.errors.js';
import { followPostponement } from '../merge/merged-visit.leave.js';
import { type ChangeRequest, NoticeKind } from './change.entity.js';
import { BeyondWindow, PostponementRefused } from './change.errors.js';
import { tellTeams } from './change.notice.js';
import { type Moving, PostponementCheck } from './postpone.check.js';

/** How a visit is to be moved. */
export interface Move {
  readonly newOn: string;
  /** With all visits that it was merged with, if any; otherwise it leaves them. */
  readonly together: boolean;
}

/**
 * What moves with an assignment: of a joint visit every part that is still open, and on wish all that was merged with it.
 * The assignment itself comes first.
 */
async function listMoving(
  wide: Reader,
  { id, visitId, mergedVisitId }: Assignment,
  isTogether: boolean,
  lockMode?: LockMode.PESSIMISTIC_WRITE,
): Promise<Moving | undefined> {
  const ofVisit = visitId ? { visitId } : { id };
  const found = await wide.em.find(
    Assignment,
    isTogether && mergedVisitId ? { mergedVisitId } : ofVisit,
    // Everybody takes locks in one order.
    { orderBy: { id: 'asc' }, lockMode, refresh: true },
  );
  const isOpen = ({ state }: Assignment) =>
    isTogether && mergedVisitId
      ? !closedStates.includes(state)
      : state === AssignmentState.ASSIGNED || state === AssignmentState.HELD;
  const named = found.find((one) => one.id === id);
  return named && [named, ...found.filter((one) => one !== named && isOpen(one))];
}

/**
 * Why a visit cannot be postponed to a day: first what no other day of the window would mend.
 * @param named whether it is told which officer could not go: a colleague would learn of a tie by asking for many days
 */
async function findRefusal(wide: Reader, visit: Moving, newOn: string, named: boolean) {
  const needed = [AssignmentState.ASSIGNED];
  const wrong = visit.find(({ state }) => state !== AssignmentState.ASSIGNED);
  if (wrong) return new AssignmentStateWrong(wrong.state, needed);
  const [fromOn = ''] = visit.map(({ windowFromOn }) => windowFromOn).sort((a, b) => (a < b ? 1 : -1));
  const [toOn = ''] = visit.map(({ windowToOn }) => windowToOn).sort();
  if (newOn < fromOn || newOn > toOn) return new BeyondWindow(fromOn, toOn);
  const [obstacles = []] = await (await PostponementCheck.on(wide, newOn)).findObstacles([visit]);
  if (obstacles.length === 0) return undefined;
  const kinds = [...new Set(obstacles.map(({ kind }) => kind))];
  return new PostponementRefused(named ? obstacles : kinds.map((kind) => ({ kind })));
}

/** What is known to stand against a postponement when it is asked for. */
export async function findPostponementRefusal(wide: Reader, assignment: Assignment, move: Move) {
  const visit = await listMoving(wide, assignment, move.together);
  return visit && findRefusal(wide, visit, move.newOn, false);
}

/** Moves a visit to a later day of its window; everything is checked again on the day of the decision. */
export function postponeOne(unit: Unit, change: ChangeRequest, assignment: Assignment) {
  const { together } = change;
  const newOn = change.newOn ?? '';
  return unit.beyond(together ? 'merging' : 'joint', async (wide) => {
    const visit = await listMoving(wide, assignment, together, LockMode.PESSIMISTIC_WRITE);
    if (!visit) throw new Error('an assignment that was found is gone');
    const refused = await findRefusal(wide, visit, newOn, true);
    if (isRefusal(refused)) return refused;
    await moveTo(wide, change, visit, newOn);
    await followPostponement(
      wide,
      visit.map(({ id }) => id),
      newOn,
    );
    await recordEvent(wide, 'assignment.postponed', { kind: 'assignment', id: assignment.id }, { to: newOn });
    return {};
  });
}

/** Teams that have not seen their targets see them before the new day; who saw one has seen it. */
const movedTo = `update assignment set postponed_to_on = ?::date, planned_on = null,
    visible_at = case when visible_at > ?::timestamptz then ?::timestamptz else visible_at end
  where id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;

/** Sets the new day, and tells the teams. */
export async function moveTo(
  wide: Unit,
  change: ChangeRequest,
  assignments: readonly Assignment[],
  newOn: string,
): Promise<void> {
  const visibleAt = await visibleFrom(wide, change.department, newOn);
  const ids = JSON.stringify(assignments.map(({ id }) => id));
  await wide.em.execute(movedTo, [newOn, wide.now.toISOString(), visibleAt.toISOString(), ids]);
  await tellTeams(wide, change, assignments, NoticeKind.POSTPONED);
}
