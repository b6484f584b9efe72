import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { CalendarLayerRow } from './calendar-layer.entity.js';

/** How a limit is counted. */
export enum LimitUnit {
  WORKING_DAYS = 'WORKING_DAYS',
  NATURAL_DAYS = 'NATURAL_DAYS',
}

/** A limit of the law or of the house, with its basis and version: data, not code. */
export const DeadlineRule = defineEntity({
  name: 'DeadlineRule',
  tableName: 'deadline_rule',
  properties: {
    code: p.string().primary(),
    version: p.integer().primary(),
    title: p.string(),
    limitCount: p.integer(),
    unit: p.enum(() => LimitUnit),
    legalBasis: p.string(),
    /** False for a product target or a limit still to be confirmed: never shown as law. */
    isLaw: p.boolean(),
    validFromOn: p.date(),
  },
});

export type DeadlineRule = InferEntity<typeof DeadlineRule>;

/** One line of a day-by-day count. */
export interface StoredDay {
  readonly on: string;
  readonly counted: boolean;
  readonly ordinal?: number;
  readonly why: { readonly zh: string; readonly en: string };
}

/** When a duty falls due, and why on that day. */
export const Deadline = defineEntity({
  name: 'Deadline',
  tableName: 'deadline',
  properties: {
    id: p.uuid().primary(),
    subjectKind: p.string(),
    subjectId: p.uuid(),
    ruleCode: p.string(),
    ruleVersion: p.integer(),
    legalBasis: p.string(),
    /** How many, of what: the rule's, or the term that somebody set within it. */
    limitCount: p.integer(),
    unit: p.enum(() => LimitUnit),
    /** The department by whose calendar it is counted. */
    countedFor: p.uuid(),
    fromOn: p.date(),
    dueOn: p.date(),
    calendarVersion: p.text(),
    /** Counted past the calendar's coverage: a later notice may move it. */
    isProvisional: p.boolean(),
    days: p.json<StoredDay[]>(),
    createdAt: p.datetime(),
  },
  uniques: [{ properties: ['subjectKind', 'subjectId', 'ruleCode'] }],
  indexes: [{ properties: ['dueOn'] }],
});

export type Deadline = InferEntity<typeof Deadline>;

/** Where a deadline stood before another calendar moved it, and how that had been counted. */
export const DeadlineMove = defineEntity({
  name: 'DeadlineMove',
  tableName: 'deadline_move',
  properties: {
    id: p.uuid().primary(),
    deadline: () => p.manyToOne(Deadline).mapToPk(),
    /** What came into force, or was revoked. */
    layer: () => p.manyToOne(CalendarLayerRow).mapToPk(),
    wasDueOn: p.date(),
    isDueOn: p.date(),
    wasProvisional: p.boolean(),
    wasCalendarVersion: p.text(),
    wasDays: p.json<StoredDay[]>(),
    movedAt: p.datetime(),
  },
});

export type DeadlineMove = InferEntity<typeof DeadlineMove>;
