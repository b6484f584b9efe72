import type { Reader } from '../../shared/unit.js';
import { AssignmentState } from '../assignment.states.js';

/** How far one department is with its part of what was handed down, in numbers alone. */
export interface HandedPartProgress {
  readonly handDown: string;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly hash: string;
  readonly salt: string | null;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly matchedAt: Date | null;
  readonly lateAt: Date | null;
  readonly receivedCount: number;
  readonly matchedCount: number;
  readonly dispatchedCount: number;
  readonly visitedCount: number;
  readonly confirmedCount: number;
}

const visited = [
  AssignmentState.RECORDED,
  AssignmentState.SUBMITTED,
  AssignmentState.RETURNED,
  AssignmentState.CONFIRMED,
]
  .map((state) => `'${state}'`)
  .join(', ');

/** One statement for every part of any number of hand-downs; a target that was replaced counts by the one in its place. */
const partsOf = `select part.hand_down_id as "handDown", part.hash, d.code as "departmentCode", d.name as "departmentName",
    case when draw.mode = 'OPEN' or draw.opened_at is not null then part.salt end as salt,
    list.received_on::text as "receivedOn", due.due_on::text as "dueOn", list.matched_at as "matchedAt",
    list.late_at as "lateAt", part.row_count as "receivedCount", drawn.staffed as "matchedCount",
    sent.total as "dispatchedCount", sent.visited as "visitedCount", sent.confirmed as "confirmedCount"
  from hand_down_part part join hand_down on hand_down.id = part.hand_down_id join draw on draw.id = hand_down.draw_id
  join handed_list list on list.id = part.list_id join department d on d.id = list.department_id
  left join deadline due on due.subject_kind = 'handedList' and due.subject_id = list.id
  cross join lateral (
    select coalesce(sum(own.drawn_count - coalesce(own.held_count, 0)), 0)::int as staffed
      from draw own where own.campaign_id = list.campaign_id and own.state in ('DRAWN', 'OPENED')) drawn
  cross join lateral (
    select count(*)::int as total, count(*) filter (where a.state in (${visited}))::int as visited,
        count(*) filter (where a.state = '${AssignmentState.CONFIRMED}')::int as confirmed
      from assignment a where a.campaign_id = list.campaign_id and a.state <> '${AssignmentState.SUBSTITUTED}') sent
  where part.hand_down_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))
  order by d.code`;

/** How far each part of these hand-downs is, by department. Their superior is told numbers, wherever they stand by now. */
export async function readHandedParts(
  reader: Reader,
  handDowns: readonly string[],
): Promise<Map<string, readonly HandedPartProgress[]>> {
  const rows = await reader.beyond('handed', ({ em }) =>
    em.execute<(HandedPartProgress & { matchedAt: unknown; lateAt: unknown })[]>(partsOf, [
      JSON.stringify(handDowns),
    ]),
  );
  const instant = (at: unknown) => (at ? new Date(at as string) : null);
  const told = rows.map((row) => ({
    ...row,
    matchedAt: instant(row.matchedAt),
    lateAt: instant(row.lateAt),
  }));
  return Map.groupBy(told, ({ handDown }) => handDown);
}
