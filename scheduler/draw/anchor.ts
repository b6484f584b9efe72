/**
 * The witness's anchor (§6): one message, signed on the witness's own device, that commits to a value and
 * proves when the commitment C existed. A hash chain alone can be rewritten by whoever holds the database.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { fromHex, lengthPrefixed, toHex, utf8 } from './bytes.js';
import { canonical } from './canonical.js';
import { witnessCommitment } from './entropy.js';
import type { AnchorBody } from './event.js';
import type { Signatures } from './signatures.js';

/** What the witness signs, and with what; hex, but for the value's bytes. */
export interface AnchorInput {
  /** The session S: C of a draw that was frozen alone. */
  C: string;
  witness: string;
  head: string;
  /** The session's. */
  statementHash: string;
  /** Unix seconds by the witness's clock. */
  at: number;
  /** 32 random bytes, or UTF-8 of `dice:…` or `digits:…`; kept by the witness until the reveal. */
  value: Uint8Array;
  /** Ed25519 secret key, 32 bytes in hex. Never leaves the device. */
  secretKey: string;
}

/** A witness's key pair from 32 random bytes, in hex; the public key goes into the rules. */
export function witnessKey(random: Uint8Array): { secretKey: string; publicKey: string } {
  return { secretKey: toHex(random), publicKey: toHex(ed25519.getPublicKey(random)) };
}

/** The signed message. `REVEAL_WEAK` for a value that is too short. */
export function makeAnchor(input: AnchorInput): AnchorBody {
  const { C, witness, head, statementHash, at } = input;
  const commitment = witnessCommitment(C, witness, input.value);
  const unsigned = { C, witness, head, statementHash, at, commitment };
  const sig = toHex(ed25519.sign(signedBytes(unsigned), fromHex(input.secretKey, 'secretKey')));
  return { ...unsigned, sig };
}

/** Whether the signature is one by this key. */
export function isSignedBy(anchor: AnchorBody, publicKey: string, signatures: Signatures): boolean {
  const { sig, ...unsigned } = anchor;
  return signatures.ed25519(fromHex(publicKey, 'publicKey'), signedBytes(unsigned), fromHex(sig, 'sig'));
}

function signedBytes(unsigned: Omit<AnchorBody, 'sig'>): Uint8Array {
  return lengthPrefixed([utf8('dr/1/anchor'), utf8(canonical(unsigned))]);
}
