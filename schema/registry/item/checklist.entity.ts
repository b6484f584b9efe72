import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';

/** One point of a checklist. */
export interface CheckPoint {
  readonly code: string;
  readonly text: string;
  /** A failed key point may lead to a case (food rules only). */
  readonly isKey: boolean;
  readonly basis?: string;
}

/** One version of a checklist (检查表); never edited, a change becomes the next version. */
export const Checklist = defineEntity({
  name: 'Checklist',
  tableName: 'checklist',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    code: p.string(),
    version: p.integer(),
    title: p.text(),
    points: p.json<CheckPoint[]>(),
    createdAt: p.datetime(),
    createdById: p.uuid().nullable(),
  },
  uniques: [{ properties: ['department', 'code', 'version'] }],
});

export type Checklist = InferEntity<typeof Checklist>;
