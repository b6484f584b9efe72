import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { Campaign, DrawMode } from '../plan.entity.js';
import { type ResultField, UploadState } from './handed-list.states.js';

/** Under which heading of a list each part of a result goes back up. */
export type ResultColumns = Readonly<Partial<Record<ResultField, string>>>;

/**
 * A list of targets handed down from above (上级下达名单): its superior drew, this department matches officers. It is known
 * by its document and the hash of its file; its own columns are kept, for results go back up in them. A superior in this
 * house hands it down without a file: the hash is then that of the part (`handed-part.ts`).
 */
export const HandedList = defineEntity({
  name: 'HandedList',
  tableName: 'handed_list',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    documentNo: p.string(),
    issuer: p.string(),
    title: p.string(),
    /** The day from which the term for matching counts. */
    receivedOn: p.date(),
    /** How the superior's draw treats names, where it was handed down in this house; absent of a file. */
    drawMode: p.enum(() => DrawMode).nullable(),
    fileName: p.string(),
    /** SHA-256 of the file as it came, lower-case hex. */
    fileHash: p.string(),
    /** The headings of the file in their order. */
    headings: p.array(),
    resultColumns: p.json<ResultColumns>(),
    /** The system of result codes of the platform above. */
    resultSystem: p.string(),
    rowCount: p.integer(),
    rejectedCount: p.integer(),
    /** The campaign that matches officers to it; absent until it is drafted. */
    campaign: () => p.manyToOne(Campaign).mapToPk().nullable(),
    /** When its officers were drawn. */
    matchedAt: p.datetime().nullable(),
    /** When the alarm was raised that its officers were not matched in time. */
    lateAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    createdById: p.uuid(),
  },
  indexes: [{ properties: ['department', 'fileHash'] }, { properties: ['campaign'] }],
});

export type HandedList = InferEntity<typeof HandedList>;

/** One row of such a list: a target of the register, and its cells as they came. */
export const HandedRow = defineEntity({
  name: 'HandedRow',
  tableName: 'handed_row',
  properties: {
    list: () => p.manyToOne(HandedList).mapToPk().primary(),
    /** As a spreadsheet counts it. */
    row: p.integer().primary(),
    realId: p.text().collation('C'),
    name: p.string(),
    /** In the order of the headings; a natural person's number is not among them. */
    cells: p.array(),
    uploadState: p.enum(() => UploadState).default(UploadState.NOT_DUE),
    uploadedAt: p.datetime().nullable(),
    /** Why the platform refused it. */
    rejectedFor: p.text().nullable(),
  },
  uniques: [{ properties: ['list', 'realId'] }],
});

export type HandedRow = InferEntity<typeof HandedRow>;
