import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Role } from '../shared/roles.js';
import { Account } from './account.entity.js';

/** A key by which a machine acts; told once, stored as SHA-256. */
export const ApiKey = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(Account).mapToPk(),
    name: p.string(),
    /** The first characters of the key, by which people know it again. */
    hint: p.string(),
    keyHash: p.string().length(64).unique(),
    /** What it may do: of the account's roles. */
    roles: p.array<Role>(),
    createdAt: p.datetime(),
    createdBy: p.uuid().nullable(),
    expiresAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
    /** The key that this one takes the place of; the old one ends some time later. */
    rotatedFrom: p.uuid().nullable(),
    revokedAt: p.datetime().nullable(),
    /** When somebody last tried it in vain, after its end. */
    lastRefusedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['account'] }],
});

export type ApiKey = InferEntity<typeof ApiKey>;
