import { addDays } from '../../../scheduler/calendar/index.js';
import type { CampaignState } from '../../plan/index.js';
import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { type AssignmentState, openVisitStates } from '../assignment.states.js';

/** How many assignments of a campaign stand in a state. */
export interface StateCount {
  readonly state: AssignmentState;
  readonly count: number;
}

/** How a campaign stands, in numbers alone. */
export interface CampaignProgress {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly state: CampaignState;
  readonly windowFromOn: string;
  readonly windowToOn: string;
  readonly drawnCount: number;
  readonly dispatchedCount: number;
  readonly counts: readonly StateCount[];
  /** Not seen by their teams yet. */
  readonly hiddenCount: number;
  readonly plannedCount: number;
  readonly dueCount: number;
  readonly lateCount: number;
}

const isOpen = `a.state in (${openVisitStates.map((state) => `'${state}'`).join(', ')})`;

/** One statement: the page of campaigns, with what is counted of each. */
const progress = `select c.id, c.code, c.title, c.state, c.window_from_on::text as "windowFromOn",
    c.window_to_on::text as "windowToOn", drawn.units as "drawnCount", drawn.done as "dispatchedCount",
    coalesce(own.counts, '[]') as counts, coalesce(own.hidden, 0) as "hiddenCount",
    coalesce(own.planned, 0) as "plannedCount", coalesce(own.due, 0) as "dueCount", coalesce(own.late, 0) as "lateCount"
  from (select * from campaign where ?::uuid is null or id < ?::uuid order by id desc limit ?) c
  cross join lateral (
    select coalesce(sum(draw.drawn_count), 0)::int as units, coalesce(sum(dispatch.done_count), 0)::int as done
      from draw left join dispatch on dispatch.draw_id = draw.id
     where draw.campaign_id = c.id and draw.state in ('DRAWN', 'OPENED')) drawn
  cross join lateral (
    select json_agg(json_build_object('state', g.state, 'count', g.n) order by g.state) as counts,
        sum(g.hidden)::int as hidden, sum(g.planned)::int as planned, sum(g.due)::int as due, sum(g.late)::int as late
      from (
        select a.state, count(*)::int as n, count(*) filter (where a.visible_at > ?::timestamptz) as hidden,
            count(*) filter (where ${isOpen} and a.planned_on is not null) as planned,
            count(*) filter (where ${isOpen} and coalesce(a.planned_on, a.window_to_on) between ?::date and ?::date) as due,
            count(*) filter (where ${isOpen} and coalesce(a.planned_on, a.window_to_on) < ?::date) as late
          from assignment a where a.campaign_id = c.id group by a.state) g) own
  order by c.id desc`;

/** How the campaigns of the reader's departments stand, the newest first. @param dueDays what falls due within so many days */
export function pageProgress(
  reader: Reader,
  dueDays: number,
  page: PageArguments,
): Promise<Page<CampaignProgress>> {
  const { now, today } = reader;
  const counted = [now.toISOString(), today, addDays(today, dueDays), today];
  return pageOf(page, [idKey], (limit, after) => {
    const from = after ? String(after[0]) : null;
    return reader.em.execute<CampaignProgress[]>(progress, [from, from, limit, ...counted]);
  });
}
