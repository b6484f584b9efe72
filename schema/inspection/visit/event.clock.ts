import { dayInShanghai } from '../../shared/day.js';

/** A device's clock beside the server's, when it sent what it had. */
export interface DeviceClock {
  /** Server's less device's, in seconds; 0 where the device did not tell its time. */
  readonly skewSeconds: number;
  /** More than this is a wrong clock. */
  readonly toleranceSeconds: number;
  readonly now: Date;
}

/** When something happened. */
export interface Timing {
  readonly happenedAt: Date;
  /** In China. */
  readonly happenedOn: string;
  readonly isClockWrong: boolean;
}

/** The skew that shows in the time at which a device says that it sends. */
export function skewOf(now: Date, sentAt: Date | null | undefined): number {
  return sentAt ? Math.round((now.getTime() - sentAt.getTime()) / 1000) : 0;
}

/**
 * When something happened by the right clock: as the device says while its clock is about right, else moved by the skew.
 * Nothing happens after it was received.
 */
export function timingOf(occurredAt: string, { skewSeconds, toleranceSeconds, now }: DeviceClock): Timing {
  const isSkewed = Math.abs(skewSeconds) > toleranceSeconds;
  const moved = Date.parse(occurredAt) + (isSkewed ? skewSeconds * 1000 : 0);
  const isAhead = moved > now.getTime() + toleranceSeconds * 1000;
  const happenedAt = new Date(Math.min(moved, now.getTime()));
  return { happenedAt, happenedOn: dayInShanghai(happenedAt), isClockWrong: isSkewed || isAhead };
}
