import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import type { Device, DeviceKey } from './device.entity.js';
import { DeviceKeyKind } from './device.states.js';

const forms: Readonly<Record<DeviceKeyKind, Pick<DeviceKey, 'kty' | 'crv'>>> = {
  [DeviceKeyKind.ED25519]: { kty: 'OKP', crv: 'Ed25519' },
  [DeviceKeyKind.P256]: { kty: 'EC', crv: 'P-256' },
};

/** The 32 bytes of a coordinate, base64url without padding. */
const coordinate = /^[A-Za-z0-9_-]{43}$/;

/** A key in its one form with its algorithm; undefined where it is none, or of another algorithm. */
export function readDeviceKey(text: string): { kind: DeviceKeyKind; key: DeviceKey } | undefined {
  try {
    const { kty, crv, x, y } = JSON.parse(text) as DeviceKey;
    const kinds = Object.values(DeviceKeyKind);
    const kind = kinds.find((one) => forms[one].kty === kty && forms[one].crv === crv);
    const key = kind === DeviceKeyKind.P256 ? { kty, crv, x, y } : { kty, crv, x };
    if (!kind || !coordinate.test(x) || (kind === DeviceKeyKind.P256 && !coordinate.test(y ?? ''))) return;
    importKey(key as DeviceKey);
    return { kind, key: key as DeviceKey };
  } catch {
    return undefined;
  }
}

function importKey({ kty, crv, x, y }: DeviceKey): KeyObject {
  return createPublicKey({ key: { kty, crv, x, ...(y ? { y } : {}) }, format: 'jwk' });
}

/** The thumbprint of RFC 7638, lower-case hex. */
export function thumbprintOf({ crv, kty, x, y }: DeviceKey): string {
  return hash('sha256', JSON.stringify({ crv, kty, x, ...(y ? { y } : {}) }), 'hex');
}

/** Checks signatures of a device as WebCrypto makes them, base64url; the key is read once. */
export function signatureCheck({ keyKind, publicKey }: Pick<Device, 'keyKind' | 'publicKey'>) {
  const key = importKey(publicKey);
  return (text: string, signature: string): boolean => {
    const [bytes, signed] = [Buffer.from(text), Buffer.from(signature, 'base64url')];
    if (signed.length !== 64) return false;
    return keyKind === DeviceKeyKind.ED25519
      ? verify(null, bytes, key, signed)
      : verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signed);
  };
}
