import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Account } from './account.entity.js';
import { SignInMethod } from './account.states.js';

/** A browser that is signed in. Its key is the SHA-256 of the token, so that the table lets nobody in. */
export const Session = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: p.string().length(64).primary(),
    /** By which it is listed and ended: nobody is shown the key. */
    handle: p.uuid().unique(),
    account: () => p.manyToOne(Account).mapToPk(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    lastSeenAt: p.datetime(),
    method: p.enum(() => SignInMethod),
    /** When the second factor was shown; absent where none was asked for, or where it is still missing. */
    secondFactorAt: p.datetime().nullable(),
    /** What the browser calls itself, at most 200 characters, so that its owner knows it again. */
    client: p.string().nullable(),
    revokedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['account'] }],
});

export type Session = InferEntity<typeof Session>;
