import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';

/** When a department's teams see their targets, and how early they are reminded; the newest one counts, none is changed. */
export const HandOutRule = defineEntity({
  name: 'HandOutRule',
  tableName: 'hand_out_rule',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    /** Working days before the visit; 0 is the day itself. */
    workingDaysBefore: p.integer(),
    /** Time of day in China, `HH:MM`. */
    at: p.string(),
    /** Officers are reminded so many working days before the last day. */
    remindDaysBefore: p.integer(),
    basis: p.text(),
    madeAt: p.datetime(),
    madeById: p.uuid().nullable(),
  },
  indexes: [{ properties: ['department', 'madeAt'] }],
});

export type HandOutRule = InferEntity<typeof HandOutRule>;
