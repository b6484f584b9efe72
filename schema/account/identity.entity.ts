import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Account } from './account.entity.js';

/** An account's identity at a provider of OpenID Connect, bound by an administrator. */
export const Identity = defineEntity({
  name: 'Identity',
  tableName: 'identity',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(Account).mapToPk(),
    issuer: p.text(),
    subject: p.text(),
    boundAt: p.datetime(),
    unboundAt: p.datetime().nullable(),
  },
  uniques: [
    { properties: ['issuer', 'subject'], name: 'identity_of_subject_unique', where: 'unbound_at is null' },
  ],
});

export type Identity = InferEntity<typeof Identity>;

/** A sign-in that is on its way to the provider and back. Its key is the SHA-256 of the state. */
export const IdentitySignIn = defineEntity({
  name: 'IdentitySignIn',
  tableName: 'identity_sign_in',
  properties: {
    id: p.string().length(64).primary(),
    /** SHA-256 of the browser's own cookie: the answer must come back to the browser that asked. */
    browserHash: p.string().length(64),
    /** Nonce and code verifier, sealed. */
    sealedSecrets: p.text(),
    startedAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  },
});

export type IdentitySignIn = InferEntity<typeof IdentitySignIn>;
