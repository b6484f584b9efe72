import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { DocumentKind, DocumentSubject } from '../document.kinds.js';
import { DocumentFile } from '../file/document-file.entity.js';
import type { WordWarning } from '../word/word-document.js';

/** One version of a department's own form. A version is never edited: the next one takes its place. */
export const DocumentTemplate = defineEntity({
  name: 'DocumentTemplate',
  tableName: 'document_template',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => DocumentKind),
    /** Of a basic kind its own name; papers of the department's own are told apart by it. */
    name: p.string(),
    subject: p.enum(() => DocumentSubject),
    /** From 1; the basic form that comes with the program is version 0. */
    version: p.integer(),
    file: () => p.manyToOne(DocumentFile).mapToPk().filters(false).index(false),
    /** Of the file. */
    sha256: p.string().length(64),
    /** The fields it asks for. */
    fields: p.array<string>(),
    /** What its PDF will not show as Word does. */
    warnings: p.json<WordWarning[]>(),
    createdAt: p.datetime(),
    createdById: p.uuid(),
  },
  uniques: [{ properties: ['department', 'kind', 'name', 'version'] }],
});

export type DocumentTemplate = InferEntity<typeof DocumentTemplate>;
