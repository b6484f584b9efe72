import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A limit by which jobs are administered and watched, with its basis and version: data, not code. */
export const JobRule = defineEntity({
  name: 'JobRule',
  tableName: 'job_rule',
  properties: {
    code: p.string().primary(),
    version: p.integer().primary(),
    title: p.string(),
    value: p.integer(),
    unit: p.string(),
    legalBasis: p.string(),
    /** False for what this product proposes: never shown as law. */
    isLaw: p.boolean(),
    validFromOn: p.date(),
  },
});

export type JobRule = InferEntity<typeof JobRule>;
