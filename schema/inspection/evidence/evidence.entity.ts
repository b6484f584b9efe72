import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { PersonalRecord } from '../../personal/index.js';
import { Assignment } from '../assignment.entity.js';
import { EvidenceKind } from './evidence.kinds.js';

/**
 * A photo, document or signature of a visit, as it was taken: never changed (a trigger of the database refuses). What it
 * consists of lies in the store of evidence; whoever sees its assignment's department sees this row.
 */
export const Evidence = defineEntity({
  name: 'Evidence',
  tableName: 'evidence',
  properties: {
    id: p.uuid().primary(),
    /** Found by whoever is on the team, also from another department. */
    assignment: () => p.manyToOne(Assignment).mapToPk().filters(false),
    /** By which the device knows it: sent twice, it is one. */
    clientId: p.uuid(),
    kind: p.enum(() => EvidenceKind),
    /** The rectification, transfer or alarm that it belongs to; absent of what the visit itself brought up. */
    matterId: p.uuid().nullable(),
    /** The point of the checklist that it belongs to, by its code. */
    point: p.string().nullable(),
    /** As its bytes say, never its name. */
    mediaType: p.string(),
    /** Of the file as it was taken: what counts as evidence. */
    sha256: p.string().length(64),
    /** In bytes. */
    size: p.integer(),
    /** Place, time and camera from the picture, sealed; when it ends, the files end with it. */
    personal: () => p.manyToOne(PersonalRecord).mapToPk().filters(false),
    uploadedAt: p.datetime(),
    uploadedById: p.uuid(),
    /** The name as it was then. */
    uploadedByName: p.string(),
  },
  uniques: [{ properties: ['assignment', 'clientId'] }],
  indexes: [{ properties: ['matterId'], where: 'matter_id is not null' }],
});

export type Evidence = InferEntity<typeof Evidence>;

/** What a blob is of its evidence. */
export enum BlobRole {
  ORIGINAL = 'ORIGINAL',
  PICTURE = 'PICTURE',
  THUMBNAIL = 'THUMBNAIL',
}

/** Where a blob stands. It is announced before it is written, so that none can be in the store unknown. */
export enum BlobState {
  PENDING = 'PENDING',
  KEPT = 'KEPT',
  REMOVING = 'REMOVING',
  REMOVED = 'REMOVED',
}

/** A file in the store of evidence: its id is its name there. */
export const EvidenceBlob = defineEntity({
  name: 'EvidenceBlob',
  tableName: 'evidence_blob',
  properties: {
    id: p.uuid().primary(),
    assignment: () => p.manyToOne(Assignment).mapToPk().filters(false),
    /** Absent until the evidence stands: before, nobody trusts the blob. */
    evidence: () => p.manyToOne(Evidence).mapToPk().nullable(),
    role: p.enum(() => BlobRole),
    state: p.enum(() => BlobState),
    mediaType: p.string(),
    /** Of the plain bytes. */
    sha256: p.string().length(64),
    size: p.integer(),
    /** The key of its parts, sealed; destroyed before the blob is removed. */
    sealedKey: p.text().nullable().hidden(),
    /** Of an original: its name on the device and when it was taken, sealed. */
    sealedLabel: p.text().nullable().hidden(),
    createdAt: p.datetime(),
  },
  indexes: [{ properties: ['state', 'createdAt'], where: "state <> 'KEPT' and state <> 'REMOVED'" }],
});

export type EvidenceBlob = InferEntity<typeof EvidenceBlob>;

/** Evidence that its team does not stand by any more. It stays, with the reason. */
export const EvidenceWithdrawal = defineEntity({
  name: 'EvidenceWithdrawal',
  tableName: 'evidence_withdrawal',
  properties: {
    evidence: () => p.manyToOne(Evidence).mapToPk().primary(),
    reason: p.text(),
    withdrawnAt: p.datetime(),
    withdrawnById: p.uuid(),
    withdrawnByName: p.string(),
  },
});

export type EvidenceWithdrawal = InferEntity<typeof EvidenceWithdrawal>;
