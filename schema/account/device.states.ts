import { registerEnumType } from 'type-graphql';

/** By which algorithm a device signs: what browsers' WebCrypto has. */
export enum DeviceKeyKind {
  ED25519 = 'ED25519',
  P256 = 'P256',
}

/** How a device stands. */
export enum DeviceState {
  VALID = 'VALID',
  REVOKED = 'REVOKED',
}

registerEnumType(DeviceKeyKind, {
  name: 'DeviceKeyKind',
  description: '设备密钥的算法。By which algorithm a device signs.',
  valuesConfig: {
    ED25519: { description: 'Ed25519' },
    P256: { description: 'ECDSA P-256, SHA-256' },
  },
});

registerEnumType(DeviceState, {
  name: 'DeviceState',
  description: '设备的状态。How a device stands.',
  valuesConfig: {
    VALID: { description: '有效: what it signed is taken' },
    REVOKED: { description: '已停用: nothing more is taken from it; what was taken before stays' },
  },
});
