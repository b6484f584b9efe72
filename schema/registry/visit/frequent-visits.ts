import type { Reader } from '../../shared/unit.js';
import { visitStands } from './visit.stands.js';

/** The days over which visits to an entity are counted. */
export type VisitSpan = 'DAY' | 'WEEK' | 'MONTH';

/** An entity that was visited more often within a span than a limit allows. */
export interface FrequentVisits {
  readonly entityRealId: string;
  readonly span: VisitSpan;
  /** The first day of the span; a week begins on Monday. */
  readonly fromOn: string;
  readonly count: number;
  /** Whose visit was the last of them. */
  readonly departmentId: string;
}

/** Visits since a day, of every department: what was done of one target on one occasion is one visit. */
const occasions = `occasion as (
  select entity_real_id, visited_on, (array_agg(department_id order by created_at desc, id desc))[1] as department_id,
         max(created_at) as created_at
    from visit where visited_on >= ?::date and ${visitStands('visit')}
   group by entity_real_id, visited_on, coalesce(occasion_id::text, target_real_id))`;

const spans = `spanned as (
  select *, 'DAY' as span, visited_on as from_on from occasion
  union all select *, 'WEEK', date_trunc('week', visited_on)::date from occasion
  union all select *, 'MONTH', date_trunc('month', visited_on)::date from occasion)`;

/** Entities that were visited more often than the limits since a day, span by span. Of every department. */
export function listFrequentVisits(
  reader: Reader,
  sinceOn: string,
  limits: Readonly<Record<VisitSpan, number>>,
): Promise<FrequentVisits[]> {
  return reader.beyond('entity', ({ em }) =>
    em.execute<FrequentVisits[]>(
      `with ${occasions}, ${spans}
       select entity_real_id as "entityRealId", span, from_on::text as "fromOn", count(*)::int as count,
              (array_agg(department_id order by visited_on desc, created_at desc))[1] as "departmentId"
         from spanned group by entity_real_id, span, from_on
       having count(*) > case span when 'DAY' then ?::int when 'WEEK' then ?::int else ?::int end
        order by 1, 2, 3`,
      [sinceOn, limits.DAY, limits.WEEK, limits.MONTH],
    ),
  );
}

/** The same officer found nothing at an entity so many times running. */
export interface FindingStreak {
  readonly entityRealId: string;
  readonly officerRealId: string;
  readonly lastOn: string;
  readonly departmentId: string;
}

/**
 * Officers who were at each of an entity's last visits, none of which found anything; of entities visited since a day.
 * @param length how many visits running
 */
export function listFindingStreaks(
  reader: Reader,
  sinceOn: string,
  length: number,
): Promise<FindingStreak[]> {
  return reader.beyond('entity', ({ em }) =>
    em.execute<FindingStreak[]>(
      `with ranked as (
         select visit.*, row_number() over (partition by entity_real_id order by visited_on desc, created_at desc, id desc) as place
           from visit where finding <> 'NOT_CHECKED' and ${visitStands('visit')} and entity_real_id in (
             select entity_real_id from visit where visited_on >= ?::date))
       select entity_real_id as "entityRealId", officer.id as "officerRealId", max(visited_on)::text as "lastOn",
              (array_agg(department_id order by place))[1] as "departmentId"
         from ranked cross join lateral unnest(inspector_real_ids) as officer(id)
        where place <= ?::int and finding = 'NONE'
        group by entity_real_id, officer.id having count(*) = ?::int order by 1, 2`,
      [sinceOn, length, length],
    ),
  );
}
