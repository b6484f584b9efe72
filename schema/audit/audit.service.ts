import type { Unit } from '../shared/unit.js';
import type { AuditEventKind } from './audit.events.js';
import { AuditEvent } from './audit-event.entity.js';

/** What an event is about. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** Writes one event into the transaction of what it records: both stand, or neither. No personal data in `data`. */
export async function recordEvent(
  unit: Unit,
  kind: AuditEventKind,
  subject: Subject,
  data: Record<string, unknown> = {},
): Promise<void> {
  await unit.em.insert(AuditEvent, {
    id: unit.newId(),
    at: unit.now,
    kind,
    actorKind: unit.actor.kind,
    actorName: unit.actor.username ?? unit.actor.kind,
    accountId: unit.actor.accountId ?? null,
    departmentId: unit.actor.departmentId ?? null,
    subjectKind: subject.kind,
    subjectId: subject.id,
    data,
  });
}
