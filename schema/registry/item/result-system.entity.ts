import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** One result of a system of codes. */
export interface ResultCodeEntry {
  readonly code: string;
  readonly text: string;
  /** A `VisitFinding`. */
  readonly finding: string;
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
    title: p.text(),
    codes: p.json<ResultCodeEntry[]>(),
    createdAt: p.datetime(),
  },
});

export type ResultSystem = InferEntity<typeof ResultSystem>;
