import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** By which way somebody was shown something. */
export enum ReadingWay {
  OWN_ASSIGNMENTS = 'OWN_ASSIGNMENTS',
  ASSIGNMENTS = 'ASSIGNMENTS',
  SLIP = 'SLIP',
  DRAWN_UNITS = 'DRAWN_UNITS',
  DRAW_FILE = 'DRAW_FILE',
  NATURAL_PERSON = 'NATURAL_PERSON',
  INTEREST = 'INTEREST',
  PERSONAL_RECORD = 'PERSONAL_RECORD',
  HANDED_LIST = 'HANDED_LIST',
  DOCUMENT = 'DOCUMENT',
  EVIDENCE = 'EVIDENCE',
}

/**
 * Who was shown what, and when: one row for each account, way, subject and hour, so that the first of them is the
 * instant since when somebody knew. Added to, never changed (a trigger of the database refuses).
 */
export const Reading = defineEntity({
  name: 'Reading',
  tableName: 'reading',
  properties: {
    id: p.uuid().primary(),
    account: p.uuid().name('account_id'),
    /** Name and roles as they were then. */
    accountName: p.string(),
    roles: p.array(),
    /** Whose account it was then. */
    homeDepartment: p.uuid().nullable().name('home_department_id'),
    way: p.enum(() => ReadingWay),
    subjectKind: p.string(),
    subjectId: p.string(),
    /** The draw whose result it shows. */
    draw: p.uuid().nullable().name('draw_id'),
    /** The full hour of `at`. */
    hour: p.datetime(),
    at: p.datetime(),
  },
  uniques: [{ properties: ['subjectKind', 'subjectId', 'account', 'way', 'hour'] }],
  indexes: [{ properties: ['draw', 'at'], where: 'draw_id is not null' }],
});

export type Reading = InferEntity<typeof Reading>;
