import { oneOf, type Passing, passRows } from '../department/index.js';
import { passPersonalRecords } from '../personal/index.js';
import type { Reader, Unit } from '../shared/unit.js';
import { passStanding } from './assignment.pass.js';
import { passChanges } from './change/index.js';
import { passEvidence } from './evidence/evidence.pass.js';
import { passMergedVisits } from './merge/merged-visit.pass.js';

/**
 * Passes assignments and results, all or those of these campaigns. Teams stay as they were drawn.
 * @param replaced ids of inspectors' rows that are gone, with those that stand for the same person
 */
export async function passAssignments(
  unit: Unit,
  passing: Passing,
  replaced: ReadonlyMap<string, string>,
  campaignIds?: readonly string[],
): Promise<{ assignments: number; results: number }> {
  const where = campaignIds && oneOf('campaign_id', campaignIds, 'uuid');
  const assignments = await passRows(unit, 'assignment', passing, { where });
  await passEvidence(unit, passing);
  const results = await passRows(unit, 'inspection_result', passing, {
    where: where && {
      sql: `assignment_id in (select id from assignment where ${where.sql})`,
      values: where.values,
    },
  });
  const visited = await listVisited(unit, passing, campaignIds);
  await passPersonalRecords(unit, passing, visited);
  await passChanges(unit, passing, where);
  await passStanding(unit, passing, where);
  // What was decided on a team stays on record where it was; what is asked for goes on, with the rest of a split.
  if (!campaignIds) {
    await passRows(unit, 'hand_over', passing);
    await passRows(unit, 'visit_event_refused', passing);
  }
  await passRows(unit, 'campaign_termination', passing, { where });
  if (!campaignIds) await passMergedVisits(unit, passing);
  for (const [gone, stands] of replaced) {
    await unit.em.execute(
      'update assignment_officer set inspector_id = ?::uuid where inspector_id = ?::uuid',
      [stands, gone],
    );
    await unit.em.execute('update change_notice set inspector_id = ?::uuid where inspector_id = ?::uuid', [
      stands,
      gone,
    ]);
    await unit.em.execute('update change_request set inspector_id = ?::uuid where inspector_id = ?::uuid', [
      stands,
      gone,
    ]);
    await unit.em.execute(
      'update result_correction set signer_ids = array_replace(signer_ids, ?::text, ?::text) where ?::text = any (signer_ids)',
      [gone, stands, gone],
    );
    await unit.em.execute('update hand_over set inspector_id = ?::uuid where inspector_id = ?::uuid', [
      stands,
      gone,
    ]);
  }
  return { assignments, results };
}

/** The assignments that now belong to the successor and of whose visit something is kept encrypted. */
async function listVisited(
  unit: Unit,
  { to }: Passing,
  campaignIds: readonly string[] | undefined,
): Promise<string[]> {
  const which = campaignIds && oneOf('campaign_id', campaignIds, 'uuid');
  const rows = await unit.em.execute<{ id: string }[]>(
    `select id from assignment where department_id = ?::uuid${which ? ` and ${which.sql}` : ''}
        and (exists (select from visit_event e where e.assignment_id = assignment.id and e.record_id is not null)
          or exists (select from inspection_result r
               where r.assignment_id = assignment.id and r.late_reason_record_id is not null))`,
    [to, ...(which?.values ?? [])],
  );
  return rows.map(({ id }) => id);
}

/** Ids of the results of these campaigns. */
export async function listResultIds(reader: Reader, campaignIds: readonly string[]): Promise<string[]> {
  const which = oneOf('campaign_id', campaignIds, 'uuid');
  const rows = await reader.em.execute<{ id: string }[]>(
    `select result.id from inspection_result result join assignment on assignment.id = result.assignment_id
      where assignment.${which.sql}`,
    [...which.values],
  );
  return rows.map((row) => row.id);
}
