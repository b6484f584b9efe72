import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import type { RowRemark } from './import-remark.js';
import { ConflictRule, ImportKind, ImportMode, ImportState, MissingRule } from './import-run.states.js';

/** Whom an import waits for. */
export interface ImportWait {
  readonly holder: 'IMPORT' | 'FREEZE';
  /** What the other import reads, and who began it; absent for a freeze. */
  readonly fileName?: string;
  readonly accountName?: string;
  readonly since: string;
}

/** Why an import ended without one. */
export interface ImportEnd {
  readonly code: string;
  readonly message: string;
  readonly messageEn: string;
}

/** One import as it happens and happened: which file, what came of it, and by whom. Kept for ever. */
export const ImportRun = defineEntity({
  name: 'ImportRun',
  tableName: 'import_run',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => ImportKind),
    mode: p.enum(() => ImportMode),
    /** A preview: rows were read and compared, nothing was written but this record. */
    dryRun: p.boolean(),
    fileName: p.string(),
    fileHash: p.string(),
    /** Under which name its source is remembered. */
    source: p.string().nullable(),
    conflicts: p.enum(() => ConflictRule),
    missing: p.enum(() => MissingRule),
    state: p.enum(() => ImportState),
    /** How it was read: `CSV, GB18030, 逗号 comma`. */
    encoding: p.string(),
    rowCount: p.integer(),
    acceptedCount: p.integer(),
    rejectedCount: p.integer(),
    createdCount: p.integer(),
    updatedCount: p.integer(),
    unchangedCount: p.integer(),
    /** Rows where the register says otherwise for a reason of its own, whatever became of them. */
    conflictCount: p.integer(),
    /** Targets of the source that the file does not name. */
    missingCount: p.integer(),
    removedCount: p.integer(),
    faultCount: p.integer(),
    warningCount: p.integer(),
    /** The first thousand. */
    faults: p.json<RowRemark[]>(),
    /** The first thousand. */
    warnings: p.json<RowRemark[]>(),
    /** In how many rows each field differs. */
    fieldCounts: p.json<Record<string, number>>(),
    /** File and register as they were compared: an import that names it is refused when either is another. */
    token: p.string(),
    /** How much of the file has been read, in bytes, and how much there is; 0 where it is not known. */
    readBytes: p.bigint('number'),
    totalBytes: p.bigint('number'),
    wait: p.json<ImportWait>().nullable(),
    end: p.json<ImportEnd>().nullable(),
    /** The upload that it reads, for an import that runs by itself. */
    uploadId: p.uuid().nullable(),
    /** What it was asked besides. */
    request: p.json<Record<string, unknown>>(),
    startedAt: p.datetime(),
    /** When whoever runs it was seen last; one that is silent for long has died. */
    aliveAt: p.datetime(),
    /** When it was written, or ended otherwise. */
    at: p.datetime(),
    accountId: p.uuid().nullable(),
    accountName: p.string().nullable(),
  },
  indexes: [{ properties: ['department', 'at'] }, { properties: ['state'] }],
});

export type ImportRun = InferEntity<typeof ImportRun>;

/** What a detail is about. */
export enum DetailKind {
  FAULT = 'FAULT',
  CHANGE = 'CHANGE',
  MISSING = 'MISSING',
}

/**
 * What an import has to say row by row, in parts: every fault with its value, the first thousand changes, the first
 * thousand missing. They hold personal data and are forgotten after a day, with the upload.
 */
export const ImportDetail = defineEntity({
  name: 'ImportDetail',
  tableName: 'import_detail',
  primaryKeys: ['run', 'kind', 'n'],
  properties: {
    run: () =>
      p
        .manyToOne(ImportRun)
        .mapToPk()
        .primary()
        .filters(false)
        .index(false)
        .createForeignKeyConstraint(false),
    kind: p.enum(() => DetailKind).primary(),
    n: p.integer().primary(),
    lines: p.json<unknown[]>(),
    createdAt: p.datetime(),
  },
});

export type ImportDetail = InferEntity<typeof ImportDetail>;
