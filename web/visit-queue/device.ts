import { asked, change, look } from './database.js';
import { base64url, hashText, utf8 } from './encoding.js';

/** The algorithms that the server knows, the first that the browser has is taken. */
export const keyKinds = ['Ed25519', 'P-256'] as const;
export type KeyKind = (typeof keyKinds)[number];

/** The device as the phone knows it. Its private key never leaves the browser, which does not give it to a script either. */
export interface DeviceKey {
  readonly privateKey: CryptoKey;
  /** As JSON of a JWK. */
  readonly publicKey: string;
  /** RFC 7638, lower-case hex: the server’s `fingerprint`. */
  readonly keyId: string;
  /** On the server, once it is registered. */
  readonly deviceId?: string;
  /** The server takes nothing more from it. */
  readonly isRevoked?: boolean;
}

async function generate(kind: KeyKind): Promise<CryptoKeyPair> {
  const algorithm = kind === 'Ed25519' ? { name: kind } : { name: 'ECDSA', namedCurve: kind };
  return (await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])) as CryptoKeyPair;
}

async function generateFirst([kind, ...others]: readonly KeyKind[]): Promise<CryptoKeyPair> {
  try {
    return await generate(kind ?? 'P-256');
  } catch (error) {
    if (others.length === 0) throw error;
    return generateFirst(others);
  }
}

async function makeKey(kinds: readonly KeyKind[]): Promise<DeviceKey> {
  const pair = await generateFirst(kinds);
  const { crv, kty, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicKey = JSON.stringify({ crv, kty, x, ...(y ? { y } : {}) });
  return { privateKey: pair.privateKey, publicKey, keyId: hashText(publicKey) };
}

/** The account's device on this phone; undefined before the first look. */
export async function readDevice(database: IDBDatabase): Promise<DeviceKey | undefined> {
  return look(database, ['own'], (transaction) => asked(transaction.objectStore('own').get('device')));
}

/** The device, its key made where there is none. Two tabs that make one at the same time have the first. */
export async function ensureDevice(database: IDBDatabase, kinds: readonly KeyKind[]): Promise<DeviceKey> {
  const known = await readDevice(database);
  if (known) return known;
  const made = await makeKey(kinds);
  return change(database, ['own'], async (transaction) => {
    const own = transaction.objectStore('own');
    const first = (await asked(own.get('device'))) as DeviceKey | undefined;
    if (!first) await asked(own.put(made, 'device'));
    return first ?? made;
  });
}

/** Another key: the one before was revoked, or is somebody else’s. */
export async function replaceDevice(database: IDBDatabase, kinds: readonly KeyKind[]): Promise<void> {
  const made = await makeKey(kinds);
  await change(database, ['own'], (transaction) => asked(transaction.objectStore('own').put(made, 'device')));
}

/** Writes down what the server told of the device; nothing where it has another key by now. */
export async function noteDevice(
  database: IDBDatabase,
  keyId: string,
  told: Pick<DeviceKey, 'deviceId' | 'isRevoked'>,
): Promise<void> {
  await change(database, ['own'], async (transaction) => {
    const own = transaction.objectStore('own');
    const device = (await asked(own.get('device'))) as DeviceKey | undefined;
    if (device?.keyId === keyId) await asked(own.put({ ...device, ...told }, 'device'));
  });
}

/** A signature as the server checks it, base64url. */
export async function signText({ privateKey }: DeviceKey, text: string): Promise<string> {
  const isElliptic = privateKey.algorithm.name === 'ECDSA';
  const algorithm = isElliptic ? { name: 'ECDSA', hash: 'SHA-256' } : privateKey.algorithm;
  return base64url(await crypto.subtle.sign(algorithm, privateKey, utf8(text)));
}
