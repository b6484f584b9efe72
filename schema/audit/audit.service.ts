import { soleArrangement } from '../shared/allow.js';
import type { Unit } from '../shared/unit.js';
import type { AuditEventKind } from './audit.events.js';
import { canonicalEvent, emptyChain, leafHashOf, plainData } from './canonical-event.js';
import { holdEvent } from './pending-events.js';

/** What an event is about. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/**
 * Records one event in the transaction of what it records: both stand, or neither. It is written, and gets its place in
 * the chain, just before the commit. No personal data in `data`: ids, codes and counts.
 */
export async function recordEvent(
  unit: Unit,
  kind: AuditEventKind,
  subject: Subject,
  data: Record<string, unknown> = {},
): Promise<void> {
  const { accountId, departmentId } = unit.actor;
  const arrangementId = soleArrangement(unit.actor);
  const event = {
    id: unit.newId(),
    kind,
    actorKind: unit.actor.kind,
    actorName: unit.actor.username ?? unit.actor.kind,
    subjectKind: subject.kind,
    subjectId: subject.id,
    data: plainData(arrangementId ? { arrangementId, ...data } : data),
  };
  const text = canonicalEvent({ ...event, at: unit.now.toISOString(), accountId, departmentId });
  holdEvent(unit, {
    ...event,
    at: unit.now,
    accountId: accountId ?? null,
    departmentId: departmentId ?? null,
    leafHash: leafHashOf(text),
    // The database gives both (migrations/0010-audit-chain.ts).
    seq: 0,
    chainHash: emptyChain,
  });
}
