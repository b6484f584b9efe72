import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Account } from './account.entity.js';

/** A password that an account had, as its hash: it may not come again soon. */
export const PasswordHistory = defineEntity({
  name: 'PasswordHistory',
  tableName: 'password_history',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(Account).mapToPk(),
    passwordHash: p.string(),
    replacedAt: p.datetime(),
  },
  indexes: [{ properties: ['account'] }],
});

export type PasswordHistory = InferEntity<typeof PasswordHistory>;
