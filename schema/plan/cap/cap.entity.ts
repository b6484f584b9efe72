import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { registerEnumType } from 'type-graphql';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';

/** Whose visits of a year a cap counts. */
export enum CapScope {
  /** Of all departments of the level of the one that draws. */
  OWN_LEVEL = 'OWN_LEVEL',
  /** Of city, county and township together. */
  CITY_AND_COUNTY = 'CITY_AND_COUNTY',
}

registerEnumType(CapScope, {
  name: 'CapScope',
  description: '检查频次上限按谁的次数计。Whose visits of a year a cap counts.',
  valuesConfig: {
    OWN_LEVEL: { description: '与本部门同级的各部门合计。All departments of the same level.' },
    CITY_AND_COUNTY: { description: '市、县、乡各级合计。City, county and township together.' },
  },
});

/**
 * How often an entity may be visited in a year (检查频次上限): a department's rule with its basis, a version for each
 * change. None holds before a department adopted it: caps differ by region.
 */
export const VisitCap = defineEntity({
  name: 'VisitCap',
  tableName: 'visit_cap',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    scope: p.enum(() => CapScope),
    version: p.integer(),
    /** Visits from which on nobody of the entity is drawn; 0 ends the cap. */
    limitCount: p.integer(),
    legalBasis: p.string(),
    /** Classes that are not capped: `D`, or with their scale `food/D`. */
    uncappedClasses: p.array(),
    /** Tags of targets that are not capped, as those under strict watch. */
    uncappedTags: p.array(),
    validFromOn: p.date(),
    createdAt: p.datetime(),
    createdById: p.uuid(),
  },
  uniques: [{ properties: ['department', 'scope', 'version'] }],
});

export type VisitCap = InferEntity<typeof VisitCap>;

/** An entity, or one of its targets, that is not drawn for a time (免检名单): who, for what, why and until when. */
export const Exemption = defineEntity({
  name: 'Exemption',
  tableName: 'exemption',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    realId: p.text().collation('C'),
    /** From the checks of these items; of all where empty. */
    itemCodes: p.array(),
    reason: p.string(),
    documentNo: p.string(),
    legalBasis: p.string(),
    fromOn: p.date(),
    /** The last day. */
    toOn: p.date(),
    endedAt: p.datetime().nullable(),
    endedById: p.uuid().nullable(),
    createdAt: p.datetime(),
    createdById: p.uuid(),
  },
  indexes: [{ properties: ['department', 'toOn'] }],
});

export type Exemption = InferEntity<typeof Exemption>;
