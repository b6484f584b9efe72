import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { EventPayload } from '../../../scheduler/visit/index.js';
import { Device } from '../../account/index.js';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { Assignment } from '../assignment.entity.js';
import { EventFaultEnum } from './event.faults.js';
import { VisitEventKind } from './visit.states.js';

/** Something that happened on a visit. It is only added to: what a visit is follows from its events (ADR 47). */
export const VisitEvent = defineEntity({
  name: 'VisitEvent',
  tableName: 'visit_event',
  properties: {
    /** Made by the officer's device. */
    id: p.uuid().primary(),
    /** Found by whoever is on the team, also from another department. */
    assignment: () => p.manyToOne(Assignment).mapToPk().filters(false),
    inspectorId: p.uuid(),
    accountId: p.uuid(),
    device: () => p.manyToOne(Device).mapToPk().nullable(),
    kind: p.enum(() => VisitEventKind),
    /** By the clock of the device. */
    occurredAt: p.datetime(),
    /** The same by the right clock. */
    happenedAt: p.datetime(),
    receivedAt: p.datetime(),
    /** Server's clock less device's, in seconds, when it was sent. */
    skewSeconds: p.integer(),
    /** The clock was so wrong that the time has to be confirmed. */
    isClockWrong: p.boolean(),
    replaces: p.array(),
    payload: p.json<EventPayload>(),
    /** Metres between where it happened and the target, as far as both are known. */
    distanceMetres: p.integer().nullable(),
    /** Text and position, encrypted (`personal_record`). */
    recordId: p.uuid().nullable(),
    hasText: p.boolean(),
    /** SHA-256 of its text with all that is kept apart (docs/visits.md), lower-case hex. */
    hash: p.string().length(64),
    /** By the device over the same text, base64url. */
    signature: p.string().nullable(),
  },
  indexes: [{ properties: ['assignment'] }],
});

export type VisitEvent = InferEntity<typeof VisitEvent>;

/** An event that was not taken: kept as it came, for a person to look at. */
export const RefusedVisitEvent = defineEntity({
  name: 'RefusedVisitEvent',
  tableName: 'visit_event_refused',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    /** Of whoever sent it. */
    department: () => p.manyToOne(Department).mapToPk().nullable(),
    accountId: p.uuid(),
    deviceId: p.uuid().nullable(),
    /** As far as they could be read. */
    eventId: p.uuid().nullable(),
    assignmentId: p.uuid().nullable(),
    fault: p.enum(() => EventFaultEnum),
    /** What came, encrypted. */
    recordId: p.uuid(),
    /** HMAC of what the event says, or of what came where it is none: the same sent again is one. */
    contentHash: p.string().length(64),
    receivedAt: p.datetime(),
    settledAt: p.datetime().nullable(),
    /** Absent where it was sent again and taken. */
    settledById: p.uuid().nullable(),
    settledFor: p.text().nullable(),
  },
  uniques: [{ properties: ['accountId', 'contentHash'] }],
  indexes: [{ properties: ['department', 'settledAt'] }, { properties: ['eventId'] }],
});

export type RefusedVisitEvent = InferEntity<typeof RefusedVisitEvent>;
