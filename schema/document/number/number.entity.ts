import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { DocumentKind } from '../document.kinds.js';
import { NumberState } from './number.states.js';

/** How numbers of a kind are written in a department, such as 湛市监检通〔{年}〕{号}号. */
export const NumberRule = defineEntity({
  name: 'NumberRule',
  tableName: 'number_rule',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => DocumentKind),
    pattern: p.string(),
    setAt: p.datetime(),
    setById: p.uuid(),
  },
  uniques: [{ properties: ['department', 'kind'] }],
});

export type NumberRule = InferEntity<typeof NumberRule>;

/** One number of a series. It stays, whatever becomes of its paper. */
export const DocumentNumber = defineEntity({
  name: 'DocumentNumber',
  tableName: 'document_number',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => DocumentKind),
    year: p.integer(),
    no: p.integer(),
    /** As it stands on the paper. */
    text: p.string(),
    state: p.enum(() => NumberState),
    /** What a reserved one is kept for. */
    purpose: p.string().nullable(),
    documentId: p.uuid().nullable(),
    takenAt: p.datetime(),
    takenById: p.uuid().nullable(),
    voidedAt: p.datetime().nullable(),
    voidedById: p.uuid().nullable(),
    voidedFor: p.text().nullable(),
  },
  uniques: [{ properties: ['department', 'kind', 'year', 'no'] }, { properties: ['department', 'text'] }],
});

export type DocumentNumber = InferEntity<typeof DocumentNumber>;
