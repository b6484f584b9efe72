import type { Reader, Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import type { AssignmentState } from '../assignment.states.js';

/** Another department's part of the same visit. */
export interface Companion {
  readonly assignmentId: string;
  readonly departmentId: string;
  readonly state: AssignmentState;
}

const companionsSql = `select mine.id as "of", other.id as "assignmentId", other.department_id as "departmentId", other.state
  from assignment mine join assignment other on other.visit_id = mine.visit_id and other.id <> mine.id
 where mine.id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by other.part`;

/** Who else comes along: the other departments' parts of the visits of assignments that were rightly seen. */
export function readCompanions(
  reader: Reader,
  assignmentIds: readonly string[],
): Promise<Map<string, Companion[]>> {
  return reader.beyond('joint', async ({ em }) => {
    const rows = await em.execute<(Companion & { of: string })[]>(companionsSql, [
      JSON.stringify(assignmentIds),
    ]);
    return Map.groupBy(rows, (row) => row.of);
  });
}

/** Ids of all parts of an assignment's visit, its own with them. */
export async function listPartIds(unit: Unit, { id, visitId }: Assignment): Promise<string[]> {
  if (!visitId) return [id];
  const parts = await unit.em.find(Assignment, { visitId }, { fields: ['id'], disableIdentityMap: true });
  return parts.map((part) => part.id);
}
