import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../department/index.js';
import { departmentScope } from '../shared/scope.js';

/** The last number of a series. Its row is locked while numbers are taken, so that none is given twice or left out. */
export const NumberSeries = defineEntity({
  name: 'NumberSeries',
  tableName: 'number_series',
  filters: departmentScope,
  primaryKeys: ['department', 'series', 'year'],
  properties: {
    department: () => p.manyToOne(Department).mapToPk().primary(),
    /** Which series, in the words of the room that takes from it: `NOTICE`, `correction/M`. */
    series: p.string().primary(),
    year: p.integer().primary(),
    last: p.integer(),
  },
});

export type NumberSeries = InferEntity<typeof NumberSeries>;
