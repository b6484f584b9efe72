import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import type { VisitFinding } from '../visit/visit.states.js';

/** One result of a system of codes. */
export interface ResultCodeEntry {
  readonly code: string;
  readonly text: string;
  readonly finding: VisitFinding;
  /** The code in the default system that means the same. */
  readonly standsFor?: string;
}

/** A system of result codes with its version: codes differ by region and year (domain-rules §7). */
export const ResultSystem = defineEntity({
  name: 'ResultSystem',
  tableName: 'result_system',
  primaryKeys: ['code', 'version'],
  properties: {
    code: p.string().primary(),
    version: p.integer().primary(),
    /** Who brought it; absent for the house's own. Only it adds versions. */
    department: () => p.manyToOne(Department).mapToPk().nullable(),
    title: p.text(),
    codes: p.json<ResultCodeEntry[]>(),
    createdAt: p.datetime(),
  },
});

export type ResultSystem = InferEntity<typeof ResultSystem>;
