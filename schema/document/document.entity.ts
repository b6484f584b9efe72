import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../department/index.js';
import { Draw } from '../draw/index.js';
import { Assignment, ResultCorrection } from '../inspection/index.js';
import { Campaign } from '../plan/index.js';
import { departmentScope } from '../shared/scope.js';
import type { DocumentValues } from './document.fields.js';
import { DocumentKind } from './document.kinds.js';
import { DocumentState } from './document.states.js';
import { DocumentFile } from './file/document-file.entity.js';
import { DocumentTemplate } from './template/template.entity.js';

/** A paper: which form, filled in with what, under which number. DOCX and PDF are made from it whenever they are asked for. */
export const Document = defineEntity({
  name: 'Document',
  tableName: 'document',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    campaign: () => p.manyToOne(Campaign).mapToPk().filters(false),
    draw: () => p.manyToOne(Draw).mapToPk().nullable().filters(false).index(false),
    /** Of a paper about one visit. */
    assignment: () => p.manyToOne(Assignment).mapToPk().nullable().filters(false),
    /** Of a sheet of a corrected result: of which correction, and the version of the result that it is to bear. */
    correction: () => p.manyToOne(ResultCorrection).mapToPk().nullable().filters(false).index(false),
    resultVersion: p.integer().nullable(),
    /** Whose file it belongs to: the entity that answers for the target. */
    entityRealId: p.text().collation('C').nullable(),
    kind: p.enum(() => DocumentKind),
    name: p.string(),
    /** Absent where the basic form was used. */
    template: () => p.manyToOne(DocumentTemplate).mapToPk().nullable().filters(false).index(false),
    templateVersion: p.integer(),
    /** Of the form's file. */
    templateHash: p.string().length(64),
    number: p.string(),
    state: p.enum(() => DocumentState),
    /** What is filled in, as it was known on that day. */
    values: p.json<DocumentValues>(),
    /** SHA-256 over the form and what is filled in, fields by their names. */
    contentHash: p.string().length(64),
    /** Given out before its approval, which follows by a set day. */
    isUrgent: p.boolean(),
    approvalDueOn: p.date().nullable(),
    createdAt: p.datetime(),
    createdById: p.uuid(),
    approvedAt: p.datetime().nullable(),
    voidedAt: p.datetime().nullable(),
    voidedById: p.uuid().nullable(),
    voidedFor: p.text().nullable(),
    /** What came back from the system of electronic seals. */
    stampedFile: () => p.manyToOne(DocumentFile).mapToPk().nullable().filters(false).index(false),
    stampedHash: p.string().length(64).nullable(),
    stampedAt: p.datetime().nullable(),
    /** When its last sheet came back signed. */
    signedAt: p.datetime().nullable(),
    signedById: p.uuid().nullable(),
  },
  uniques: [
    {
      name: 'document_once',
      properties: ['campaign', 'assignment', 'kind', 'name'],
      where: "state <> 'VOIDED' and assignment_id is not null and correction_id is null",
    },
    {
      name: 'document_of_version_once',
      properties: ['correction', 'resultVersion'],
      where: "state <> 'VOIDED' and correction_id is not null",
    },
  ],
  indexes: [
    { properties: ['campaign', 'kind', 'state'] },
    { properties: ['entityRealId', 'createdAt'] },
    {
      properties: ['department', 'approvalDueOn'],
      where: 'approval_due_on is not null and approved_at is null',
    },
  ],
});

export type Document = InferEntity<typeof Document>;

/** A sheet that came back signed: which page of which paper, and the picture of it (append-only). */
export const DocumentScan = defineEntity({
  name: 'DocumentScan',
  tableName: 'document_scan',
  properties: {
    id: p.uuid().primary(),
    document: () => p.manyToOne(Document).mapToPk().filters(false),
    page: p.integer(),
    pageCount: p.integer(),
    file: () => p.manyToOne(DocumentFile).mapToPk().filters(false).index(false),
    sha256: p.string().length(64),
    /** By its QR, or named by whoever brought it. */
    isByQr: p.boolean(),
    scannedAt: p.datetime(),
    scannedById: p.uuid(),
  },
  uniques: [{ properties: ['document', 'page', 'sha256'] }],
});

export type DocumentScan = InferEntity<typeof DocumentScan>;
