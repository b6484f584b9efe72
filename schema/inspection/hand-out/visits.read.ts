import { addDays, weekday } from '../../../scheduler/calendar/index.js';
import { beforeShowing, ReadingWay, type Showing } from '../../personal/index.js';
import type { Context } from '../../shared/context.js';
import { idKey, type KeyPart, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
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

interface Row extends Omit<OwnVisit, 'visibleAt'> {
  readonly visibleAt: string | Date;
  readonly drawId: string;
  readonly isSecret: boolean;
  readonly isPerson: boolean;
}

/** One statement: what an officer does with it in the field is wait. */
const ownVisits = `select a.id, campaign.code as "campaignCode", a.state, a.planned_on::text as "plannedOn",
    a.window_to_on::text as "windowToOn", coalesce(a.planned_on, a.window_to_on)::text as "dueOn",
    coalesce(a.planned_on, a.window_to_on) < ?::date as "isLate", m.is_lead as "isLead", a.visible_at as "visibleAt",
    a.draw_id as "drawId", draw.mode = 'CONFIDENTIAL' and a.state = 'ASSIGNED' as "isSecret",
    case when a.visible_at <= ?::timestamptz then a.target_real_id end as "targetRealId",
    case when a.visible_at <= ?::timestamptz then a.target_name end as "targetName",
    a.target_real_id like 'np:%' or exists (select from target t where t.real_id = a.target_real_id
      and (t.subject = 'NATURAL_PERSON' or t.responsible_id like 'np:%')) as "isPerson"
  from assignment_officer m join assignment a on a.id = m.assignment_id
  join campaign on campaign.id = a.campaign_id join draw on draw.id = a.draw_id
  where m.inspector_id = ? and a.state in (${openVisitStates.map((state) => `'${state}'`).join(', ')})
    and coalesce(a.planned_on, a.window_to_on) <= ?::date
    and (coalesce(a.planned_on, a.window_to_on)::text, a.id) > (?, ?::uuid)
  order by coalesce(a.planned_on, a.window_to_on), a.id limit ?`;

const dueKey: KeyPart<Row> = Object.assign((row: Row) => row.dueOn, { form: /^\d{4}-\d{2}-\d{2}$/ });
const beginning = ['0001-01-01', '00000000-0000-0000-0000-000000000000'] as const;

/** The last day of a period: today, or the Sunday of this week. */
function lastDay({ today }: Reader, period: VisitPeriod): string {
  return period === VisitPeriod.TODAY ? today : addDays(today, (7 - weekday(today)) % 7);
}

/** That the officer is shown these: a confidential target before its visit, and a natural person at any time. */
function showingsOf(rows: readonly Row[]): Showing[] {
  const shown = rows.filter(({ targetRealId }) => targetRealId !== null);
  return shown.flatMap(({ id, drawId, isSecret, isPerson }) => {
    const subject = { kind: 'assignment', id };
    return [
      ...(isSecret ? [{ way: ReadingWay.OWN_ASSIGNMENTS, subject, drawId }] : []),
      ...(isPerson ? [{ way: ReadingWay.NATURAL_PERSON, subject }] : []),
    ];
  });
}

/** The acting officer's visits of today or this week, and late ones, the nearest first; each name is written down as shown. */
export async function showOwnVisits(
  context: Context,
  period: VisitPeriod,
  page: PageArguments,
): Promise<Page<OwnVisit>> {
  const { now, today, actor } = context;
  const at = now.toISOString();
  const until = lastDay(context, period);
  const shown = await pageOf<Row>(page, [dueKey, idKey], (limit, after = [...beginning]) =>
    context.beyond('team', ({ em }) =>
      em.execute<Row[]>(ownVisits, [today, at, at, actor.inspectorId ?? null, until, ...after, limit]),
    ),
  );
  const rows = shown.edges.map(({ node }) => node);
  await Promise.all(showingsOf(rows).map((showing) => beforeShowing(context, showing)));
  const edges = shown.edges.map(({ cursor, node }) => ({
    cursor,
    node: { ...node, visibleAt: new Date(node.visibleAt) },
  }));
  return { ...shown, edges };
}
