import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Account } from './account.entity.js';

/** An account's authenticator (TOTP, RFC 6238); secrets are sealed by the installation's master key. */
export const SecondFactor = defineEntity({
  name: 'SecondFactor',
  tableName: 'second_factor',
  properties: {
    account: () => p.manyToOne(Account).mapToPk().primary().index(false),
    /** What counts; absent until the first code was right. */
    sealedSecret: p.text().nullable(),
    confirmedAt: p.datetime().nullable(),
    /** The last time step whose code was taken: none is taken twice. */
    lastStep: p.integer().nullable(),
    /** An authenticator that is being enrolled; the one that counts goes on counting meanwhile. */
    sealedCandidate: p.text().nullable(),
    startedAt: p.datetime(),
  },
});

export type SecondFactor = InferEntity<typeof SecondFactor>;

/** A code for once, for whoever lost the authenticator. Stored as HMAC under the installation's key. */
export const RecoveryCode = defineEntity({
  name: 'RecoveryCode',
  tableName: 'recovery_code',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(Account).mapToPk(),
    codeHash: p.string().length(64),
    usedAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['account', 'codeHash'] }],
});

export type RecoveryCode = InferEntity<typeof RecoveryCode>;
