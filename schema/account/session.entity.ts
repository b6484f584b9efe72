import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Account } from './account.entity.js';

/** A browser that is signed in. Its key is the SHA-256 of the token, so that the table lets nobody in. */
export const Session = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: p.string().length(64).primary(),
    account: () => p.manyToOne(Account).mapToPk(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    lastSeenAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['account'] }],
});

export type Session = InferEntity<typeof Session>;
