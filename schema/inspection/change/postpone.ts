import { recordEvent } from '../../audit/index.js';
import { listDivisionsUnder } from '../../department/index.js';
import type { Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { findTimes, visibleFrom } from '../hand-out/visibility.js';
import { ChangeOutcome, type ChangeRequest, NoticeKind } from './change.entity.js';
import { NothingToPostpone, PostponementDaysWrong } from './change.errors.js';
import { type ChangeDraft, enterRequest } from './change.file.js';
import { tellTeams } from './change.notice.js';
import { ChangeKind, ChangeReason, type PostponementReason } from './change.states.js';
import { findObstacles, findPostponementRefusal } from './postpone.check.js';

/** Moves a visit to a later day of its window; everything is checked again on the day of the decision. */
export async function postponeOne(unit: Unit, change: ChangeRequest, assignment: Assignment) {
  const newOn = change.newOn ?? '';
  const refused = await findPostponementRefusal(unit, assignment, newOn, true);
  if (refused) return refused;
  await moveTo(unit, change, [assignment], newOn);
  await recordEvent(unit, 'assignment.postponed', { kind: 'assignment', id: assignment.id }, { to: newOn });
  return {};
}

/** Teams that have not seen their targets see them before the new day; who saw one has seen it. */
async function moveTo(
  unit: Unit,
  change: ChangeRequest,
  assignments: readonly Assignment[],
  newOn: string,
): Promise<void> {
  const isHidden = ({ visibleAt }: Assignment) => visibleAt > unit.now;
  const hidden = assignments.filter(isHidden);
  const seen = assignments.filter((one) => !isHidden(one));
  const day = { postponedToOn: newOn, plannedOn: null };
  const visibleAt = visibleFrom(newOn, await findTimes(unit, change.department));
  await moveAll(unit, seen, day);
  await moveAll(unit, hidden, { ...day, visibleAt });
  await tellTeams(unit, change, assignments, NoticeKind.POSTPONED);
}

/** Of a joint visit all departments' parts move together. */
async function moveAll(
  unit: Unit,
  assignments: readonly Assignment[],
  day: Pick<Assignment, 'postponedToOn' | 'plannedOn'> & Partial<Pick<Assignment, 'visibleAt'>>,
): Promise<void> {
  if (assignments.length === 0) return;
  const own = { id: { $in: assignments.map(({ id }) => id) } };
  await unit.em.nativeUpdate(Assignment, own, day);
  const visitIds = assignments.flatMap(({ visitId }) => visitId ?? []);
  if (visitIds.length === 0) return;
  const open = { $in: [AssignmentState.ASSIGNED, AssignmentState.HELD] };
  await unit.beyond('joint', ({ em }) =>
    em.nativeUpdate(Assignment, { visitId: { $in: visitIds }, state: open }, day),
  );
}

/** A place and its days, as in a typhoon. */
export interface BulkPostponementDraft extends ChangeDraft {
  readonly divisionCodes: readonly string[];
  readonly fromOn: string;
  readonly toOn: string;
  readonly newOn: string;
  readonly reason: PostponementReason;
}

/** Asks that all open visits of a place be postponed; which they are is asked again at the approval. */
export async function requestBulkPostponement(unit: Unit, draft: BulkPostponementDraft) {
  const { departmentId } = unit.actor;
  if (!departmentId) throw new Error('visits are postponed by an account of a department');
  const { fromOn, toOn, newOn, divisionCodes, reason } = draft;
  if (fromOn > toOn || newOn <= toOn || newOn < unit.today) return new PostponementDaysWrong();
  const span = { divisionCodes, fromOn, toOn, newOn };
  if ((await listConcerned(unit, departmentId, span, undefined, 1)).length === 0)
    return new NothingToPostpone();
  const change = await enterRequest(unit, departmentId, draft, {
    kind: ChangeKind.BULK_POSTPONEMENT,
    reason: ChangeReason[reason],
    divisionCodes: [...divisionCodes],
    fromOn,
    toOn,
    newOn,
  });
  return { __typename: 'ChangeRequested' as const, change };
}

type Span = Pick<BulkPostponementDraft, 'divisionCodes' | 'fromOn' | 'toOn' | 'newOn'>;

/** Open visits of a department to targets in these divisions, that could be made on these days and not after. */
async function listConcerned(
  unit: Unit,
  departmentId: string,
  { divisionCodes, fromOn, toOn, newOn }: Span,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const divisions = await listDivisionsUnder(unit, divisionCodes, unit.today);
  const rows = await unit.em.execute<{ id: string }[]>(
    // One look into the index for each visit, whatever the planner knows of tables that have just been filled.
    `select a.id from assignment a
       cross join lateral (
         select 1 from target where target.department_id = a.department_id and target.real_id = a.target_real_id
            and target.division_code = any(?::text[]) limit 1) as concerned
      where a.department_id = ?::uuid and a.state = 'ASSIGNED'
        and coalesce(a.postponed_to_on, a.window_from_on) <= ?::date and a.window_to_on >= ?::date
        and coalesce(a.postponed_to_on, a.window_from_on) < ?::date
        and (?::uuid is null or a.id > ?::uuid)
      order by a.id limit ? for update of a`,
    [
      ...[`{${divisions.join(',')}}`, departmentId, toOn, fromOn, newOn],
      ...[after ?? null, after ?? null, limit],
    ],
  );
  return rows.map(({ id }) => id);
}

const batch = 500;

/** Postpones all that can be; those that cannot are listed with their reasons, and stay as they were. */
export async function postponeMany(unit: Unit, change: ChangeRequest) {
  const { divisionCodes, fromOn, toOn, newOn } = change;
  const span = {
    divisionCodes: divisionCodes ?? [],
    fromOn: fromOn ?? '',
    toOn: toOn ?? '',
    newOn: newOn ?? '',
  };
  let [changedCount, failedCount] = [0, 0];
  let last: string | undefined;
  for (;;) {
    const ids = await listConcerned(unit, change.department, span, last, batch);
    if (ids.length === 0) break;
    last = ids.at(-1);
    const done = await postponeBatch(unit, change, ids, span.newOn);
    changedCount += done;
    failedCount += ids.length - done;
  }
  if (changedCount + failedCount === 0) return new NothingToPostpone();
  return { changedCount, failedCount };
}

async function postponeBatch(unit: Unit, change: ChangeRequest, ids: readonly string[], newOn: string) {
  const assignments = await unit.em.find(
    Assignment,
    { id: { $in: [...ids] } },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
  const obstacles = await findObstacles(unit, assignments, newOn);
  const outcomes = assignments.map(({ id }) => ({
    id: unit.newId(),
    change: change.id,
    assignment: id,
    isDone: obstacles.get(id)?.length === 0,
    obstacles: obstacles.get(id) ?? [],
  }));
  await unit.em.insertMany(ChangeOutcome, outcomes);
  const moved = assignments.filter(({ id }) => obstacles.get(id)?.length === 0);
  if (moved.length > 0) await moveTo(unit, change, moved, newOn);
  return moved.length;
}
