import { foldVisit, type TakenEvent, type VisitState } from '../../scheduler/visit/index.js';
import { hashText } from './encoding.js';
import type { QueuedEvent } from './queue.js';
import type { QueueOwner } from './workshop.js';

/** China keeps one time, eight hours ahead, without summer time since 1991. */
const SHANGHAI_MS = 8 * 3_600_000;

function dayInShanghai(instant: string): string {
  return new Date(Date.parse(instant) + SHANGHAI_MS).toISOString().slice(0, 10);
}

/** An event as the server will have it, as far as the phone can tell: times by its own clock, no distances. */
function asTaken({ event, hash }: QueuedEvent, { accountId, inspectorId }: QueueOwner): TakenEvent {
  const { id, kind, occurredAt, replaces = [], payload } = event;
  return {
    ...{ id, kind, inspectorId, accountId, hash, replaces, payload, deviceId: null },
    happenedAt: occurredAt,
    happenedOn: dayInShanghai(occurredAt),
    hasText: event.private?.text !== undefined,
    isClockWrong: false,
    distanceMetres: null,
  };
}

/**
 * What a visit says by what is on this phone and what is known from the server, whose word on an event goes before the
 * phone’s. What was refused says nothing.
 */
export function foldQueued(
  queued: readonly QueuedEvent[],
  known: readonly TakenEvent[],
  owner: QueueOwner,
): VisitState {
  const own = queued.filter(({ fate }) => fate !== 'REFUSED').map((one) => asTaken(one, owner));
  return foldVisit([...own, ...known], hashText);
}
