import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Account } from './account.entity.js';

/** The Ed25519 public key by which a witness anchors; its private half never comes here. */
export const WitnessKey = defineEntity({
  name: 'WitnessKey',
  tableName: 'witness_key',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(Account).mapToPk(),
    name: p.string(),
    /** 32 bytes, lower-case hex. */
    publicKey: p.string().length(64).unique(),
    /** SHA-256 of the public key, lower-case hex. */
    fingerprint: p.string().length(64),
    registeredAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
    revokedById: p.uuid().nullable(),
    /** Why, in the words of whoever revoked it. */
    revokedFor: p.text().nullable(),
  },
  indexes: [{ properties: ['account'] }],
});

export type WitnessKey = InferEntity<typeof WitnessKey>;
