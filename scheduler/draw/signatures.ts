/** Checks of the two kinds of signature (§6); to be injected, like `Hasher`. */
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { ed25519 } from '@noble/curves/ed25519.js';

/** Each answers whether `sig` is the signature of `message` by `key`: false, never an error, for malformed bytes. */
export interface Signatures {
  /** RFC 8032, 5.1.7, with the cofactor; key 32 bytes, signature 64, both in canonical encoding. */
  ed25519(key: Uint8Array, message: Uint8Array, sig: Uint8Array): boolean;
  /** `bls-unchained-g1-rfc9380`: key 96 bytes on G2, signature 48 on G1, compressed, neither of them zero. */
  bls(key: Uint8Array, message: Uint8Array, sig: Uint8Array): boolean;
}

export const signatures: Signatures = {
  ed25519: (key, message, sig) => holds(() => ed25519.verify(sig, message, key, { zip215: false })),
  bls: (key, message, sig) =>
    holds(() => {
      const { hash, verify } = bls12_381.shortSignatures;
      return verify(blsPoint('G1', sig), hash(message), blsPoint('G2', key));
    }),
};

/** Whether 32 bytes are a point that can serve as a witness's key: canonical and not of small order. */
export function isEd25519Key(key: Uint8Array): boolean {
  return ed25519.utils.isValidPublicKey(key, false) && !ed25519.Point.fromBytes(key).isSmallOrder();
}

/** Whether 96 bytes are a point of G2, compressed, in the subgroup of prime order and not its zero. */
export function isBlsKey(key: Uint8Array): boolean {
  return holds(() => blsPoint('G2', key) !== undefined);
}

const compressedSizes = { G1: 48, G2: 96 };

/** `fromBytes` checks curve and subgroup, and would take zero and the uncompressed form as well. */
function blsPoint<G extends 'G1' | 'G2'>(group: G, bytes: Uint8Array) {
  if (bytes.length !== compressedSizes[group]) throw new RangeError('not compressed');
  const point = bls12_381[group].Point.fromBytes(bytes);
  if (point.is0()) throw new RangeError('zero');
  return point as ReturnType<(typeof bls12_381)[G]['Point']['fromBytes']>;
}

/** The curves throw for bytes that are no point; here that is an answer. */
function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
