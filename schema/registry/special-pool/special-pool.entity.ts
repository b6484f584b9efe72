import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';

/** A special pool (专项库): targets under a tag of supervision, with what their officers must be. */
export const SpecialPool = defineEntity({
  name: 'SpecialPool',
  tableName: 'special_pool',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    name: p.text(),
    /** The tag of supervision (监管标签), where the source gives one. */
    tag: p.string().nullable(),
    /** Skills that every officer of a team needs, as those of a target itself (docs/draw.md §10). */
    requiredSkills: p.array(),
    needsExpert: p.boolean(),
    closedOn: p.date().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    updatedBy: p.uuid().nullable(),
  },
  uniques: [{ properties: ['department', 'name'] }],
});

export type SpecialPool = InferEntity<typeof SpecialPool>;

/** A target in a special pool, by real-world id: membership may be known before the target is. */
export const SpecialPoolMember = defineEntity({
  name: 'SpecialPoolMember',
  tableName: 'special_pool_member',
  properties: {
    id: p.uuid().primary(),
    specialPool: () => p.manyToOne(SpecialPool).mapToPk().filters(false).index(false),
    realId: p.text().collation('C'),
    /** The licence that puts it there; empty where there is none. */
    licenceNo: p.text().collation('C'),
    licenceName: p.text().nullable(),
    issuer: p.text().nullable(),
    approvedOn: p.date().nullable(),
    /** The last day; 9999-12-31 where there is no end. */
    validToOn: p.date().nullable(),
    /** The day on which it was taken out. */
    removedOn: p.date().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    updatedBy: p.uuid().nullable(),
  },
  uniques: [{ properties: ['specialPool', 'realId', 'licenceNo'] }],
  indexes: [{ properties: ['realId'] }],
});

export type SpecialPoolMember = InferEntity<typeof SpecialPoolMember>;
