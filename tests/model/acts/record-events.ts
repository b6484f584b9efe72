import { eventText, type WrittenEvent } from '../../../scheduler/visit/index.js';
import { findPaperAssignments } from '../../../schema/document/index.js';
import { sha256, takeEvents } from '../../../schema/inspection/index.js';
import type { Actor } from '../../../schema/shared/unit.js';
import type { Act, Foreseen } from '../act.js';
import { conflictsOf, contentOf, pointCodes } from '../visit-says.js';
import { dayOf, type Kept, type Taken, type Visit, type World } from '../world.js';

/** An event on its way, with the device whose signature fits it, if any. */
export interface Entry {
  readonly event: WrittenEvent & { readonly signature?: string };
  readonly signedBy?: string;
}

/** A batch as it is sent. */
export interface Batch {
  readonly entries: readonly Entry[];
  /** The device that sends it, with the account that it belongs to; absent online. */
  readonly device?: { readonly id: string; readonly accountId: string };
  /** Milliseconds, by the device's clock. */
  readonly sentAt?: number;
}

const toleranceMs = 300_000;
const open = ['ASSIGNED', 'CHECKED_IN', 'RECORDED', 'SUBMITTED', 'RETURNED'];
const beginnings = ['CHECKED_IN', 'OFF_SITE', 'EXIT'];
const audited: Readonly<Record<string, string>> = {
  CHECKED_IN: 'visit.checked-in',
  EXIT: 'visit.exited',
  OFFICER_SIGNED: 'visit.signed',
  PARTY_SIGNED: 'visit.signed',
};

/** When an event happened by the right clock, and whether somebody has to confirm it. */
function timeOf(event: WrittenEvent, now: number, sentAt: number | undefined) {
  const skew = sentAt === undefined ? 0 : Math.round((now - sentAt) / 1000) * 1000;
  const isSkewed = Math.abs(skew) > toleranceMs;
  const moved = Date.parse(event.occurredAt) + (isSkewed ? skew : 0);
  return { happenedAt: Math.min(moved, now), isClockWrong: isSkewed || moved > now + toleranceMs };
}

function faultOf(world: World, actor: Actor, { event, signedBy }: Entry, batch: Batch): string | undefined {
  const { device, sentAt } = batch;
  if (device) {
    if (device.accountId !== actor.accountId) return 'DEVICE_UNKNOWN';
    if (world.revokedDevices.includes(device.id)) return 'DEVICE_REVOKED';
    if (!event.signature) return 'SIGNATURE_MISSING';
    if (signedBy !== device.id) return 'SIGNATURE_WRONG';
  }
  const visit = world.visits.find(({ id }) => id === event.assignmentId);
  if (!visit || visit.visibleAt > world.now) return 'ASSIGNMENT_NOT_FOUND';
  const isMember = visit.team.some((one) => one.inspectorId === actor.inspectorId && !one.isExpert);
  if (!isMember) return 'NOT_ON_TEAM';
  if (event.inspectorId && event.inspectorId !== actor.inspectorId) return 'OTHER_OFFICER';
  if (!open.includes(visit.state)) return 'VISIT_CLOSED';
  const { happenedAt } = timeOf(event, world.now, sentAt);
  if (happenedAt < visit.visibleAt) return 'BEFORE_VISIBLE';
  const on = dayOf(happenedAt);
  const isWithin = (visit.postponedToOn ?? visit.fromOn) <= on && on <= visit.toOn;
  if (beginnings.includes(event.kind) && !isWithin) return 'OUTSIDE_WINDOW';
  return sayingFault(visit, actor, event, batch);
}

function sayingFault(visit: Visit, actor: Actor, event: WrittenEvent, { device }: Batch): string | undefined {
  const { kind, payload, private: kept } = event;
  const needsReason =
    ['NOTED', 'PARTY_ABSENT', 'PARTY_REFUSED_TO_SIGN'].includes(kind) || payload.way === 'HAND';
  if (needsReason && !kept?.text) return 'REASON_MISSING';
  if (payload.way === 'LICENCE' && !visit.targetRealId.endsWith(`:${payload.code}`)) return 'CODE_ELSEWHERE';
  if (kind === 'ANSWERED' && payload.version !== 2) return 'CHECKLIST_VERSION_WRONG';
  if (kind === 'ANSWERED' && !(String(payload.point) in pointCodes)) return 'POINT_UNKNOWN';
  if (kind === 'CONCLUDED' && !/^0[1-9]$/.test(String(payload.resultCode))) return 'RESULT_CODE_UNKNOWN';
  if (kind === 'TIME_CONFIRMED' && device) return 'TIME_NOT_ONLINE';
  const signsForAnother = (other: Taken) =>
    other.kind === 'OFFICER_SIGNED' &&
    other.inspectorId !== actor.inspectorId &&
    other.accountId === actor.accountId;
  return kind === 'OFFICER_SIGNED' && visit.events.some(signsForAnother) ? 'SIGNED_FOR_BOTH' : undefined;
}

