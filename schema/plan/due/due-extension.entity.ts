import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { DueCheck } from './due-check.entity.js';
import { ExtensionState } from './due-check.states.js';

/** That more time is asked for a check that is owed: once for each, by one, and granted by another. */
export const DueExtension = defineEntity({
  name: 'DueExtension',
  tableName: 'due_extension',
  properties: {
    check: () => p.manyToOne(DueCheck).mapToPk().primary().deleteRule('restrict').name('due_check_id'),
    state: p.enum(() => ExtensionState),
    reason: p.text(),
    /** The day by which it was due. */
    beforeOn: p.date(),
    /** By the rule of its kind; absent unless it was granted. */
    dueOn: p.date().nullable(),
    legalBasis: p.string().nullable(),
    requestedById: p.uuid(),
    requestedUnderId: p.uuid().nullable(),
    requestedAt: p.datetime(),
    decidedById: p.uuid().nullable(),
    decidedUnderId: p.uuid().nullable(),
    decidedAt: p.datetime().nullable(),
    refusedFor: p.text().nullable(),
  },
});

export type DueExtension = InferEntity<typeof DueExtension>;
