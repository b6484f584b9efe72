import { Role } from '../../shared/roles.js';
import type { Unit } from '../../shared/unit.js';
import { tell } from './message.service.js';
import { MessageKind } from './message.states.js';

/** What a department is told of a list from a superior in this house. */
export interface ListNews {
  readonly listId: string;
  /** The superior's campaign: neutral by its form, and public in its log. */
  readonly campaignCode: string;
  readonly dueOn: string;
}

/** Those who plan in the department of a list, and its heads. */
const toTell = `select account.id as "accountId", list.row_count as count
  from handed_list list join account on account.department_id = list.department_id and account.active
  where list.id = ? and account.roles && array[?, ?]::text[]`;

/** Tells a department that a superior handed targets down to it: how many, and by when officers are to be matched. */
export async function announceList(unit: Unit, { listId, campaignCode, dueOn }: ListNews): Promise<void> {
  const asked = [listId, Role.PLAN_OWNER, Role.APPROVER];
  const rows = await unit.em.execute<{ accountId: string; count: number }[]>(toTell, asked);
  const drafts = rows.map(({ accountId, count }) => ({
    ...{ accountId, kind: MessageKind.HANDED_DOWN, key: `handed ${listId}`, campaignCode, count },
    ...{ on: dueOn, link: `/handed-lists/${listId}` },
  }));
  await tell(unit, drafts, false);
}