function takenOf(world: World, actor: Actor, event: WrittenEvent, sentAt: number | undefined): Taken {
  const { id, kind, payload, replaces = [] } = event;
  const { inspectorId = '', accountId = '' } = actor;
  return {
    ...{ id, kind, payload, replaces, inspectorId, accountId, hash: sha256(eventText(event)) },
    ...{ hasText: event.private?.text !== undefined, text: event.private?.text ?? '' },
    ...timeOf(event, world.now, sentAt),
  };
}

interface Judged {
  readonly verdicts: string[];
  readonly fresh: readonly (readonly [visitId: string, event: Taken])[];
  readonly kept: readonly Kept[];
}

/** Each event's verdict, in the order in which they are sent. */
function judge(world: World, actor: Actor, batch: Batch): Judged {
  const known = new Map(world.visits.flatMap(({ events }) => events.map(({ id, hash }) => [id, hash])));
  const verdicts: string[] = [];
  const fresh: (readonly [string, Taken])[] = [];
  const kept: Kept[] = [];
  for (const entry of batch.entries) {
    const { id: eventId, assignmentId } = entry.event;
    const hash = sha256(eventText(entry.event));
    const standing = known.get(eventId);
    const fault =
      standing === undefined
        ? faultOf(world, actor, entry, batch)
        : standing === hash
          ? undefined
          : 'OTHER_CONTENT';
    if (fault)
      kept.push({ eventId, assignmentId, fault, hash, accountId: actor.accountId ?? '', settled: false });
    else if (standing === undefined) {
      fresh.push([assignmentId, takenOf(world, actor, entry.event, batch.sentAt)]);
      known.set(eventId, hash);
    }
    verdicts.push(fault ?? (standing === undefined ? 'ACCEPTED' : 'DUPLICATE'));
  }
  return { verdicts, fresh, kept };
}

const freshOf = ({ fresh }: Judged, visitId: string) =>
  fresh.flatMap(([of, event]) => (of === visitId ? [event] : []));

/** What the audit record is told: of each visit what happened and what was resolved, and then of the batch. */
function auditOf(world: World, judged: Judged): string[] {
  const perVisit = [...world.visits]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((visit) => {
      const fresh = freshOf(judged, visit.id);
      const after = conflictsOf({ events: [...visit.events, ...fresh] });
      const isResolving = fresh.some(({ replaces }) => replaces.length > 0);
      const resolved = conflictsOf(visit).filter((name) => isResolving && !after.includes(name));
      return [
        ...fresh.flatMap(({ kind }) => audited[kind] ?? []),
        ...resolved.map(() => 'visit.conflict-resolved'),
      ];
    });
  const isHeard = judged.fresh.length + judged.kept.length > 0;
  return [...perVisit, ...(isHeard ? ['visit.events-received'] : [])];
}

interface Brief {
  readonly assignmentId: string;
  readonly contentHash: string;
  readonly eventCount: number;
}

/** One content has one hash, and no two have the same. */
export function learnContent(world: World, visit: Visit, contentHash: string): void {
  const content = contentOf(visit);
  const known = world.contents[content];
  const [other] = Object.entries(world.contents).find(([, hash]) => hash === contentHash) ?? [];
  expect({ hash: known ?? contentHash, content: other ?? content }).toEqual({ hash: contentHash, content });
  world.contents[content] = contentHash;
}

function take(world: World, { fresh, kept }: Judged, visits: readonly Brief[]): void {
  for (const [visitId, event] of fresh) {
    const visit = world.visits.find(({ id }) => id === visitId);
    visit?.events.push(event);
    if (visit?.state === 'ASSIGNED' && beginnings.includes(event.kind)) visit.state = 'CHECKED_IN';
  }
  // Kept once for each account and content; the first reason stands.
  for (const one of kept) world.kept[`${one.accountId} ${one.hash}`] ??= one;
  for (const [, { hash, accountId }] of fresh) {
    const earlier = world.kept[`${accountId} ${hash}`];
    if (earlier) earlier.settled = true;
  }
  for (const { assignmentId, contentHash, eventCount } of visits) {
    const visit = world.visits.find(({ id }) => id === assignmentId);
    if (!visit) continue;
    // Of two batches at once it tells which came first: in the other order the hashes would be learnt of the wrong contents.
    expect(visit.events).toHaveLength(eventCount);
    learnContent(world, visit, contentHash);
  }
}

/** Sends events, online or from a device. */
export function sendEvents(name: string, actor: Actor, batch: Batch): Act {
  const { entries, device, sentAt } = batch;
  return {
    name,
    actor,
    work: (unit) =>
      takeEvents(
        unit,
        {
          entries: entries.map(({ event }) => event),
          deviceId: device?.id ?? null,
          sentAt: sentAt === undefined ? null : new Date(sentAt),
        },
        findPaperAssignments,
      ),
    foresee(world): Foreseen {
      const judged = judge(world, actor, batch);
      return {
        outcome: judged.verdicts.join(' '),
        audit: auditOf(world, judged),
        apply: (after, value: { visits: readonly Brief[] }) => take(after, judged, value.visits),
      };
    },
    told: (value: { verdicts: readonly { verdict: string; fault: string | null }[] }) =>
      value.verdicts.map(({ verdict, fault }) => fault ?? verdict).join(' '),
  };
}
