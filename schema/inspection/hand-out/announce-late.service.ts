import { DrawSeries } from '../../draw/index.js';
import { DueState } from '../../plan/index.js';
import { Role } from '../../shared/roles.js';
import type { Unit } from '../../shared/unit.js';
import { type MessageDraft, tell } from './message.service.js';
import { MessageKind } from './message.states.js';

/** An alarm, and whose it is; of any head of the department where nobody owns it. */
interface Raised {
  readonly id: string;
  readonly department: string;
  readonly changeId?: string | null;
  readonly ownerId?: string | null;
}

/** Tells whoever an alarm is for, in the step that raises it. */
export async function announceAlarm(
  unit: Unit,
  { id, department, changeId, ownerId }: Raised,
): Promise<void> {
  const rows = await unit.em.execute<
    { accountId: string; campaignCode: string | null; series: string | null }[]
  >(
    `select account.id as "accountId", campaign.code as "campaignCode", draw.series
       from account left join change_request change on change.id = ?::uuid
       left join campaign on campaign.id = change.campaign_id left join draw on draw.id = change.draw_id
      where account.active and (account.id = ?::uuid or (account.department_id = ?::uuid and ? = any(account.roles)
        and not exists (select from account own where own.id = ?::uuid and own.active)))`,
    [changeId ?? null, ownerId ?? null, department, Role.APPROVER, ownerId ?? null],
  );
  const drafts = rows.map(({ accountId, campaignCode }) => ({
    ...{ accountId, kind: MessageKind.ALARM, key: `alarm ${id}`, campaignCode, count: 1 },
    link: `/alarms/${id}`,
  }));
  await tell(unit, drafts, rows[0]?.series === DrawSeries.R);
}

interface Late {
  readonly accountId: string;
  readonly id: string;
  readonly count: number;
  readonly on: string;
}

/** Whoever took a list, and the heads of the department whose officers are still to be matched to it. */
const listsLate = `select account.id as "accountId", list.id, 1 as count, deadline.due_on::text as "on"
  from handed_list list join deadline on deadline.subject_kind = 'handedList' and deadline.subject_id = list.id
  join account on account.active and (account.id = list.created_by_id
    or (account.department_id = list.department_id and ? = any(account.roles)))
  where list.late_at is not null and list.matched_at is null`;

/** Whoever entered checks that are owed and not done in time, and the heads of the department. */
const checksLate = `select account.id as "accountId", own.department_id as id, count(*)::int as count,
    min(own.due_on)::text as "on", max(own.due_on)::text as "lastOn"
  from due_check own join account on account.active and (account.id = own.created_by_id
    or (account.department_id = own.department_id and ? = any(account.roles)))
  where own.state in ('${DueState.DUE}', '${DueState.PLANNED}') and own.due_on < ?::date
  group by account.id, own.department_id`;

/** Tells what is late of lists and checks: of a list once, of checks each time that another one came to be late. */
export async function announceLate(unit: Unit): Promise<void> {
  const lists = await unit.em.execute<Late[]>(listsLate, [Role.APPROVER]);
  const checks = await unit.em.execute<(Late & { readonly lastOn: string })[]>(checksLate, [
    Role.APPROVER,
    unit.today,
  ]);
  const drafts: MessageDraft[] = [
    ...lists.map(({ id, ...late }) => ({
      ...late,
      ...{
        kind: MessageKind.LIST_LATE,
        key: `list late ${id}`,
        campaignCode: null,
        link: `/handed-lists/${id}`,
      },
    })),
    ...checks.map(({ id, lastOn, ...late }) => ({
      ...{ ...late, kind: MessageKind.CHECK_LATE, campaignCode: null, link: '/due-checks' },
      key: `checks late ${id} ${lastOn}`,
    })),
  ];
  await tell(unit, drafts, false);
}
