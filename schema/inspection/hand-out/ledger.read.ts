import { idKey, type KeyPart, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { AssignmentState, openVisitStates } from '../assignment.states.js';
import { OpenDutyKind } from './hand-out.states.js';

/** Something that has not been done yet, with its due day. It names no target. */
export interface OpenDuty {
  /** Of the assignment; of the draw where it is about all of it; of the officer where one could not be told. */
  readonly id: string;
  readonly kind: OpenDutyKind;
  readonly departmentId: string;
  readonly campaignId: string;
  readonly campaignCode: string;
  readonly drawId: string;
  readonly assignmentId: string | null;
  /** Whose it is: of a visit the lead. */
  readonly inspectorId: string | null;
  /** Assignments that it is about. */
  readonly count: number;
  readonly dueOn: string;
  readonly isLate: boolean;
}

/** Which open duties; all where nothing is named. */
export interface DutiesAsked {
  readonly kind?: OpenDutyKind | null;
  readonly campaignId?: string | null;
  readonly departmentId?: string | null;
  readonly inspectorId?: string | null;
}

const isOpen = `a.state in (${openVisitStates.map((state) => `'${state}'`).join(', ')})`;
const inChina = "at time zone 'Asia/Shanghai'";

const lead =
  '(select m.inspector_id from assignment_officer m where m.assignment_id = a.id and m.is_lead limit 1)';
const onTeam =
  'exists (select from assignment_officer o where o.assignment_id = a.id and o.inspector_id = ?::uuid)';

/** The team has come, and it is not yet final. */
const afterVisit = [
  AssignmentState.CHECKED_IN,
  AssignmentState.RECORDED,
  AssignmentState.SUBMITTED,
  AssignmentState.RETURNED,
];

/** Each kind as a select of the same columns. */
const selects: Readonly<Record<OpenDutyKind, string>> = {
  NOT_DISPATCHED: `select draw.id, draw.department_id as department, draw.campaign_id as campaign, draw.id as draw,
      null::uuid as assignment, null::uuid as inspector, draw.drawn_count - coalesce(dispatch.done_count, 0) as count,
      c.window_from_on as due
    from draw join campaign c on c.id = draw.campaign_id left join dispatch on dispatch.draw_id = draw.id
    where draw.state in ('DRAWN', 'OPENED') and dispatch.finished_at is null and c.stage <> 'TARGETS'`,
  NOT_STAFFED: `select a.id, a.department_id, a.campaign_id, a.draw_id, a.id, null::uuid, 1, a.window_to_on
    from assignment a where a.state = 'HELD'`,
  NOT_TOLD: `select m.inspector_id, a.department_id, a.campaign_id, a.draw_id, null::uuid, m.inspector_id, count(*)::int,
      min((a.visible_at ${inChina})::date)
    from assignment a join assignment_officer m on m.assignment_id = a.id
    join dispatch on dispatch.draw_id = a.draw_id and dispatch.finished_at is not null
    where a.state = 'ASSIGNED'
    group by m.inspector_id, a.department_id, a.campaign_id, a.draw_id
    having not exists (
      select from account join message on message.account_id = account.id
       where account.inspector_id = m.inspector_id and message.key = 'assigned ' || a.draw_id)`,
  // Of an unannounced campaign there is nothing to notify before the visit: nobody may (food rules Art. 46).
  NOT_NOTIFIED: `select a.id, a.department_id, a.campaign_id, a.draw_id, a.id, ${lead}, 1,
      coalesce(a.planned_on, a.window_to_on)
    from assignment a where a.state in (${afterVisit.map((state) => `'${state}'`).join(', ')}, 'ASSIGNED')
      and (a.state <> 'ASSIGNED' or exists (select from campaign c where c.id = a.campaign_id and c.is_announced))
      and not exists (select from visit_notification told where told.assignment_id = a.id)`,
  NOT_VISITED: `select a.id, a.department_id, a.campaign_id, a.draw_id, a.id,
      ${lead}, 1, coalesce(a.planned_on, a.window_to_on)
    from assignment a where ${isOpen}`,
};

/** What each select is narrowed by, so that it reads no more rows than it has to. */
const narrowed: Readonly<Record<OpenDutyKind, { of: string; officer: string }>> = {
  NOT_DISPATCHED: { of: 'draw', officer: 'false' },
  NOT_STAFFED: { of: 'a', officer: 'false' },
  NOT_TOLD: { of: 'a', officer: 'm.inspector_id = ?::uuid' },
  NOT_NOTIFIED: { of: 'a', officer: onTeam },
  NOT_VISITED: { of: 'a', officer: onTeam },
};

function selectOf(kind: OpenDutyKind, asked: DutiesAsked): { sql: string; values: unknown[] } {
  const { of, officer } = narrowed[kind];
  const conditions: [string, string | null | undefined][] = [
    [`${of}.campaign_id = ?::uuid`, asked.campaignId],
    [`${of}.department_id = ?::uuid`, asked.departmentId],
    [officer, asked.inspectorId],
  ];
  const given = conditions.filter(([, value]) => value);
  const values = given.flatMap(([sql, value]) => (sql.includes('?') ? [value] : []));
  const [select = '', group] = selects[kind].split(/(?=\n\s+group by )/);
  const where = given.map(([sql]) => ` and ${sql}`).join('');
  return { sql: `select '${kind}' as kind, d.* from (${select}${where}${group ?? ''}) d`, values };
}

/** The duties of these selects as a clause. The first select names the columns of all. */
function dutiesOf(parts: readonly { readonly sql: string }[]): string {
  return `duty (kind, id, department, campaign, draw, assignment, inspector, count, due) as (
      ${parts.map(({ sql }) => sql).join(' union all ')})`;
}

/** All open duties of the reader's departments, for a statement that counts them. */
export const allDuties = dutiesOf(Object.values(OpenDutyKind).map((kind) => selectOf(kind, {})));

const dueKey: KeyPart<OpenDuty> = Object.assign((row: OpenDuty) => row.dueOn, {
  form: /^\d{4}-\d{2}-\d{2}$/,
});
const kindKey: KeyPart<OpenDuty> = Object.assign((row: OpenDuty) => row.kind, { form: /^[A-Z_]{1,20}$/ });
const drawKey: KeyPart<OpenDuty> = Object.assign((row: OpenDuty) => row.drawId, { form: idKey.form });
const beginning = [
  '0001-01-01',
  '',
  '00000000-0000-0000-0000-000000000000',
  '00000000-0000-0000-0000-000000000000',
];

/** What has not been dispatched, staffed, told, notified and visited in the reader's departments, the first due first, in one statement. */
export function pageOpenDuties(
  reader: Reader,
  asked: DutiesAsked,
  page: PageArguments,
): Promise<Page<OpenDuty>> {
  const kinds = asked.kind ? [asked.kind] : Object.values(OpenDutyKind);
  const parts = kinds.map((kind) => selectOf(kind, asked));
  const duties = `with ${dutiesOf(parts)}
    select duty.id, duty.kind, department as "departmentId", campaign as "campaignId", campaign.code as "campaignCode",
        draw as "drawId", assignment as "assignmentId", inspector as "inspectorId", count, due::text as "dueOn",
        due < ?::date as "isLate"
      from duty join campaign on campaign.id = duty.campaign
     where (due::text, duty.kind collate "C", draw, duty.id) > (?, ?, ?::uuid, ?::uuid)
     order by due, duty.kind collate "C", draw, duty.id limit ?`;
  const values = parts.flatMap((part) => part.values);
  return pageOf(page, [dueKey, kindKey, drawKey, idKey], (limit, after = beginning) =>
    reader.em.execute<OpenDuty[]>(duties, [...values, reader.today, ...after, limit]),
  );
}
