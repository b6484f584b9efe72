import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Account } from './account.entity.js';
import { DeviceKeyKind } from './device.states.js';

/** A phone or tablet that signs what its officer records without network; its private key never leaves it. */
export const Device = defineEntity({
  name: 'Device',
  tableName: 'device',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(Account).mapToPk(),
    name: p.string(),
    keyKind: p.enum(() => DeviceKeyKind),
    /** The public key as a JSON Web Key (RFC 7517), its members `crv`, `kty`, `x` and, of P-256, `y`. */
    publicKey: p.json<DeviceKey>(),
    /** RFC 7638: SHA-256 of the key's canonical JSON, lower-case hex. One key is one account's. */
    fingerprint: p.string().length(64).unique(),
    registeredAt: p.datetime(),
    /** The session in which it was registered: its handle. */
    sessionId: p.uuid().nullable(),
    revokedAt: p.datetime().nullable(),
    revokedById: p.uuid().nullable(),
    /** Why, in the words of whoever revoked it. */
    revokedFor: p.text().nullable(),
  },
  indexes: [{ properties: ['account'] }],
});

export type Device = InferEntity<typeof Device>;

/** A public key as browsers export it. */
export interface DeviceKey {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y?: string;
}
