import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';

/** One entry of a published list: which version of which item. */
export interface ListedItem {
  readonly code: string;
  readonly version: number;
}

/** A published version of a department's item list (抽查事项清单): fixed, numbered, public. */
export const ItemList = defineEntity({
  name: 'ItemList',
  tableName: 'item_list',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    /** From 1. */
    version: p.integer(),
    publishedOn: p.date(),
    /** By the bytes of the codes. */
    entries: p.json<ListedItem[]>(),
    documentNo: p.string().nullable(),
    createdAt: p.datetime(),
    createdById: p.uuid().nullable(),
  },
  uniques: [{ properties: ['department', 'version'] }],
});

export type ItemList = InferEntity<typeof ItemList>;
