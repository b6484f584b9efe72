import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** An administrative division (GB/T 2260). */
export const Division = defineEntity({
  name: 'Division',
  tableName: 'division',
  properties: {
    code: p.string().primary(),
    name: p.string(),
    parentCode: p.string().nullable(),
  },
});

export type Division = InferEntity<typeof Division>;

/** A department with the power to inspect. As an authority of draws it is known by its credit code. */
export const Department = defineEntity({
  name: 'Department',
  tableName: 'department',
  properties: {
    id: p.uuid().primary(),
    code: p.string().unique(),
    name: p.string(),
    creditCode: p.string().unique(),
    division: () => p.manyToOne(Division).mapToPk(),
    parent: () => p.manyToOne(Department).mapToPk().nullable(),
    createdAt: p.datetime(),
  },
});

export type Department = InferEntity<typeof Department>;
