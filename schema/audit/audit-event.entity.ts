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
    /** Its place, from 1 without a gap; given by the database. */
    seq: p.bigint('number').unique(),
    /** SHA-256 of 0x00 and the canonical form, lower-case hex. */
    leafHash: p.string().length(64),
    /** SHA-256 of the chain hash before and the leaf hash; given by the database. */
    chainHash: p.string().length(64),
  },
  indexes: [
    { properties: ['subjectKind', 'subjectId'] },
    { properties: ['accountId', 'seq'] },
    { properties: ['departmentId', 'seq'] },
    { properties: ['at'] },
  ],
});

export type AuditEvent = InferEntity<typeof AuditEvent>;
