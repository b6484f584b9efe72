import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Assignment } from '../assignment.entity.js';
import { NotificationKind, NotificationWay } from './notification.states.js';

/** That a party was notified of its visit: when, how and by whom it was noted (append-only). */
export const VisitNotification = defineEntity({
  name: 'VisitNotification',
  tableName: 'visit_notification',
  properties: {
    id: p.uuid().primary(),
    assignment: () => p.manyToOne(Assignment).mapToPk(),
    kind: p.enum(() => NotificationKind),
    way: p.enum(() => NotificationWay),
    notifiedAt: p.datetime(),
    /** The paper that was handed over; of a room to the right, so without a foreign key. */
    paperId: p.uuid().nullable(),
    notedAt: p.datetime(),
    notedById: p.uuid(),
  },
  uniques: [{ properties: ['assignment', 'kind'] }],
});

export type VisitNotification = InferEntity<typeof VisitNotification>;
