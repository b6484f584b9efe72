import { listDivisionsUnder } from '../../department/index.js';
import type { Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { followPostponement } from '../merge/merged-visit.leave.js';
import type { ChangeRequest } from './change.entity.js';
import { NothingToPostpone, PostponementDaysWrong } from './change.errors.js';
import { type ChangeDraft, enterRequest } from './change.file.js';
import { ChangeKind, ChangeReason, type PostponementReason } from './change.states.js';
import { type Moving, PostponementCheck } from './postpone.check.js';
import { moveTo } from './postpone.js';

/** A place and its days, as in a typhoon. */
export interface BulkPostponementDraft extends ChangeDraft {
  readonly divisionCodes: readonly string[];
  readonly fromOn: string;
  readonly toOn: string;
  readonly newOn: string;
  readonly reason: PostponementReason;
}

type Span = Pick<BulkPostponementDraft, 'divisionCodes' | 'fromOn' | 'toOn' | 'newOn'>;

/** Asks that all open visits of a place be postponed; which they are is asked again at the approval. */
export async function requestBulkPostponement(unit: Unit, draft: BulkPostponementDraft) {
  const { departmentId } = unit.actor;
  if (!departmentId) throw new Error('visits are postponed by an account of a department');
  const { fromOn, toOn, newOn, divisionCodes, reason } = draft;
  if (fromOn > toOn || newOn <= toOn || newOn < unit.today) return new PostponementDaysWrong();
  const span = { divisionCodes, fromOn, toOn, newOn };
  const some = await listConcerned(unit, departmentId, span, undefined, 1);
  if (some.length === 0) return new NothingToPostpone();
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

/** Visits that are looked at together, each batch in the same number of statements. */
const BATCH = 2_500;

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
  return unit.beyond('joint', async (wide) => {
    const check = await PostponementCheck.on(wide, span.newOn);
    const moved: string[] = [];
    for (;;) {
      const ids = await listConcerned(unit, change.department, span, last, BATCH);
      if (ids.length === 0) break;
      last = ids.at(-1);
      const done = await postponeBatch(wide, change, ids, check);
      changedCount += done.length;
      failedCount += ids.length - done.length;
      moved.push(...done);
    }
    if (changedCount + failedCount === 0) return new NothingToPostpone();
    // Only when all have moved is it seen which mergers moved as a whole.
    await followPostponement(wide, moved, span.newOn);
    return { changedCount, failedCount };
  });
}

const insertOutcomes = `insert into change_outcome (id, change_id, assignment_id, is_done, obstacles)
  select r.id, ?::uuid, r.assignment, r.obstacles = '[]', r.obstacles
    from jsonb_to_recordset(?::jsonb) as r(id uuid, assignment uuid, obstacles jsonb)`;

/** @returns the assignments that were asked for and moved */
async function postponeBatch(
  wide: Unit,
  change: ChangeRequest,
  ids: readonly string[],
  check: PostponementCheck,
): Promise<string[]> {
  const visits = await readVisits(wide, ids);
  const obstacles = await check.findObstacles(visits);
  const outcomes = visits.map(([{ id }], index) => ({
    id: wide.newId(),
    assignment: id,
    obstacles: obstacles[index] ?? [],
  }));
  await wide.em.execute(insertOutcomes, [change.id, JSON.stringify(outcomes)]);
  const moved = visits.filter((_, index) => obstacles[index]?.length === 0);
  if (moved.length > 0) await moveTo(wide, change, moved.flat(), change.newOn ?? '');
  return moved.map(([{ id }]) => id);
}

/** The visits of assignments: of joint ones all open parts move together, the one that was found first. */
async function readVisits(wide: Unit, ids: readonly string[]): Promise<Moving[]> {
  const quiet = { orderBy: { id: 'asc' }, disableIdentityMap: true } as const;
  const named = await wide.em.find(Assignment, { id: { $in: [...ids] } }, quiet);
  const visitIds = [...new Set(named.flatMap(({ visitId }) => visitId ?? []))];
  const open = { $in: [AssignmentState.ASSIGNED, AssignmentState.HELD] };
  const parts =
    visitIds.length === 0
      ? []
      : await wide.em.find(Assignment, { visitId: { $in: visitIds }, state: open }, quiet);
  const partsOf = Map.groupBy(parts, ({ visitId }) => visitId);
  return named.map((one) => [
    one,
    ...(one.visitId ? (partsOf.get(one.visitId) ?? []) : []).filter(({ id }) => id !== one.id),
  ]);
}
