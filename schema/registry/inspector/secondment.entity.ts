import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { Inspector } from './inspector.entity.js';

/**
 * A dated secondment (借调): the inspector serves another department on these days, and is in its pool instead of the
 * own one's. Two of one inspector never overlap.
 */
export const Secondment = defineEntity({
  name: 'Secondment',
  tableName: 'secondment',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    /** Whom the inspector serves meanwhile. */
    department: () => p.manyToOne(Department).mapToPk(),
    home: () => p.manyToOne(Department).mapToPk(),
    inspector: () => p.manyToOne(Inspector).mapToPk().filters(false).index(false),
    /** Districts served there; empty means all of the department. */
    districts: p.array(),
    fromOn: p.date(),
    /** The last day, both within. */
    toOn: p.date(),
    documentNo: p.string(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    updatedBy: p.uuid().nullable(),
  },
  indexes: [{ properties: ['inspector', 'fromOn'] }, { properties: ['department', 'toOn'] }],
});

export type Secondment = InferEntity<typeof Secondment>;
