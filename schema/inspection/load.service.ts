import { countVisitsOfYear, type Inspector, listInspectors } from '../registry/index.js';
import type { PageArguments } from '../shared/page.js';
import type { Reader } from '../shared/unit.js';
import { closedStates } from './assignment.states.js';

/** Officers in the reader's scope with what they did this year and what they still have, by real-world id. */
export async function listInspectorLoads(reader: Reader, page: PageArguments) {
  const { edges, pageInfo } = await listInspectors(reader, {}, page);
  const officers = edges.map(({ node }) => node);
  const visits = await countVisitsOfYear(
    reader,
    officers.map(({ realId }) => realId),
    reader.today.slice(0, 4),
  );
  const loads = await countOpenAssignments(reader, officers);
  return {
    pageInfo,
    edges: edges.map(({ cursor, node: inspector }) => {
      const { open: openAssignmentCount = 0, planned: plannedVisitCount = 0 } = loads.get(inspector.id) ?? {};
      const { capacity } = inspector;
      return {
        cursor,
        node: {
          inspector,
          visitCount: visits.get(inspector.realId) ?? 0,
          openAssignmentCount,
          plannedVisitCount,
          capacityLeft: capacity == null ? undefined : Math.max(0, capacity - openAssignmentCount),
        },
      };
    }),
  };
}

/** In every department: whoever is seconded carries that load, too. */
async function countOpenAssignments(
  reader: Reader,
  officers: readonly Inspector[],
): Promise<Map<string, { open: number; planned: number }>> {
  const rows = await reader.beyond('officer', ({ em }) =>
    em.execute<{ id: string; open: number; planned: number }[]>(
      `select inspector_id as id, count(*)::int as open,
           count(*) filter (where planned_on >= ?::date)::int as planned from assignment_officer
         join assignment on assignment.id = assignment_id
         where state <> all(?::text[]) and inspector_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))
         group by 1`,
      [reader.today, `{${closedStates.join(',')}}`, JSON.stringify(officers.map(({ id }) => id))],
    ),
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
