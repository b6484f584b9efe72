import { Draw, DrawMode } from '../draw/public.js';
import { batched } from '../shared/batched.js';
import type { Reader } from '../shared/unit.js';

/** How many knew where a confidential draw would lead, and how early. No names. */
export interface PublicKnowledge {
  /** Accounts that were shown a target before its visit. */
  readonly peopleCount: number;
  /** Visits that were recorded so far: those of whom it is counted. */
  readonly visitCount: number;
  /** The greatest number of days by which anybody knew before a visit; absent where nobody did. */
  readonly earliestDaysBefore: number | null;
}

const counts = `with wanted as (select value::uuid as id from jsonb_array_elements_text(?::jsonb)),
  visit as (
    select a.id, a.draw_id, min(r.recorded_at) as recorded_at, (array_agg(r.visited_on
             order by (r.is_confirmed and r.corrected_at is null) desc, r.version desc))[1] as visited_on
      from assignment a join inspection_result r on r.assignment_id = a.id
     where a.draw_id in (select id from wanted) group by a.id),
  knew as (
    select k.draw_id, k.account_id, v.visited_on - (k.at at time zone 'Asia/Shanghai')::date as days
      from reading k join visit v
        on v.draw_id = k.draw_id and k.at < v.recorded_at
       and (k.subject_kind = 'draw' or k.subject_id = v.id::text)
     where k.draw_id in (select id from wanted))
  select id,
    (select count(*)::int from visit where draw_id = wanted.id) as "visitCount",
    (select count(distinct account_id)::int from knew where draw_id = wanted.id) as "peopleCount",
    (select max(days)::int from knew where draw_id = wanted.id) as "earliestDaysBefore"
    from wanted`;

async function countKnowledge(
  reader: Reader,
  drawIds: readonly string[],
): Promise<Map<string, PublicKnowledge>> {
  const rows = await reader.beyond('portal', ({ em }) =>
    em.execute<(PublicKnowledge & { id: string })[]>(counts, [JSON.stringify(drawIds)]),
  );
  return new Map(rows.map(({ id, ...knowledge }) => [id, knowledge]));
}

/** Of a confidential draw that was opened; before, and of an open one, there is nothing to tell. */
export async function readPublicKnowledge(reader: Reader, draw: Draw): Promise<PublicKnowledge | null> {
  if (draw.mode !== DrawMode.CONFIDENTIAL || !draw.openedAt) return null;
  return (await batched(reader, countKnowledge, draw.id)) ?? null;
}
