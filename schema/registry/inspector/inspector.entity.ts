import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { ImportRun } from '../import/import-run.entity.js';
import { CertificateStatus, InspectorStatus, LeaveKind } from './inspector.states.js';

/** An officer of the pool (执法检查人员), known by the number of the first certificate: `cert:<number>`. */
export const Inspector = defineEntity({
  name: 'Inspector',
  tableName: 'inspector',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    realId: p.text().collation('C'),
    name: p.text(),
    workNo: p.string().nullable(),
    /** Codes of the districts served; empty means those of the department. */
    districts: p.array(),
    skills: p.array(),
    /** The post as the source words it. */
    position: p.string().nullable(),
    /** 0 to 99; the drawn member of highest rank leads the team. */
    rank: p.integer(),
    /** Most targets in one draw, 0 none; absent: the campaign's. */
    capacity: p.integer().nullable(),
    /** May be added to a team and never counts toward its two officers. */
    isExpert: p.boolean(),
    /** What an expert is an expert in. */
    expertFields: p.array(),
    /** False for leaders that the rules keep out of the pool. */
    isInPool: p.boolean().default(true),
    status: p.enum(() => InspectorStatus),
    /** The last day of one who left. */
    leftOn: p.date().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    /** Whose account changed it last; absent for a command or the system. */
    updatedBy: p.uuid().nullable(),
    /** The import that wrote this row last. */
    importRun: () =>
      p.manyToOne(ImportRun).mapToPk().nullable().createForeignKeyConstraint(false).index(false),
  },
  uniques: [{ properties: ['department', 'realId'] }],
});

export type Inspector = InferEntity<typeof Inspector>;

/** An enforcement certificate (执法证), shown on arrival (penalty law Art. 55). */
export const Certificate = defineEntity({
  name: 'Certificate',
  tableName: 'certificate',
  properties: {
    id: p.uuid().primary(),
    inspector: () => p.manyToOne(Inspector).mapToPk().filters(false).index(false),
    kind: p.text(),
    number: p.text().collation('C'),
    issuer: p.text().nullable(),
    scope: p.text().nullable(),
    /** The first day; absent where the source does not tell. */
    validFromOn: p.date().nullable(),
    /** The last day; 9999-12-31 where there is no end. */
    validToOn: p.date(),
    status: p.enum(() => CertificateStatus),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    updatedBy: p.uuid().nullable(),
  },
  uniques: [{ properties: ['inspector', 'number'] }],
});

export type Certificate = InferEntity<typeof Certificate>;

/** Days on which an inspector is away; both are within. */
export const Leave = defineEntity({
  name: 'Leave',
  tableName: 'leave',
  properties: {
    id: p.uuid().primary(),
    inspector: () => p.manyToOne(Inspector).mapToPk().filters(false).index(false),
    fromOn: p.date(),
    toOn: p.date(),
    kind: p.enum(() => LeaveKind),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    updatedBy: p.uuid().nullable(),
  },
  uniques: [{ properties: ['inspector', 'fromOn', 'toOn'] }],
});

export type Leave = InferEntity<typeof Leave>;
