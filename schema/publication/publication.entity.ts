import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../department/index.js';
import { departmentScope } from '../shared/scope.js';
import { PublicationKind, PublicationState } from './publication.states.js';

/** A duty to publish, with the version that was frozen for it. */
export const Publication = defineEntity({
  name: 'Publication',
  tableName: 'publication',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => PublicationKind),
    /** What it publishes: the version of a result. */
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
    campaignCode: p.string(),
    campaignTitle: p.string(),
    visitedOn: p.date(),
    resultText: p.string(),
    dispositionText: p.string(),
    methodText: p.string(),
    confirmedOn: p.date(),
    /** When it was corrected, where an earlier version had been public. */
    correctedOn: p.date().nullable(),
    dueOn: p.date(),
    publishedAt: p.datetime(),
    text: p.text(),
    hash: p.string(),
  },
  indexes: [{ properties: ['publishedAt', 'id'] }, { properties: ['campaignCode', 'publishedAt', 'id'] }],
});

export type PublicRecord = InferEntity<typeof PublicRecord>;
