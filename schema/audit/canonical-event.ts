import { hash } from 'node:crypto';
import { canonical } from '../../scheduler/draw/index.js';

/** An event as it is hashed: what is not there is absent. */
export interface EventRecord {
  readonly id: string;
  /** ISO 8601 in UTC, to the millisecond. */
  readonly at: string;
  readonly kind: string;
  readonly actorKind: string;
  readonly actorName: string;
  readonly accountId?: string;
  readonly departmentId?: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly data: object;
}

/** The one text of an event: canonical JSON (docs/draw.md §2), keys in order, no null, whole numbers only. */
export function canonicalEvent(event: EventRecord): string {
  const { id, at, kind, actorKind, actorName, accountId, departmentId, subjectKind, subjectId, data } = event;
  return canonical(
    { id, at, kind, actorKind, actorName, accountId, departmentId, subjectKind, subjectId, data },
    'event',
  );
}

/** The hash of a leaf (RFC 9162, 2.1.1): SHA-256 of 0x00 and the text. Lower-case hex. */
export function leafHashOf(text: string): string {
  return hash('sha256', `\0${text}`, 'hex');
}

/** The chain after one more leaf. */
export function chainAfter(chainHash: string, leafHash: string): string {
  return hash('sha256', Buffer.from(chainHash + leafHash, 'hex'), 'hex');
}

/** The chain before the first event. */
export const emptyChain = '0'.repeat(64);

/**
 * What may stand in an event's data: nothing instead of null, numbers that are not whole and instants as text. The
 * record of a deed never fails for its form.
 */
export function plainData(value: Record<string, unknown>): Record<string, unknown> {
  return plain(value) as Record<string, unknown>;
}

function plain(value: unknown): unknown {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : String(value);
  }
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.filter((item) => item != null).map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member != null);
  return Object.fromEntries(members.map(([key, member]) => [key, plain(member)]));
}
