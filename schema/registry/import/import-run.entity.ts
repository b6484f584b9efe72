import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import type { RowRemark } from './import-remark.js';
import { ImportKind, ImportMode } from './import-run.states.js';

/** One import as it happened: which file, what came of it, and by whom. Kept for ever. */
export const ImportRun = defineEntity({
  name: 'ImportRun',
  tableName: 'import_run',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => ImportKind),
    mode: p.enum(() => ImportMode),
    /** A trial: rows were read and compared, nothing was written but this record. */
    dryRun: p.boolean(),
    fileName: p.string(),
    fileHash: p.string(),
    /** How it was read: `CSV, GB18030, 逗号 comma`. */
    encoding: p.string(),
    rowCount: p.integer(),
    acceptedCount: p.integer(),
    rejectedCount: p.integer(),
    createdCount: p.integer(),
    updatedCount: p.integer(),
    unchangedCount: p.integer(),
    faultCount: p.integer(),
    warningCount: p.integer(),
    /** The first thousand. */
    faults: p.json<RowRemark[]>(),
    /** The first thousand. */
    warnings: p.json<RowRemark[]>(),
    at: p.datetime(),
    accountId: p.uuid().nullable(),
  },
  indexes: [{ properties: ['department', 'at'] }],
});

export type ImportRun = InferEntity<typeof ImportRun>;
