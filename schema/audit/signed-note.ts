import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import type { CheckpointSigner, SignatureAlgorithm } from '../shared/keyring.js';

/**
 * Checkpoints as text, in the forms that transparency logs share (C2SP signed-note and tlog-checkpoint): body, blank
 * line, signature. Ed25519 is theirs; SM2 with SM3 stands under the type that they leave to others.
 */
export interface CheckpointBody {
  /** Whose record: `fairdraw-audit/` and the hash of its first leaf. */
  readonly origin: string;
  readonly size: number;
  /** Lower-case hex, as all hashes here; base64 in the text. */
  readonly root: string;
  readonly chainHash: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** A key by which notes are checked. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  /** `name+id+key`, as C2SP writes it. */
  readonly text: string;
  verify(message: string, signature: Uint8Array): boolean;
}

/** A note that is in form; whether its signature holds, its key tells. */
export interface SignedNote extends CheckpointBody {
  readonly text: string;
  readonly signed: string;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

const ed25519Prefix = Buffer.from('302a300506032b6570032100', 'hex');
const ED25519 = 0x01;
const OTHER = 0xff;
const sm2Name = Buffer.from('sm2-sm3\n');

export const originOf = (firstLeafHash: string): string => `fairdraw-audit/${firstLeafHash}`;

/** A public key as C2SP writes it into a verifier key: its type, then the key. */
function keyBytesOf({ algorithm, publicKey }: Pick<CheckpointSigner, 'algorithm' | 'publicKey'>): Buffer {
  if (algorithm === 'ed25519') return Buffer.from([ED25519, ...publicKey.subarray(-32)]);
  return Buffer.concat([Buffer.of(OTHER), sm2Name, publicKey]);
}

function keyIdOf(name: string, key: Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), key]), 'hex').slice(0, 8);
}

/** The public key of a signer, under the name of its record. */
export function verifierKeyOf(origin: string, signer: CheckpointSigner): string {
  const key = keyBytesOf(signer);
  return `${origin}+${keyIdOf(origin, key)}+${key.toString('base64')}`;
}

function publicKeyOf(key: Buffer): { key: KeyObject; algorithm: SignatureAlgorithm } | undefined {
  const other = Buffer.concat([Buffer.of(OTHER), sm2Name]);
  const isEd25519 = key[0] === ED25519 && key.length === 33;
  if (!isEd25519 && !key.subarray(0, other.length).equals(other)) return undefined;
  const der = isEd25519 ? Buffer.concat([ed25519Prefix, key.subarray(1)]) : key.subarray(other.length);
  try {
    const made = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return { key: made, algorithm: isEd25519 ? 'ed25519' : 'sm2-sm3' };
  } catch {
    return undefined;
  }
}

/** Reads a verifier key; nothing where it is out of form. */
export function readVerifierKey(text: string): NoteVerifier | undefined {
  const [, name, keyId, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  if (!name || !keyId || !encoded) return undefined;
  const bytes = Buffer.from(encoded, 'base64');
  const known = publicKeyOf(bytes);
  if (bytes.toString('base64') !== encoded || keyIdOf(name, bytes) !== keyId || !known) return undefined;
  const digest = known.algorithm === 'ed25519' ? null : 'sm3';
  return {
    ...{ name, keyId, text, algorithm: known.algorithm },
    verify: (message, signature) => verify(digest, Buffer.from(message), known.key, signature),
  };
}

/** Signs a checkpoint. */
export function signNote(body: CheckpointBody, signer: CheckpointSigner): string {
  const root = Buffer.from(body.root, 'hex').toString('base64');
  const signed = `${body.origin}\n${body.size}\n${root}\nchain ${body.chainHash}\nat ${body.at}\n`;
  const key = keyBytesOf(signer);
  const id = Buffer.from(keyIdOf(body.origin, key), 'hex');
  const signature = Buffer.concat([id, signer.sign(Buffer.from(signed))]).toString('base64');
  return `${signed}\n— ${body.origin} ${signature}\n`;
}

const noteForm =
  /^((fairdraw-audit\/[0-9a-f]{64})\n([1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\nchain ([0-9a-f]{64})\nat (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\n)\n— (\S+) ([A-Za-z0-9+/]+={0,2})\n$/;

/** Reads a note of exactly our form, with one signature; nothing where a byte is out of place. */
export function readNote(text: string): SignedNote | undefined {
  const [, signed = '', origin = '', size, root = '', chainHash = '', at = '', name, encoded = ''] =
    noteForm.exec(text) ?? [];
  const [rootBytes, bytes] = [Buffer.from(root, 'base64'), Buffer.from(encoded, 'base64')];
  const isExact = rootBytes.toString('base64') === root && bytes.toString('base64') === encoded;
  if (name !== origin || !signed || !isExact || bytes.length < 5) return undefined;
  return {
    ...{ text, signed, origin, size: Number(size), root: rootBytes.toString('hex'), chainHash, at },
    keyId: bytes.subarray(0, 4).toString('hex'),
    signature: bytes.subarray(4),
  };
}
