import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/**
 * Failed attempts under one name, whether or not there is such an account: so both behave alike. Keyed by HMAC of the name,
 * because people type passwords into the wrong field.
 */
export const LockOut = defineEntity({
  name: 'LockOut',
  tableName: 'lock_out',
  properties: {
    id: p.string().length(64).primary(),
    failureCount: p.integer(),
    lastFailedAt: p.datetime(),
    lockedUntil: p.datetime().nullable(),
  },
  indexes: [{ properties: ['lastFailedAt'] }],
});

export type LockOut = InferEntity<typeof LockOut>;
