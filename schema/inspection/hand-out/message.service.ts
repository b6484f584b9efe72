import { DrawSeries } from '../../draw/index.js';
import { enqueueJobs } from '../../job/index.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import type { Reader, Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { Message, MessageAddress } from './message.entity.js';
import { DeliveryState, MessageKind } from './message.states.js';
import type { MessageMatter } from './message.text.js';

/** A message to be told to an account, once for each key. */
export interface MessageDraft extends MessageMatter {
  readonly accountId: string;
  readonly key: string;
  readonly link: string;
}

const insertMessages = `insert into message (id, account_id, kind, key, campaign_code, count, "on", visible_at, link, created_at)
  select r.id, r."accountId", r.kind, r.key, r."campaignCode", r.count, r."on", r."visibleAt", r.link, ?::timestamptz
    from jsonb_to_recordset(?::jsonb) as r(id uuid, "accountId" uuid, kind text, key text, "campaignCode" text, count int,
      "on" date, "visibleAt" timestamptz, link text)
  on conflict (account_id, key) do nothing
  returning id, account_id as "accountId"`;

/**
 * Tells accounts: in the house at once, and by every way out that the settings name, in the transaction of the cause. What
 * an account was told by this key it is not told again. Of a rehearsal nothing leaves. @returns how many were told
 */
export async function tell(
  unit: Unit,
  drafts: readonly MessageDraft[],
  isRehearsal: boolean,
): Promise<number> {
  if (drafts.length === 0) return 0;
  const rows = drafts.map((draft) => ({ ...draft, id: unit.newId() }));
  const values = [unit.now.toISOString(), JSON.stringify(rows)];
  const told = await unit.em.execute<{ id: string; accountId: string }[]>(insertMessages, values);
  const staysInside = isRehearsal || unit.installation.training;
  if (!staysInside) await sendOut(unit, told);
  return told.length;
}

async function sendOut(unit: Unit, told: readonly { id: string; accountId: string }[]): Promise<void> {
  const channels = unit.installation.channels ?? [];
  if (channels.length === 0 || told.length === 0) return;
  const accounts = told.map(({ accountId }) => accountId);
  const addresses = await unit.em.find(
    MessageAddress,
    { account: { $in: accounts } },
    { fields: ['account'] },
  );
  const reachable = new Set(addresses.map(({ account }) => account));
  const deliveries = told.flatMap(({ id, accountId }) =>
    channels
      .filter((channel) => channel !== 'EMAIL' || reachable.has(accountId))
      .map((channel) => ({ id: unit.newId(), message: id, channel, state: DeliveryState.WAITING })),
  );
  if (deliveries.length === 0) return;
  await unit.em.execute(
    `insert into message_delivery (id, message_id, channel, state)
     select r.id, r.message, r.channel, r.state
       from jsonb_to_recordset(?::jsonb) as r(id uuid, message uuid, channel text, state text)`,
    [JSON.stringify(deliveries)],
  );
  await enqueueJobs(
    unit,
    deliveries.map(({ id }) => ({
      ...{ kind: 'message.send', key: id, dueAt: unit.now, payload: { deliveryId: id } },
    })),
  );
}

/**
 * The officers of a draw whose visits are still to be made, with what they have: one row for each account. Counted before
 * they are looked up: a database that has no statistics yet would look up each place of each team.
 */
const officersOfDraw = `with own as materialized (
    select m.inspector_id, count(*)::int as count, min(a.visible_at) as visible_at
      from assignment a join assignment_officer m on m.assignment_id = a.id
     where a.draw_id = ? and a.state = ? group by m.inspector_id)
  select account.id as "accountId", campaign.code as "campaignCode", draw.series, own.count,
      own.visible_at as "visibleAt"
    from own join account on account.inspector_id = own.inspector_id and account.active
    join draw on draw.id = ? join campaign on campaign.id = draw.campaign_id`;

interface OfficerOfDraw {
  readonly accountId: string;
  readonly campaignCode: string;
  readonly series: string;
  readonly count: number;
  readonly visibleAt: string | Date;
}

/** The key by which an officer was told of a draw; who comes into a team later is told then. */
export function announcedBy(drawId: string): string {
  return `assigned ${drawId}`;
}

/** Tells the officers of a draw how many assignments they have, and from when on they see them. */
export async function announceDraw(unit: Unit, drawId: string): Promise<void> {
  const asked = [drawId, AssignmentState.ASSIGNED, drawId];
  const rows = await unit.em.execute<OfficerOfDraw[]>(officersOfDraw, asked);
  const drafts = rows.map(({ accountId, campaignCode, count, visibleAt }) => ({
    ...{ accountId, kind: MessageKind.ASSIGNED, key: announcedBy(drawId), campaignCode, count },
    ...{ visibleAt: new Date(visibleAt), link: '/my/visits' },
  }));
  await tell(unit, drafts, rows[0]?.series === DrawSeries.R);
}

/** Tells a team that the day of its visit was planned, or is another one now. Called past the scope: a team is told whole. */
export async function announcePlan(unit: Unit, assignment: Assignment): Promise<void> {
  const { id, plannedOn, visibleAt } = assignment;
  const rows = await unit.em.execute<{ accountId: string; campaignCode: string; series: string }[]>(
    `select account.id as "accountId", campaign.code as "campaignCode", draw.series
       from assignment_officer m join account on account.inspector_id = m.inspector_id and account.active
       join assignment a on a.id = m.assignment_id
       join draw on draw.id = a.draw_id join campaign on campaign.id = a.campaign_id
      where m.assignment_id = ?`,
    [id],
  );
  const drafts = rows.map(({ accountId, campaignCode }) => ({
    ...{ accountId, kind: MessageKind.PLANNED, key: `planned ${id} ${plannedOn}`, campaignCode, count: 1 },
    ...{ on: plannedOn ?? null, visibleAt, link: `/assignments/${id}` },
  }));
  await tell(unit, drafts, rows[0]?.series === DrawSeries.R);
}

/** The acting account's messages, the newest first. */
export function pageOwnMessages(reader: Reader, unreadOnly: boolean, page: PageArguments) {
  const account = reader.actor.accountId ?? '';
  const which = unreadOnly ? { account, readAt: null } : { account };
  return pageById(page, (key, limit) =>
    reader.em.find(Message, { $and: [key, which] }, { orderBy: { id: 'desc' }, limit }),
  );
}

/** How many messages the acting account has not read. */
export function countUnread(reader: Reader): Promise<number> {
  return reader.em.count(Message, { account: reader.actor.accountId ?? '', readAt: null });
}

/** Marks the acting account's messages as read, all that stand up to now where none are named. */
export async function readMessages(unit: Unit, ids: readonly string[] | undefined) {
  const own = { account: unit.actor.accountId ?? '', readAt: null };
  const which = ids ? { ...own, id: { $in: [...ids] } } : own;
  const count = await unit.em.nativeUpdate(Message, which, { readAt: unit.now });
  return { __typename: 'MessagesRead' as const, count };
}
