import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';

/** A file that was sent and waits to be imported, kept in parts so that no step holds it whole. */
export const Upload = defineEntity({
  name: 'Upload',
  tableName: 'upload',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    account: p.uuid(),
    department: () => p.manyToOne(Department).mapToPk(),
    fileName: p.string(),
    sha256: p.string(),
    /** In bytes. */
    size: p.bigint('number'),
    /** The key of its parts, sealed; it goes with the upload. */
    sealedKey: p.text().hidden(),
    createdAt: p.datetime(),
  },
});

export type Upload = InferEntity<typeof Upload>;

/** One part of an upload, at most 1 MB, numbered from 0, encrypted: a list may hold numbers of natural persons. */
export const UploadPart = defineEntity({
  name: 'UploadPart',
  tableName: 'upload_part',
  primaryKeys: ['upload', 'n'],
  properties: {
    upload: () => p.manyToOne(Upload).mapToPk().primary().filters(false).index(false),
    n: p.integer().primary(),
    bytes: p.blob(),
  },
});

export type UploadPart = InferEntity<typeof UploadPart>;
