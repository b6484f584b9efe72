import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';

/** A template, a scan, a stamped paper or a collated file, kept encrypted in parts of bounded size. */
export const DocumentFile = defineEntity({
  name: 'DocumentFile',
  tableName: 'document_file',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    fileName: p.string(),
    mediaType: p.string(),
    sha256: p.string().length(64),
    /** In bytes. */
    size: p.integer(),
    /** The key of its parts, sealed. */
    sealedKey: p.text().hidden(),
    createdAt: p.datetime(),
  },
});

export type DocumentFile = InferEntity<typeof DocumentFile>;

/** One part of a file, at most 1 MB, numbered from 0, encrypted. */
export const DocumentFilePart = defineEntity({
  name: 'DocumentFilePart',
  tableName: 'document_file_part',
  primaryKeys: ['file', 'n'],
  properties: {
    file: () => p.manyToOne(DocumentFile).mapToPk().primary().filters(false).index(false),
    n: p.integer().primary(),
    bytes: p.blob(),
  },
});

export type DocumentFilePart = InferEntity<typeof DocumentFilePart>;
