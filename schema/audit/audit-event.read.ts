import type { FilterQuery } from '@mikro-orm/core';
import { type Page, type PageArguments, pageOf } from '../shared/page.js';
import type { Reader } from '../shared/unit.js';
import type { AuditEventKind } from './audit.events.js';
import { AuditEvent } from './audit-event.entity.js';

/** Which events are asked for. */
export interface AuditEventFilter {
  readonly fromAt?: Date | null;
  readonly toAt?: Date | null;
  readonly kind?: AuditEventKind | null;
  readonly subjectKind?: string | null;
  readonly subjectId?: string | null;
  readonly accountId?: string | null;
  readonly departmentId?: string | null;
}

/** Who belongs to no department reads the whole record; an auditor of a department, and supervision, what their area did. */
async function withinReach<T>(
  reader: Reader,
  work: (wide: Reader, reach: FilterQuery<AuditEvent>) => Promise<T>,
) {
  const { scope } = reader.actor;
  if (!scope) return reader.beyond('audit', (wide) => work(wide, {}));
  return work(reader, { departmentId: { $in: [...scope] } });
}

function conditionsOf(filter: AuditEventFilter): FilterQuery<AuditEvent> {
  const { fromAt, toAt, ...equal } = filter;
  const given = Object.entries(equal).filter(([, value]) => value != null);
  const at = { ...(fromAt ? { $gte: fromAt } : {}), ...(toAt ? { $lt: toAt } : {}) };
  return { ...Object.fromEntries(given), ...(fromAt || toAt ? { at } : {}) };
}

/** Events, the newest first, as far as the reader may see them. */
export function pageAuditEvents(
  reader: Reader,
  filter: AuditEventFilter,
  page: PageArguments,
): Promise<Page<AuditEvent>> {
  return withinReach(reader, (wide, reach) =>
    pageOf<AuditEvent>(page, [(row) => row.seq], (limit, after) => {
      const following = after ? { seq: { $lt: Number(after[0]) } } : {};
      const where = { $and: [reach, conditionsOf(filter), following] } as FilterQuery<AuditEvent>;
      return wide.em.find(AuditEvent, where, { orderBy: { seq: 'desc' }, limit });
    }),
  );
}

/** One event, if the reader may see it. */
export function findAuditEvent(reader: Reader, id: string): Promise<AuditEvent | null> {
  return withinReach(reader, (wide, reach) =>
    wide.em.findOne(AuditEvent, { $and: [reach, { id }] } as FilterQuery<AuditEvent>),
  );
}

/** The record of an event as it is hashed. */
export function recordOf(event: AuditEvent) {
  const { id, at, kind, actorKind, actorName, accountId, departmentId, subjectKind, subjectId, data } = event;
  const told = { id, at: at.toISOString(), kind, actorKind, actorName, subjectKind, subjectId, data };
  return { ...told, accountId: accountId ?? undefined, departmentId: departmentId ?? undefined };
}
