import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { HandedList } from '../../plan/index.js';
import { departmentScope } from '../../shared/scope.js';
import { Draw } from '../draw.entity.js';

/**
 * That the targets of a draw were handed down to the departments below (任务下达): once, all of them, under one document.
 * It is the superior's own; each department below has its part as a handed list and sees nothing of this row.
 */
export const HandDown = defineEntity({
  name: 'HandDown',
  tableName: 'hand_down',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    draw: () => p.manyToOne(Draw).mapToPk().unique(),
    documentNo: p.string(),
    title: p.string(),
    handedAt: p.datetime(),
    handedById: p.uuid(),
    /** The arrangement by which it was handed down, if any. */
    handedUnderId: p.uuid().nullable(),
  },
});

export type HandDown = InferEntity<typeof HandDown>;

/** One department's part of it. Added to, never changed (a trigger of the database refuses). */
export const HandDownPart = defineEntity({
  name: 'HandDownPart',
  tableName: 'hand_down_part',
  properties: {
    handDown: () => p.manyToOne(HandDown).mapToPk().index(),
    /** The department's own. */
    list: () => p.manyToOne(HandedList).mapToPk().filters(false).primary().deleteRule('restrict'),
    /** The department as it was called then. */
    departmentCode: p.string(),
    rowCount: p.integer(),
    /** `hashOfPart`, lower-case hex. */
    hash: p.string(),
    /** Told once the draw is open: until then the hash tells nobody who is on a short list. */
    salt: p.string().hidden(),
  },
});

export type HandDownPart = InferEntity<typeof HandDownPart>;
