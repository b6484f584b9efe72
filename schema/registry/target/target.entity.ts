import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department, Division } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { ImportRun } from '../import/import-run.entity.js';
import { SubjectKind, TargetKind, TargetStatus } from './target.states.js';

/**
 * A target (检查对象): what may be inspected. Known by its real-world id, never by the key of this table, so that the
 * same pool gives the same draw on every installation. The id's column sorts by its bytes, as the draw does.
 */
export const Target = defineEntity({
  name: 'Target',
  tableName: 'target',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    realId: p.text().collation('C'),
    name: p.text(),
    kind: p.enum(() => TargetKind),
    subject: p.enum(() => SubjectKind),
    division: () => p.manyToOne(Division).mapToPk(),
    /** Matched with the districts of inspectors; the division's code unless the file says otherwise. */
    district: p.string(),
    trade: p.string().nullable(),
    riskClass: p.string().nullable(),
    /** Which scale the class belongs to: scales run in both directions. */
    classSystem: p.string().nullable(),
    weight: p.integer().default(1),
    status: p.enum(() => TargetStatus),
    /** The registering authority (登记机关), as the source words it. */
    registrar: p.text().nullable(),
    address: p.text().nullable(),
    longitude: p.double().nullable(),
    latitude: p.double().nullable(),
    requiredSkills: p.array(),
    tags: p.array(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    /** The import that wrote this row last. */
    importRun: () =>
      p.manyToOne(ImportRun).mapToPk().nullable().createForeignKeyConstraint(false).index(false),
  },
  uniques: [{ properties: ['department', 'realId'] }],
});

export type Target = InferEntity<typeof Target>;
