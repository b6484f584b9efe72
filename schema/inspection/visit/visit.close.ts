import { beginTerm } from '../../personal/index.js';
import type { Unit } from '../../shared/unit.js';

/** Everything sealed of some visits: what their events say, their evidence, and why a result came late. */
const sealed = `with visits as (select value::uuid as id from jsonb_array_elements_text(?::jsonb))
  select record_id as id from visit_event where assignment_id in (select id from visits) and record_id is not null
  union select personal_id from evidence where assignment_id in (select id from visits) and matter_id is null
  union select late_reason_record_id from inspection_result
    where assignment_id in (select id from visits) and late_reason_record_id is not null
  order by id`;

/**
 * The matter of these visits is closed: from this day on the terms of their texts, places and evidence run, all from the same
 * day. What belongs to a matter that follows a visit begins when that one is closed.
 */
export async function closeRecords(unit: Unit, assignmentIds: readonly string[]): Promise<void> {
  if (assignmentIds.length === 0) return;
  const rows = await unit.em.execute<{ id: string }[]>(sealed, [JSON.stringify(assignmentIds)]);
  for (const { id } of rows) await beginTerm(unit, id, unit.today);
}
