/** A beacon chain of the tests' own, with its secret key, and signatures as only an attacker writes them. */
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { type BeaconSource, chainHash, sha256, toHex } from '../../../scheduler/draw/index.js';
import { frozenAt } from './scenario.js';

const { shortSignatures, G1, G2, fields } = bls12_381;
const prime = fields.Fp.ORDER;

/** Its rounds come every 30 seconds; that of a freeze at `frozenAt` comes out 1220 seconds later. */
export function chainOf(secretKey: Uint8Array): BeaconSource {
  const chain = {
    scheme: 'bls-unchained-g1-rfc9380' as const,
    publicKey: toHex(shortSignatures.getPublicKey(secretKey).toBytes()),
    period: 30,
    genesis: frozenAt - 1000,
    groupHash: 'c'.repeat(64),
    beaconId: 'local',
  };
  return { type: 'beacon', id: 'local', ...chain, chainHash: chainHash(chain), delay: 1200 };
}

export function signRound(secretKey: Uint8Array, round: number): Uint8Array {
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(round));
  return shortSignatures.sign(shortSignatures.hash(sha256.digest(message)), secretKey).toBytes();
}

/** Compressed by hand: the library refuses to write points outside the subgroup. */
function compressed(x: bigint, y: bigint): Uint8Array {
  const bytes = fields.Fp.toBytes(x);
  bytes[0]! |= y > (prime - 1n) / 2n ? 0xa0 : 0x80;
  return bytes;
}

/** Whether compressed bytes lead to a point of the curve at all. */
export function isOnCurve(signature: Uint8Array): boolean {
  const { Fp } = fields;
  return Fp.pow(Fp.add(Fp.pow(plain(signature).x, 3n), 4n), (prime - 1n) / 2n) === 1n;
}

function plain(signature: Uint8Array): { x: bigint } {
  const bytes = signature.slice();
  bytes[0]! &= 0x1f;
  return { x: fields.Fp.fromBytes(bytes) };
}

export const beaconAt = {
  uncompressed: (signature: Uint8Array) => G1.Point.fromBytes(signature).toBytes(false),

  /** (0, 2) lies on y² = x³ + 4 and has order 3. */
  plusPointOfOrder3(signature: Uint8Array): Uint8Array {
    const sum = G1.Point.fromBytes(signature).add(G1.Point.fromAffine({ x: 0n, y: 2n }));
    const { x, y } = sum.toAffine();
    return compressed(x, y);
  },

  /** x + p in place of x, where that has 381 bits still. */
  unreduced(signature: Uint8Array): Uint8Array {
    const sum = plain(signature).x + prime;
    const bytes = Uint8Array.from(sum.toString(16).padStart(96, '0').match(/../g)!, (pair) =>
      Number.parseInt(pair, 16),
    );
    bytes[0]! |= signature[0]! & 0xe0;
    return bytes;
  },

  /** A key whose signature of this round has an x small enough to be written unreduced. */
  keyWithSmallSignature(round: number): { secretKey: Uint8Array; signature: Uint8Array } {
    for (let n = 1; ; n++) {
      const secretKey = new Uint8Array(32).fill(n);
      const signature = signRound(secretKey, round);
      if (plain(signature).x + prime < 1n << 381n) return { secretKey, signature };
    }
  },

  /** The point of G2's curve with the smallest x = 0 + c·u: on the curve, not in the subgroup. */
  keyOutsideSubgroup(): string {
    for (let c = 1n; ; c++) {
      const bytes = new Uint8Array(96);
      bytes[47] = Number(c);
      bytes[0] = 0x80;
      try {
        G2.Point.fromBytes(bytes);
      } catch (error) {
        if (String(error).includes('subgroup')) return toHex(bytes);
      }
    }
  },
};
