import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Account } from '../../account/index.js';

/** An address at which an officer's calendar finds the times of their visits. Of its secret only the hash is kept. */
export const CalendarFeed = defineEntity({
  name: 'CalendarFeed',
  tableName: 'calendar_feed',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(Account).mapToPk(),
    /** SHA-256 of the secret in the address. */
    tokenHash: p.string().length(64).unique().hidden(),
    createdAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
    lastReadAt: p.datetime().nullable(),
  },
  uniques: [
    { properties: ['account'], name: 'calendar_feed_of_account_unique', where: 'revoked_at is null' },
  ],
});

export type CalendarFeed = InferEntity<typeof CalendarFeed>;
