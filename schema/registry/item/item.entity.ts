import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import type { CheckMethod } from './check-method.js';
import { ItemKind } from './item.states.js';

/**
 * One version of an entry of the item list (抽查事项清单): what may be checked and by which article. No item, no check.
 * A version is never edited: a changed or ended entry becomes the next version. On a day the newest version that has
 * begun holds, unless it has ended.
 */
export const Item = defineEntity({
  name: 'Item',
  tableName: 'item',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    code: p.text().collation('C'),
    version: p.integer(),
    title: p.text(),
    legalBasis: p.text(),
    kind: p.enum(() => ItemKind),
    /** The yearly share to be checked, per million; absent where the list sets none. */
    ratioPpm: p.integer().nullable(),
    /** A legal floor and a cap of that share, per million; absent where the law sets none. */
    ratioFloorPpm: p.integer().nullable(),
    ratioCapPpm: p.integer().nullable(),
    /** Times a year; absent where the list sets none. */
    frequency: p.integer().nullable(),
    /** Whom the item is about, and by which method, as the list words it. */
    subject: p.text().nullable(),
    method: p.text().nullable(),
    /** The methods by their codes. */
    methods: p.array<CheckMethod>().default([]),
    requiredSkills: p.array(),
    /** What the party has to show. */
    materials: p.array(),
    /** The checklist of its visits, by code and version; absent where it has none. */
    checklistCode: p.string().nullable(),
    checklistVersion: p.integer().nullable(),
    /** Which system of result codes its visits use, and in which version. */
    resultSystem: p.string(),
    resultSystemVersion: p.integer().default(1),
    /** The days on which this version is in force; no end while it holds. */
    validFromOn: p.date(),
    validToOn: p.date().nullable(),
    createdAt: p.datetime(),
    createdById: p.uuid().nullable(),
  },
  uniques: [{ properties: ['department', 'code', 'version'] }],
});

export type Item = InferEntity<typeof Item>;
