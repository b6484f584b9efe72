import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Draw } from '../../draw/index.js';

/** How far the assignments of a draw have been made: in batches by their real-world ids, each a step of its own. */
export const Dispatch = defineEntity({
  name: 'Dispatch',
  tableName: 'dispatch',
  properties: {
    draw: () => p.manyToOne(Draw).mapToPk().primary(),
    unitCount: p.integer(),
    doneCount: p.integer(),
    /** The last one made; the next batch begins after it. */
    lastRealId: p.string(),
    beganAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
  },
});

export type Dispatch = InferEntity<typeof Dispatch>;
