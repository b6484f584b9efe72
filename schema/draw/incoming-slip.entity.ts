import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Draw } from './draw.entity.js';

/** What a unit that came in by a substitution gets at the door: there is no leaf of it among the results (append-only). */
export const IncomingSlip = defineEntity({
  name: 'IncomingSlip',
  tableName: 'incoming_slip',
  properties: {
    draw: () => p.manyToOne(Draw).mapToPk().primary().index(false),
    realId: p.string().primary(),
    /** The n of the substitution. */
    number: p.integer(),
    /** Canonical JSON. */
    slip: p.text(),
  },
});

export type IncomingSlip = InferEntity<typeof IncomingSlip>;
