import { type PageArguments, pageById } from '../../shared/page.js';
import type { Reader, Unit } from '../../shared/unit.js';
import type { Assignment, AssignmentOfficer } from '../assignment.entity.js';
import { ChangeNotice, type ChangeRequest, type NoticeKind } from './change.entity.js';

/** Leaves officers a notice of what was changed. It names no target: whoever may see it finds it by the assignment. */
export function tellOfficers(
  unit: Unit,
  change: ChangeRequest,
  { id: assignment, department }: Assignment,
  kind: NoticeKind,
  inspectorIds: readonly string[],
): Promise<void> {
  return enterNotices(
    unit,
    change,
    inspectorIds.map((inspectorId) => ({ department, assignment, inspectorId, kind })),
  );
}

/** The same for everybody of the teams as they are now. */
export async function tellTeams(
  unit: Unit,
  change: ChangeRequest,
  assignments: readonly Assignment[],
  kind: NoticeKind,
): Promise<void> {
  const departmentOf = new Map(assignments.map(({ id, department }) => [id, department]));
  const members = await unit.em.execute<Pick<AssignmentOfficer, 'assignment' | 'inspectorId'>[]>(
    `select assignment_id as assignment, inspector_id as "inspectorId" from assignment_officer
      where assignment_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by assignment_id, place`,
    [JSON.stringify([...departmentOf.keys()])],
  );
  const told = members.map(({ assignment, inspectorId }) => {
    const department = departmentOf.get(assignment) ?? '';
    return { department, assignment, inspectorId, kind };
  });
  await enterNotices(unit, change, told);
}

type Told = Pick<ChangeNotice, 'department' | 'assignment' | 'inspectorId' | 'kind'>;

/** Given as one value: a typhoon has more columns than a statement has places. */
const insertNotices = `insert into change_notice (id, change_id, department_id, assignment_id, inspector_id, kind, created_at)
  select r.id, ?::uuid, r.department, r.assignment, r."inspectorId", r.kind, ?::timestamptz
    from jsonb_to_recordset(?::jsonb)
      as r(id uuid, department uuid, assignment uuid, "inspectorId" uuid, kind text)`;

async function enterNotices(unit: Unit, { id: change }: ChangeRequest, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return;
  const rows = told.map((one) => ({ id: unit.newId(), ...one }));
  await unit.em.execute(insertNotices, [change, unit.now.toISOString(), JSON.stringify(rows)]);
}

/** The acting officer's notices, the newest first, of whatever department. */
export function pageOwnNotices(reader: Reader, page: PageArguments) {
  const { inspectorId } = reader.actor;
  return reader.beyond('team', ({ em }) =>
    pageById(page, async (key, limit) =>
      inspectorId ? em.find(ChangeNotice, { ...key, inspectorId }, { orderBy: { id: 'desc' }, limit }) : [],
    ),
  );
}
