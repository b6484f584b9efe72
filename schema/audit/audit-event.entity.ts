import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** What was done, by whom, when: added to, never changed (a trigger of the database refuses). */
export const AuditEvent = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_event',
  properties: {
    id: p.uuid().primary(),
    at: p.datetime(),
    kind: p.string(),
    actorKind: p.string(),
    actorName: p.string(),
    accountId: p.uuid().nullable(),
    departmentId: p.uuid().nullable(),
    subjectKind: p.string(),
    subjectId: p.string(),
    data: p.json<Record<string, unknown>>(),
  },
  indexes: [{ properties: ['subjectKind', 'subjectId'] }],
});

export type AuditEvent = InferEntity<typeof AuditEvent>;
