import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { AdministrativeLevel, DepartmentKind } from './department.states.js';

/** An administrative division (GB/T 2260), or a development zone by a local code. As it is today. */
export const Division = defineEntity({
  name: 'Division',
  tableName: 'division',
  properties: {
    code: p.string().primary(),
    name: p.string(),
    parentCode: p.string().nullable(),
    /** The last day of a division that was merged or renumbered; its code stays known for ever. */
    endedOn: p.date().nullable(),
  },
});

export type Division = InferEntity<typeof Division>;

/** How a division stood from a day on, so that the tree of any day can be shown. The last term has no end. */
export const DivisionTerm = defineEntity({
  name: 'DivisionTerm',
  tableName: 'division_term',
  primaryKeys: ['division', 'fromOn'],
  properties: {
    division: () => p.manyToOne(Division).mapToPk().primary().index(false),
    fromOn: p.date().primary(),
    /** The last day, both within; absent while it holds. */
    toOn: p.date().nullable(),
    name: p.string(),
    parentCode: p.string().nullable(),
  },
});

export type DivisionTerm = InferEntity<typeof DivisionTerm>;

/**
 * A department with the power to inspect, as it is today. As an authority of draws it is known by its credit code.
 * One that was merged away stays: old receipts name it, and its successor answers for it.
 */
export const Department = defineEntity({
  name: 'Department',
  tableName: 'department',
  properties: {
    id: p.uuid().primary(),
    code: p.string().unique(),
    name: p.string(),
    creditCode: p.string().unique(),
    kind: p.enum(() => DepartmentKind),
    level: p.enum(() => AdministrativeLevel),
    division: () => p.manyToOne(Division).mapToPk(),
    parent: () => p.manyToOne(Department).mapToPk().nullable(),
    /** The institution through which this authority acts (以…名义), where it does not act by itself. */
    actsThrough: () => p.manyToOne(Department).mapToPk().nullable(),
    /** The last day of a department that was merged away. */
    endedOn: p.date().nullable(),
    /** Who answers for it since. */
    successor: () => p.manyToOne(Department).mapToPk().nullable(),
    createdAt: p.datetime(),
  },
});

export type Department = InferEntity<typeof Department>;

/** How a department stood from a day on: name, credit code, place in the tree, division, institution. The last term has no end. */
export const DepartmentTerm = defineEntity({
  name: 'DepartmentTerm',
  tableName: 'department_term',
  primaryKeys: ['department', 'fromOn'],
  properties: {
    department: () => p.manyToOne(Department).mapToPk().primary().index(false),
    fromOn: p.date().primary(),
    /** The last day, both within; absent while it holds. */
    toOn: p.date().nullable(),
    name: p.string(),
    /** A new one after a change of name or form; the old one is nobody else's. */
    creditCode: p.string(),
    level: p.enum(() => AdministrativeLevel),
    parent: () => p.manyToOne(Department).mapToPk().nullable(),
    division: () => p.manyToOne(Division).mapToPk().index(false),
    actsThrough: () => p.manyToOne(Department).mapToPk().nullable().index(false),
  },
});

export type DepartmentTerm = InferEntity<typeof DepartmentTerm>;
