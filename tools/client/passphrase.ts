import { createCipheriv, createDecipheriv, scryptSync } from 'node:crypto';
import { z } from 'zod';
import type { Chance } from '../../schema/shared/unit.js';
import { ClientError } from './client-error.js';

/** About 0.1 s and 64 MB for each guess. */
const cost = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 } as const;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));

/** A text sealed by a passphrase: scrypt makes the key, AES-256-GCM seals. All bytes in hex. */
export const sealedText = z.object({
  kdf: z.literal('scrypt-65536-8-1'),
  cipher: z.literal('aes-256-gcm'),
  salt: hex(16),
  nonce: hex(12),
  tag: hex(16),
  text: z.string().regex(/^([0-9a-f]{2})*$/),
});

export type SealedText = z.infer<typeof sealedText>;

/** Seals a text, with salt and nonce of its own. @param bound what the seal vouches for beside the text */
export function sealText(text: string, passphrase: string, bound: string, chance: Chance): SealedText {
  const [salt, nonce] = [chance.bytes(16), chance.bytes(12)];
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce).setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    kdf: 'scrypt-65536-8-1',
    cipher: 'aes-256-gcm',
    salt: Buffer.from(salt).toString('hex'),
    nonce: Buffer.from(nonce).toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
    text: sealed.toString('hex'),
  };
}

/** @throws ClientError when the passphrase is wrong or the file was changed: nobody can tell which */
export function openText(sealed: SealedText, passphrase: string, bound: string): string {
  const [salt, nonce, tag, text] = [sealed.salt, sealed.nonce, sealed.tag, sealed.text].map(fromHex);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, salt!), nonce!, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(bound)).setAuthTag(tag!);
  try {
    return decipher.update(text!, undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new ClientError(
      'WRONG_PASSPHRASE',
      '口令不对，或密钥文件已损坏。',
      'Wrong passphrase, or the key file is damaged.',
    );
  }
}

function fromHex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

function keyOf(passphrase: string, salt: Uint8Array): Buffer {
  return scryptSync(passphrase.normalize('NFC'), salt, 32, cost);
}
