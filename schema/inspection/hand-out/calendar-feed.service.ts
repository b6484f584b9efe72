import { hash } from 'node:crypto';
import { Account } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { openVisitStates } from '../assignment.states.js';
import { CalendarFeed } from './calendar-feed.entity.js';
import { FeedNotFound, RehearsalStaysInside } from './hand-out.errors.js';

/** Visits that one feed holds at most, the nearest first. */
const MOST_EVENTS = 500;
/** A reading of the feed is noted so often at most. */
const NOTE_MS = 60_000;

const hashOf = (token: string) => hash('sha256', token, 'hex');
const subjectOf = (feed: { readonly id: string }) => ({ kind: 'calendar-feed', id: feed.id });

/** The acting account's feed, or nothing. */
export function findOwnFeed(reader: Reader): Promise<CalendarFeed | null> {
  return reader.em.findOne(CalendarFeed, { account: reader.actor.accountId ?? '', revokedAt: null });
}

/** Makes a feed for the acting account, and ends the one before. Its address is told this once. */
export async function createFeed(unit: Unit) {
  if (unit.installation.training) return new RehearsalStaysInside('FEED');
  const { accountId = '' } = unit.actor;
  const before = await findOwnFeed(unit);
  if (before) await revoke(unit, before);
  const token = Buffer.from(unit.chance.bytes(32)).toString('base64url');
  const feed = {
    ...{ id: unit.newId(), account: accountId, tokenHash: hashOf(token), createdAt: unit.now },
    ...{ revokedAt: null, lastReadAt: null },
  };
  await unit.em.insert(CalendarFeed, feed);
  await recordEvent(unit, 'calendar-feed.created', subjectOf(feed));
  return { __typename: 'CalendarFeedCreated' as const, path: `/calendars/${token}.ics` };
}

async function revoke(unit: Unit, feed: CalendarFeed): Promise<void> {
  await unit.em.nativeUpdate(CalendarFeed, { id: feed.id }, { revokedAt: unit.now });
  await recordEvent(unit, 'calendar-feed.revoked', subjectOf(feed));
}

/** Revokes the acting account's feed: its address answers nothing any more. */
export async function revokeFeed(unit: Unit) {
  const feed = await findOwnFeed(unit);
  if (!feed) return new FeedNotFound();
  await revoke(unit, feed);
  return { __typename: 'CalendarFeedRevoked' as const, revokedAt: unit.now };
}

/** A visit as a calendar shows it: no name, and nothing by which one could be found outside of the house. */
export interface FeedEvent {
  readonly id: string;
  readonly campaignCode: string;
  /** The planned day, or the last one of the window. */
  readonly on: string;
  readonly isPlanned: boolean;
}

/** The feed at an address: who may read it has the secret. Nothing for one that was revoked, or whose account is closed. */
export async function findFeed(reader: Reader, token: string) {
  const feed = await reader.em.findOne(CalendarFeed, { tokenHash: hashOf(token), revokedAt: null });
  const account = feed && (await reader.em.findOne(Account, { id: feed.account, active: true }));
  if (!feed || !account) return undefined;
  const events = await reader.em.execute<FeedEvent[]>(
    `select a.id, campaign.code as "campaignCode", coalesce(a.planned_on, a.window_to_on)::text as "on",
        a.planned_on is not null as "isPlanned"
      from assignment_officer m join assignment a on a.id = m.assignment_id
      join campaign on campaign.id = a.campaign_id join draw on draw.id = a.draw_id
      where m.inspector_id = ? and draw.series = 'M'
        and a.state in (${openVisitStates.map((state) => `'${state}'`).join(', ')})
      order by 3, 1 limit ?`,
    [account.inspectorId ?? null, MOST_EVENTS],
  );
  return { feed, events };
}

/** Notes that a feed was read, once a minute at most. */
export async function noteFeedRead(unit: Unit, feed: CalendarFeed): Promise<void> {
  await unit.em.nativeUpdate(CalendarFeed, { id: feed.id }, { lastReadAt: unit.now });
}

/** Whether a reading of the feed is to be noted now. */
export function isFeedNoteDue(feed: CalendarFeed, now: Date): boolean {
  return !feed.lastReadAt || now.getTime() - feed.lastReadAt.getTime() >= NOTE_MS;
}
