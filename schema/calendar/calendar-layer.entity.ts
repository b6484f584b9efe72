import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Wording } from '../../scheduler/calendar/index.js';
import { CalendarLayerKind, CalendarLayerState } from './calendar-layer.states.js';

/** Days with the festival, or the reason, that they are off or worked for. */
export type NamedDays = Readonly<Record<string, Wording>>;

/**
 * Days off and make-up days by one document, as they were entered: never changed, only confirmed, refused or revoked. The
 * calendar of a department is made of those in force for its division and those above it.
 */
export const CalendarLayerRow = defineEntity({
  name: 'CalendarLayerRow',
  tableName: 'calendar_layer',
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(() => CalendarLayerKind),
    /** The division whose departments count by it; absent of a national layer. */
    divisionCode: p.string().nullable(),
    title: p.string(),
    documentNo: p.string().nullable(),
    /** Stored with each deadline that is counted by it: the document, and a fingerprint of the days. */
    version: p.string(),
    /** The year whose notice it is, so that the calendar is known to its end. */
    year: p.integer().nullable(),
    daysOff: p.json<NamedDays>(),
    makeUpDays: p.json<NamedDays>(),
    /** The notice as it was pasted. */
    sourceText: p.text().nullable(),
    state: p.enum(() => CalendarLayerState),
    proposedAt: p.datetime(),
    proposedById: p.uuid(),
    decidedAt: p.datetime().nullable(),
    decidedById: p.uuid().nullable(),
    /** Why it was refused or revoked. */
    reason: p.text().nullable(),
    revokedAt: p.datetime().nullable(),
    revokedById: p.uuid().nullable(),
  },
  indexes: [{ properties: ['state'] }],
});

export type CalendarLayerRow = InferEntity<typeof CalendarLayerRow>;
