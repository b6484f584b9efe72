import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { type Keyring, SealBrokenError } from '../shared/keyring.js';
import type { Chance } from '../shared/unit.js';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What stands in a table of something that was sealed. */
export interface SealedBytes {
  /** AES-256-GCM: nonce, body, tag. */
  readonly ciphertext: Uint8Array;
  /** The key of these bytes alone, sealed by the installation's master key. */
  readonly sealedKey: string;
}

/** A fresh key for one record. */
export function makeRecordKey(chance: Chance): Uint8Array {
  return chance.bytes(KEY_BYTES);
}

/** Bytes that encryption adds. */
export const ADDED_BYTES = NONCE_BYTES + TAG_BYTES;

/** Encrypts under a key. `purpose` says what and whose it is: it opens for the same only. */
export function encryptWith(key: Uint8Array, chance: Chance, plain: Uint8Array, purpose: string): Buffer {
  const nonce = chance.bytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Encrypts under a fresh key, which comes sealed. */
export function encrypt(keys: Keyring, chance: Chance, plain: Uint8Array, purpose: string): SealedBytes {
  const key = makeRecordKey(chance);
  return { ciphertext: encryptWith(key, chance, plain, purpose), sealedKey: keys.seal(key, purpose) };
}

/** @throws SealBrokenError where key, bytes or purpose are not those of the sealing */
export function decrypt(keys: Keyring, { ciphertext, sealedKey }: SealedBytes, purpose: string): Uint8Array {
  return decryptWith(keys.open(sealedKey, purpose), ciphertext, purpose);
}

/** @throws SealBrokenError */
export function decryptWith(key: Uint8Array, ciphertext: Uint8Array, purpose: string): Uint8Array {
  if (ciphertext.length < ADDED_BYTES) throw new SealBrokenError('a sealed record is too short');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, ciphertext.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(ciphertext.subarray(-TAG_BYTES));
    const body = [decipher.update(ciphertext.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
    return new Uint8Array(Buffer.concat(body));
  } catch {
    throw new SealBrokenError('a sealed record does not open with its key');
  }
}

/** By which later anybody with the keys can say whether this is what was there. */
export function contentHashOf(keys: Keyring, plain: Uint8Array): string {
  return keys.identify(`content:${createHash('sha256').update(plain).digest('hex')}`);
}
