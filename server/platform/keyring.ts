import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import {
  type CheckpointSigner,
  type Keyring,
  SealBrokenError,
  type SignatureAlgorithm,
} from '../../schema/shared/keyring.js';
import type { Chance } from '../../schema/shared/unit.js';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const form = z.strictObject({
  master: secret,
  identity: secret,
  /** PKCS #8 in PEM. */
  ed25519: z.string(),
  sm2: z.string(),
});

/** What the key file holds. */
export type Keys = z.infer<typeof form>;

/** The key file is absent, damaged, or readable by others. */
export class KeyFileError extends Error {}

function makeSigningKey(algorithm: SignatureAlgorithm): string {
  const { privateKey } =
    algorithm === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: 'SM2' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Fresh keys. */
export function makeKeys(chance: Chance): Keys {
  const bytes = () => Buffer.from(chance.bytes(KEY_BYTES)).toString('base64url');
  return {
    master: bytes(),
    identity: bytes(),
    ed25519: makeSigningKey('ed25519'),
    sm2: makeSigningKey('sm2-sm3'),
  };
}

function signer(key: KeyObject, algorithm: SignatureAlgorithm): CheckpointSigner {
  const digest = algorithm === 'ed25519' ? null : 'sm3';
  return {
    algorithm,
    publicKey: new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' })),
    sign: (message) => new Uint8Array(sign(digest, message, key)),
  };
}

/** The keyring of these keys. */
export function createKeyring(
  keys: Keys,
  chance: Chance,
  algorithm: SignatureAlgorithm = 'ed25519',
): Keyring {
  const master = Buffer.from(keys.master, 'base64url');
  const identity = Buffer.from(keys.identity, 'base64url');
  const signing = createPrivateKey(algorithm === 'ed25519' ? keys.ed25519 : keys.sm2);
  return {
    seal(plain, purpose) {
      const nonce = chance.bytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new SealBrokenError('a sealed text is too short');
      try {
        const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(Buffer.from(purpose))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        const plain = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
        return new Uint8Array(Buffer.concat(plain));
      } catch {
        throw new SealBrokenError('a sealed text does not open with this key');
      }
    },
    identify: (text) => createHmac('sha256', identity).update(text, 'utf8').digest('hex'),
    checkpoints: signer(signing, algorithm),
  };
}

/** SHA-256 of the keys, by which a database remembers whose it is. */
export function fingerprintOfKeys(keys: Keys): string {
  return createHash('sha256').update(`${keys.master}\n${keys.identity}`).digest('hex');
}

/**
 * Reads the key file; makes it, readable by its owner alone, where there is none and `mayMake`.
 * @throws KeyFileError
 */
export function readKeyFile(path: string, chance: Chance, mayMake: boolean): Keys {
  if (!existsSync(path)) {
    if (!mayMake) {
      throw new KeyFileError(
        `没有密钥文件 ${path}：请从备份恢复，没有它无法解开已加密的数据。There is no key file ${path}: bring it back from its backup; without it nothing that was sealed can be opened.`,
      );
    }
    const keys = makeKeys(chance);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return keys;
  }
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new KeyFileError(
      `密钥文件 ${path} 其他用户可读：请执行 chmod 600。The key file ${path} can be read by others: chmod 600 it.`,
    );
  }
  try {
    return form.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new KeyFileError(
      `密钥文件 ${path} 已损坏：请从备份恢复。The key file ${path} is damaged: bring it back from its backup.`,
    );
  }
}
