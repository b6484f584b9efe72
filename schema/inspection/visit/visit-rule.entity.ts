import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A number by which events of visits are judged, as data with its basis; a change is another version with its day. */
export const VisitRule = defineEntity({
  name: 'VisitRule',
  tableName: 'visit_rule',
  properties: {
    code: p.string().primary(),
    version: p.integer().primary(),
    title: p.text(),
    value: p.integer(),
    unit: p.string(),
    legalBasis: p.text(),
    isLaw: p.boolean(),
    validFromOn: p.date(),
  },
});

export type VisitRule = InferEntity<typeof VisitRule>;
