import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { registerEnumType } from 'type-graphql';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';

/** What an answer to a point tells beside whether there is a problem. */
export enum PointKind {
  /** Nothing. */
  FINDING = 'FINDING',
  /** A number, in the point's unit. */
  QUANTITY = 'QUANTITY',
  /** One of the point's choices. */
  CHOICE = 'CHOICE',
}

registerEnumType(PointKind, {
  name: 'PointKind',
  description: '检查点的种类。What an answer to a point tells beside whether there is a problem.',
  valuesConfig: {
    FINDING: { description: '仅判断有无问题。Nothing more.' },
    QUANTITY: { description: '另填数量。A number in the point’s unit.' },
    CHOICE: { description: '另选一项。One of the point’s choices.' },
  },
});

/** One point of a checklist. */
export interface CheckPoint {
  readonly code: string;
  readonly text: string;
  /** A failed key point may lead to a case (food rules only). */
  readonly isKey: boolean;
  readonly basis?: string;
  /** `FINDING` when absent. */
  readonly kind?: PointKind;
  /** Of a number. */
  readonly unit?: string;
  /** Of a choice. */
  readonly choices?: readonly string[];
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
