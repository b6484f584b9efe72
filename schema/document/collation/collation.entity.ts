import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { registerEnumType } from 'type-graphql';
import { Department } from '../../department/index.js';
import { Campaign } from '../../plan/index.js';
import { departmentScope } from '../../shared/scope.js';
import { DocumentFile } from '../file/document-file.entity.js';

export enum CollationState {
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  FAILED = 'FAILED',
}

registerEnumType(CollationState, {
  name: 'CollationState',
  description: '合并打印的状态。How the printing of a campaign’s papers stands.',
  valuesConfig: {
    RUNNING: { description: '正在生成。Being made.' },
    DONE: { description: '已生成，可下载。Made; may be fetched.' },
    FAILED: { description: '未能生成，见说明。Could not be made; see why.' },
  },
});

/** The papers of a campaign in one PDF, made by a job in batches. */
export const Collation = defineEntity({
  name: 'Collation',
  tableName: 'document_collation',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    campaign: () => p.manyToOne(Campaign).mapToPk().filters(false),
    state: p.enum(() => CollationState),
    /** In the order of the file. */
    documentIds: p.json<string[]>().lazy(),
    totalCount: p.integer(),
    doneCount: p.integer(),
    pageCount: p.integer(),
    file: () => p.manyToOne(DocumentFile).mapToPk().nullable().filters(false).index(false),
    requestedAt: p.datetime(),
    requestedById: p.uuid(),
    doneAt: p.datetime().nullable(),
    failure: p.text().nullable(),
    failureEn: p.text().nullable(),
  },
});

export type Collation = InferEntity<typeof Collation>;

/** What one batch printed: kept until all are joined. */
export const CollationPart = defineEntity({
  name: 'CollationPart',
  tableName: 'document_collation_part',
  primaryKeys: ['collation', 'n'],
  properties: {
    collation: () => p.manyToOne(Collation).mapToPk().primary().filters(false).index(false),
    n: p.integer().primary(),
    file: () => p.manyToOne(DocumentFile).mapToPk().filters(false).index(false),
  },
});

export type CollationPart = InferEntity<typeof CollationPart>;
