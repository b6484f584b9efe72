import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import type { TargetStatus } from './target.states.js';

/** How entities became others. */
export enum AliasKind {
  MERGE = 'MERGE',
  SPLIT = 'SPLIT',
  /** A shop becomes a company with a new code. */
  CONVERSION = 'CONVERSION',
}

/** How a target stood before an act changed it, and how the act left it: what undoing restores, and may restore. */
export interface StatusBefore {
  readonly realId: string;
  /** Absent for a target that the act itself entered. */
  readonly status: TargetStatus | null;
  readonly statusOn: string | null;
  readonly responsibleId: string | null;
  readonly after: {
    readonly status: TargetStatus;
    readonly statusOn: string | null;
    readonly responsibleId: string | null;
  };
}

/**
 * Entities that became others by merger, split or conversion: visits and burdens of the old are found under the new.
 * Never deleted: undoing it is recorded too.
 */
export const TargetAlias = defineEntity({
  name: 'TargetAlias',
  tableName: 'target_alias',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => AliasKind),
    fromRealIds: p.array(),
    toRealIds: p.array(),
    /** The day on which it took effect in the world. */
    effectiveOn: p.date(),
    documentNo: p.string().nullable(),
    reason: p.text(),
    before: p.json<StatusBefore[]>(),
    madeAt: p.datetime(),
    madeById: p.uuid().nullable(),
    undoneAt: p.datetime().nullable(),
    undoneById: p.uuid().nullable(),
    undoneReason: p.text().nullable(),
  },
  indexes: [
    { properties: ['department', 'madeAt'] },
    { properties: ['fromRealIds'], type: 'gin' },
    { properties: ['toRealIds'], type: 'gin' },
  ],
});

export type TargetAlias = InferEntity<typeof TargetAlias>;
