import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { MonthlyReturnState } from './monthly-return.states.js';

/** One delegated item of a month: what the registers know, and what was entered by hand. */
export interface ReturnRow {
  readonly itemCode: string;
  readonly itemTitle: string;
  /** In whose name: the delegating authority. */
  readonly inNameOf: string;
  readonly receivedCount: number;
  readonly decidedCount: number;
  readonly issuedCount: number;
  readonly checkCount: number;
  readonly findingCount: number;
  readonly correctedCount: number;
  readonly trainingCount: number;
  readonly problems: string;
}

/** A month's return of a department on what was delegated to it, as it is worked on. */
export const MonthlyReturn = defineEntity({
  name: 'MonthlyReturn',
  tableName: 'monthly_return',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    /** `2026-11`. */
    month: p.string(),
    state: p.enum(() => MonthlyReturnState),
    /** The last confirmed version; 0 before the first. */
    version: p.integer(),
    rows: p.json<ReturnRow[]>(),
    /** Why a confirmed one is corrected. */
    reason: p.text().nullable(),
    dueOn: p.date(),
    isProvisional: p.boolean(),
    changedAt: p.datetime(),
    changedById: p.uuid().nullable(),
  },
  uniques: [{ properties: ['department', 'month'] }],
});

export type MonthlyReturn = InferEntity<typeof MonthlyReturn>;

/** What a head confirmed, word for word (append-only). */
export const MonthlyReturnVersion = defineEntity({
  name: 'MonthlyReturnVersion',
  tableName: 'monthly_return_version',
  properties: {
    id: p.uuid().primary(),
    monthlyReturn: () => p.manyToOne(MonthlyReturn).mapToPk(),
    version: p.integer(),
    /** Canonical JSON, and its SHA-256. */
    text: p.text(),
    hash: p.string(),
    /** Nothing happened on any item. */
    isZero: p.boolean(),
    confirmedById: p.uuid().nullable(),
    confirmedAt: p.datetime(),
  },
  uniques: [{ properties: ['monthlyReturn', 'version'] }],
});

export type MonthlyReturnVersion = InferEntity<typeof MonthlyReturnVersion>;
