import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { VisitExit } from './visit.states.js';

/** What follows where a visit found nobody or nothing to check; a change is another version with its day. */
export const VisitExitRule = defineEntity({
  name: 'VisitExitRule',
  tableName: 'visit_exit_rule',
  properties: {
    exit: p.enum(() => VisitExit).primary(),
    version: p.integer().primary(),
    /** The code of the default system that its result has, or whose meaning its code has; absent where any may do. */
    resultCode: p.string().nullable(),
    /** On so many different days it has to be met before the result is recorded. */
    attemptCount: p.integer(),
    /** Another target may be asked for. */
    maySubstitute: p.boolean(),
    /** So many photos belong to it. */
    photoCount: p.integer(),
    legalBasis: p.text(),
    isLaw: p.boolean(),
    validFromOn: p.date(),
  },
});

export type VisitExitRule = InferEntity<typeof VisitExitRule>;
