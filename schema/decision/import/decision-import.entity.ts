import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { DecisionKind } from '../decision.states.js';

/** How a file is to be read beside the headings that are known. */
export interface DecisionReading {
  /** Headings of this file with the codes of their columns. */
  readonly renames: readonly { readonly heading: string; readonly code: string }[];
  /** What stands for a blank cell of a column, by the column's code. */
  readonly fills: readonly { readonly code: string; readonly text: string }[];
}

/** One file of decisions: what it was, how it was read, what came of it. A preview has its own. */
export const DecisionImport = defineEntity({
  name: 'DecisionImport',
  tableName: 'decision_import',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    accountId: p.uuid().nullable(),
    kind: p.enum(() => DecisionKind),
    /** The upload that was read; it is gone a day later, or as soon as all its rows were taken. */
    uploadId: p.uuid(),
    fileName: p.string(),
    fileHash: p.string(),
    reading: p.json<DecisionReading>(),
    /** The headings were those of the former standard. */
    isOlder: p.boolean(),
    isPreview: p.boolean(),
    rowCount: p.integer(),
    createdCount: p.integer(),
    unchangedCount: p.integer(),
    rejectedCount: p.integer(),
    lateCount: p.integer(),
    at: p.datetime(),
  },
});

export type DecisionImport = InferEntity<typeof DecisionImport>;
