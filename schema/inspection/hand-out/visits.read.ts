import { addDays, weekday } from '../../../scheduler/calendar/index.js';
import { ReadingWay, readNoted } from '../../personal/index.js';
import type { Context } from '../../shared/context.js';
import { idKey, type KeyPart, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { type AssignmentState, openVisitStates } from '../assignment.states.js';
import { VisitPeriod } from './hand-out.states.js';

/** A visit of the acting officer. Until its time nothing tells whom it is about. */
export interface OwnVisit {
  readonly id: string;
  readonly campaignCode: string;
  readonly state: AssignmentState;
  readonly plannedOn: string | null;
  readonly windowToOn: string;
  /** The planned day, or the last one. */
  readonly dueOn: string;
  readonly isLate: boolean;
  readonly isLead: boolean;
  readonly visibleAt: Date;
  readonly targetRealId: string | null;
  readonly targetName: string | null;
}

/** As the database tells it. */
interface Row extends Omit<OwnVisit, 'visibleAt'> {
  readonly visibleAt: string;
}

/** One statement, with the writing down: what an officer does with it in the field is wait. */
const ownVisits = `select a.id, campaign.code as "campaignCode", a.state, a.planned_on::text as "plannedOn",
    a.window_to_on::text as "windowToOn", coalesce(a.planned_on, a.window_to_on)::text as "dueOn",
    coalesce(a.planned_on, a.window_to_on) < ?::date as "isLate", m.is_lead as "isLead", a.visible_at as "visibleAt",
    a.draw_id as "drawId", draw.mode = 'CONFIDENTIAL' and a.state in ('ASSIGNED', 'CHECKED_IN') as "isSecret",
    case when a.visible_at <= ?::timestamptz then a.target_real_id end as "targetRealId",
    case when a.visible_at <= ?::timestamptz then a.target_name end as "targetName",
    row_number() over (order by coalesce(a.planned_on, a.window_to_on), a.id)::int as n,
    a.target_real_id like 'np:%' or exists (select from target t where t.real_id = a.target_real_id
      and (t.subject = 'NATURAL_PERSON' or t.responsible_id like 'np:%')) as "isPerson"
  from assignment_officer m join assignment a on a.id = m.assignment_id
  join campaign on campaign.id = a.campaign_id join draw on draw.id = a.draw_id
  where m.inspector_id = ? and a.state in (${openVisitStates.map((state) => `'${state}'`).join(', ')})
    and coalesce(a.planned_on, a.window_to_on) <= ?::date
    and (coalesce(a.planned_on, a.window_to_on)::text, a.id) > (?, ?::uuid)
  order by coalesce(a.planned_on, a.window_to_on), a.id limit ?`;

/** A confidential target before its visit, and a natural person at any time; the last row only tells that more follow. */
const ownVisitsShown = `select '${ReadingWay.OWN_ASSIGNMENTS}', 'assignment', id::text, "drawId" from page
    where "targetRealId" is not null and "isSecret" and n < ?
  union all select '${ReadingWay.NATURAL_PERSON}', 'assignment', id::text, null from page
    where "targetRealId" is not null and "isPerson" and n < ?`;

const dueKey: KeyPart<Row> = Object.assign((row: Row) => row.dueOn, { form: /^\d{4}-\d{2}-\d{2}$/ });
const beginning = ['0001-01-01', '00000000-0000-0000-0000-000000000000'] as const;

/** The last day of a period: today, or the Sunday of this week. */
function lastDay({ today }: Reader, period: VisitPeriod): string {
  return period === VisitPeriod.TODAY ? today : addDays(today, (7 - weekday(today)) % 7);
}

/** The acting officer's visits of today or this week, and late ones, the nearest first; each name is written down as shown. */
export async function showOwnVisits(
  context: Context,
  period: VisitPeriod,
  page: PageArguments,
): Promise<Page<OwnVisit>> {
  const shown = await context.step((unit) => pageOwnVisits(unit, period, page), 'team');
  const edges = shown.edges.map(({ cursor, node }) => ({
    cursor,
    node: { ...node, visibleAt: new Date(node.visibleAt) },
  }));
  return { ...shown, edges };
}

function pageOwnVisits(unit: Unit, period: VisitPeriod, page: PageArguments): Promise<Page<Row>> {
  const { now, today, actor } = unit;
  const at = now.toISOString();
  const asked = [today, at, at, actor.inspectorId ?? null, lastDay(unit, period)];
  return pageOf<Row>(page, [dueKey, idKey], (limit, after = [...beginning]) =>
    readNoted<Row>(unit, {
      list: ownVisits,
      values: [...asked, ...after, limit, limit, limit],
      shown: ownVisitsShown,
      most: 2 * limit,
    }),
  );
}
