import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** Where the chain ends: one row, touched by the database's own function alone. */
export const AuditHead = defineEntity({
  name: 'AuditHead',
  tableName: 'audit_head',
  properties: {
    /** Always 1: there is one row. */
    id: p.integer().primary().autoincrement(false),
    size: p.bigint('number'),
    chainHash: p.string().length(64),
  },
});

/** A signed statement of what the record held when it had so many events; published. */
export const AuditCheckpoint = defineEntity({
  name: 'AuditCheckpoint',
  tableName: 'audit_checkpoint',
  properties: {
    /** How many events it covers. */
    size: p.bigint('number').primary().autoincrement(false),
    /** Root of the tree (RFC 9162) over their leaf hashes, lower-case hex. */
    root: p.string().length(64),
    chainHash: p.string().length(64),
    at: p.datetime(),
    algorithm: p.string(),
    /** Four bytes by which a signature names its key, lower-case hex. */
    keyId: p.string().length(8),
    /** The public key, as C2SP writes one: name, id and key. */
    verifierKey: p.text(),
    /** The signed note itself: all the rest stands in it. */
    note: p.text(),
  },
});

export type AuditCheckpoint = InferEntity<typeof AuditCheckpoint>;

/** Roots of whole subtrees, 256 children each, so that a proof need not read every leaf. */
export const AuditNode = defineEntity({
  name: 'AuditNode',
  tableName: 'audit_node',
  properties: {
    /** Of how many leaves: 256 to the power of this. */
    height: p.smallint().primary().autoincrement(false),
    index: p.bigint('number').primary().autoincrement(false),
    hash: p.string().length(64),
  },
});

/** What remains here of an event whose content is in an archive: its place in the chain and in the tree. */
export const AuditArchivedLeaf = defineEntity({
  name: 'AuditArchivedLeaf',
  tableName: 'audit_archived_leaf',
  properties: {
    seq: p.bigint('number').primary().autoincrement(false),
    leafHash: p.string().length(64),
    chainHash: p.string().length(64),
  },
});
