import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';

/** Whether the leaders (局领导) of a department are in its pool, by which rule; the newest one counts, none is changed. */
export const LeaderRule = defineEntity({
  name: 'LeaderRule',
  tableName: 'leader_rule',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    /** The posts that the rule is about, as officers have them. */
    positions: p.array(),
    isInPool: p.boolean(),
    basis: p.text(),
    madeAt: p.datetime(),
    madeById: p.uuid().nullable(),
  },
  indexes: [{ properties: ['department', 'madeAt'] }],
});

export type LeaderRule = InferEntity<typeof LeaderRule>;
