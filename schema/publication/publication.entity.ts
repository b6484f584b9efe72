import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../department/index.js';
import { departmentScope } from '../shared/scope.js';
import { PublicationKind, PublicationState, PublicEndGround, WithheldGround } from './publication.states.js';

/** A duty to publish, with the version that was frozen for it. */
export const Publication = defineEntity({
  name: 'Publication',
  tableName: 'publication',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => PublicationKind),
    /** What it publishes: the version of a result or of a decision. */
    subjectId: p.uuid(),
    /** The public record, the same for all its versions: the id of the first. */
    recordId: p.uuid(),
    version: p.integer(),
    state: p.enum(() => PublicationState),
    title: p.string(),
    dueOn: p.date(),
    isProvisional: p.boolean(),
    /** The public edition, canonical JSON, and its SHA-256: frozen, so that it is what was reviewed. */
    publicText: p.text(),
    publicHash: p.string(),
    preparedAt: p.datetime(),
    releasedById: p.uuid().nullable(),
    /** The arrangement by which it was released, if any. */
    releasedUnderId: p.uuid().nullable(),
    releasedAt: p.datetime().nullable(),
    publishedAt: p.datetime().nullable(),
    /** By which rule it is not published; absent where it is. */
    withheldFor: p.enum(() => WithheldGround).nullable(),
    /** The last day on which it is public; absent where it has no term. */
    endsOn: p.date().nullable(),
    endedAt: p.datetime().nullable(),
    endedFor: p.enum(() => PublicEndGround).nullable(),
  },
  uniques: [{ properties: ['kind', 'subjectId'] }, { properties: ['recordId', 'version'] }],
  indexes: [{ properties: ['state', 'dueOn'] }],
});

export type Publication = InferEntity<typeof Publication>;

/** What a channel answered for one version: with every required receipt the version is published. */
export const ChannelReceipt = defineEntity({
  name: 'ChannelReceipt',
  tableName: 'channel_receipt',
  properties: {
    publication: () => p.manyToOne(Publication).mapToPk().primary(),
    channel: p.string().primary(),
    receipt: p.json<Record<string, unknown>>(),
    receivedAt: p.datetime(),
  },
});

export type ChannelReceipt = InferEntity<typeof ChannelReceipt>;

/**
 * What the public may read, and nothing else: the portal has no other table of results. A record is its current version
 * alone; those before stay with their publications.
 */
export const PublicRecord = defineEntity({
  name: 'PublicRecord',
  tableName: 'public_record',
  properties: {
    /** Of the publication's first version, and the same for all after it. */
    id: p.uuid().primary(),
    kind: p.enum(() => PublicationKind),
    version: p.integer(),
    realId: p.string(),
    /** The value of the real-world id alone: a credit code or a licence number. */
    identifier: p.string().index(),
    entityName: p.string(),
    departmentCode: p.string(),
    departmentName: p.string(),
    /** The division of the department when it was made public, and those above it. */
    divisionCodes: p.array(),
    /** Beginnings of the unit's codes of GB/T 4754, as the register had them when it was made public: `F`, `F5`, `F52` … */
    tradePrefixes: p.array(),
    /** The day of the visit or of the decision. */
    happenedOn: p.date().index(),
    /** Of the result of an inspection. */
    campaignCode: p.string().nullable(),
    campaignTitle: p.string().nullable(),
    visitedOn: p.date().nullable(),
    resultCode: p.string().nullable(),
    resultText: p.string().nullable(),
    dispositionText: p.string().nullable(),
    methodText: p.string().nullable(),
    confirmedOn: p.date().nullable(),
    /** Of a decision. */
    documentNo: p.string().nullable(),
    decidedOn: p.date().nullable(),
    /** The last day on which it is public. */
    endsOn: p.date().nullable(),
    /** When it was corrected, where an earlier version had been public. */
    correctedOn: p.date().nullable(),
    dueOn: p.date(),
    publishedAt: p.datetime(),
    text: p.text(),
    hash: p.string(),
  },
  // Each search has one that brings its rows newest first; names, divisions and trades have the one of migration 0024.
  indexes: [
    { properties: ['publishedAt', 'id'] },
    { properties: ['campaignCode', 'publishedAt', 'id'] },
    { properties: ['kind', 'publishedAt', 'id'] },
    { properties: ['departmentCode', 'publishedAt', 'id'] },
    { properties: ['resultCode', 'publishedAt', 'id'] },
  ],
});

export type PublicRecord = InferEntity<typeof PublicRecord>;

/** That a record was public once. It names nobody, but for a note on a withdrawn penalty, which has a day of its own. */
export const PublicEnd = defineEntity({
  name: 'PublicEnd',
  tableName: 'public_end',
  properties: {
    /** The record's. */
    id: p.uuid().primary(),
    kind: p.enum(() => PublicationKind),
    departmentName: p.string(),
    ground: p.enum(() => PublicEndGround),
    endedAt: p.datetime(),
    /** What was withdrawn, and by what; gone after its last day. */
    note: p.text().nullable(),
    noteToOn: p.date().nullable(),
  },
});

export type PublicEnd = InferEntity<typeof PublicEnd>;
