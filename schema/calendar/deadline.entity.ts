import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

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
    fromOn: p.date(),
    dueOn: p.date(),
    calendarVersion: p.string(),
    /** Counted past the calendar's coverage: a later notice may move it. */
    isProvisional: p.boolean(),
    days: p.json<StoredDay[]>(),
    createdAt: p.datetime(),
  },
  uniques: [{ properties: ['subjectKind', 'subjectId', 'ruleCode'] }],
  indexes: [{ properties: ['dueOn'] }],
});

export type Deadline = InferEntity<typeof Deadline>;
