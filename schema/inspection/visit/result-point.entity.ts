import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { InspectionResult } from '../result.entity.js';
import { PointOutcome } from './visit.states.js';

/** What a version of a result found at one point of a checklist. */
export const ResultPoint = defineEntity({
  name: 'ResultPoint',
  tableName: 'result_point',
  properties: {
    result: () => p.manyToOne(InspectionResult).mapToPk().primary().filters(false),
    item: p.string().primary(),
    point: p.string().primary(),
    /** Of the item, as it was approved. */
    itemVersion: p.integer(),
    outcome: p.enum(() => PointOutcome),
    value: p.string().nullable(),
    isKey: p.boolean(),
    /** Nobody answered it by itself: it is among “the rest, no problem”. */
    isOfRest: p.boolean(),
    /** Why it is not applicable, where it was answered without a visit's events. */
    reason: p.text().nullable(),
    /** The events that say so. */
    events: p.array(),
  },
});

export type ResultPoint = InferEntity<typeof ResultPoint>;
