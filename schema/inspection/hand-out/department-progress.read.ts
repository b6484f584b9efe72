import { addDays } from '../../../scheduler/calendar/index.js';
import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { AssignmentState, openVisitStates } from '../assignment.states.js';

/** How one department stands with its part of a campaign, in numbers alone. */
export interface DepartmentProgress {
  readonly campaignId: string;
  readonly campaignCode: string;
  readonly campaignTitle: string;
  readonly departmentId: string;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly place: number;
  readonly isLead: boolean;
  readonly assignedCount: number;
  readonly hiddenCount: number;
  readonly plannedCount: number;
  readonly dueCount: number;
  readonly lateCount: number;
  readonly recordedCount: number;
  readonly confirmedCount: number;
}

const among = (states: readonly AssignmentState[]) =>
  `a.state in (${states.map((state) => `'${state}'`).join(', ')})`;
const isOpen = among(openVisitStates);
const isDone = among([AssignmentState.RECORDED, AssignmentState.SUBMITTED, AssignmentState.RETURNED]);
const ofScope = (column: string) =>
  `(?::jsonb is null or ${column} in (select value::uuid from jsonb_array_elements_text(?::jsonb)))`;

/**
 * One statement: a page of departments, the newest campaign first, with what is counted of each. Whoever leads a campaign,
 * or stands above the lead, reads all its departments; whoever takes part in it, their own.
 */
const progress = `with part as (
    select c.id as campaign_id, c.code, c.title, coalesce(p.department_id, c.department_id) as department_id,
        coalesce(p.place, 0) as place, coalesce(p.is_lead, true) as is_lead
      from campaign c left join campaign_participant p on p.campaign_id = c.id and p.state <> 'DECLINED'
     where (?::uuid is null or c.id = ?::uuid)
       and (${ofScope('c.department_id')} or ${ofScope('p.department_id')})
       and (?::uuid is null or (c.id, -coalesce(p.place, 0)) < (?::uuid, ?::int))
     order by c.id desc, place limit ?)
  select part.campaign_id as "campaignId", part.code as "campaignCode", part.title as "campaignTitle",
      d.id as "departmentId", d.code as "departmentCode", d.name as "departmentName", part.place,
      part.is_lead as "isLead", n.*
    from part join department d on d.id = part.department_id
    cross join lateral (
      select count(*)::int as "assignedCount",
          count(*) filter (where a.visible_at > ?::timestamptz)::int as "hiddenCount",
          count(*) filter (where ${isOpen} and a.planned_on is not null)::int as "plannedCount",
          count(*) filter (where ${isOpen} and coalesce(a.planned_on, a.window_to_on) between ?::date and ?::date)::int as "dueCount",
          count(*) filter (where ${isOpen} and coalesce(a.planned_on, a.window_to_on) < ?::date)::int as "lateCount",
          count(*) filter (where ${isDone})::int as "recordedCount",
          count(*) filter (where a.state = '${AssignmentState.CONFIRMED}')::int as "confirmedCount"
        from assignment a
       where a.campaign_id = part.campaign_id and a.department_id = part.department_id
         and a.state <> '${AssignmentState.SUBSTITUTED}') n
   order by part.campaign_id desc, part.place`;

const campaignKey = Object.assign((row: DepartmentProgress) => row.campaignId, { form: idKey.form });

/** @param dueDays what falls due within so many days */
export function pageDepartmentProgress(
  reader: Reader,
  campaignId: string | undefined,
  dueDays: number,
  page: PageArguments,
): Promise<Page<DepartmentProgress>> {
  const { now, today, actor } = reader;
  const scope = actor.scope ? JSON.stringify(actor.scope) : null;
  const which = campaignId ?? null;
  const counted = [now.toISOString(), today, addDays(today, dueDays), today];
  return pageOf(page, [campaignKey, (row) => row.place], async (limit, after) => {
    const [id = null, place = 0] = after ?? [];
    const asked = [which, which, scope, scope, scope, scope, id, id, -Number(place), limit, ...counted];
    return reader.beyond('joint', ({ em }) => em.execute<DepartmentProgress[]>(progress, asked));
  });
}
