import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { Inspector } from './inspector.entity.js';

/** A secondment is a matter of two departments, and both see it. */
const bothDepartments = {
  scope: {
    name: 'scope',
    cond: (args: { departments?: readonly string[] }) =>
      args.departments
        ? { $or: [{ department: { $in: [...args.departments] } }, { home: { $in: [...args.departments] } }] }
        : {},
    default: true,
  },
};

/**
 * A dated secondment (借调): the inspector serves another department on these days, and is in its pool instead of the
 * own one's. Two of one inspector never overlap.
 */
export const Secondment = defineEntity({
  name: 'Secondment',
  tableName: 'secondment',
  filters: bothDepartments,
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
  indexes: [
    { properties: ['inspector', 'fromOn'] },
    { properties: ['department', 'toOn'] },
    { properties: ['home', 'toOn'] },
  ],
});

export type Secondment = InferEntity<typeof Secondment>;
