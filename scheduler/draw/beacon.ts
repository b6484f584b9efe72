/** A public beacon, a drand chain of scheme `bls-unchained-g1-rfc9380` (§3, §5, §6). */
import { concat, fromHex, toHex, utf8 } from './bytes.js';
import { code, instant } from './codes.js';
import { DrawFault } from './faults.js';
import { sha256 } from './sha256/sha256.js';
import { type Check, hash, hex, integer, oneOf, optional, shape, text } from './shape.js';
import { isBlsKey, type Signatures } from './signatures.js';

/** Hashes and the key (G2, compressed, 96 bytes) in hex; `period` and `delay` in seconds. */
export interface BeaconSource {
  type: 'beacon';
  id: string;
  name?: string;
  scheme: 'bls-unchained-g1-rfc9380';
  chainHash: string;
  publicKey: string;
  period: number;
  /** Unix seconds of round 1. */
  genesis: number;
  groupHash: string;
  beaconId: string;
  /** The round is the first at or after the freeze and this delay; an hour is usual. */
  delay: number;
}

/** The chain of drand with a round every three seconds; add type, id and delay. */
export const quicknet = {
  scheme: 'bls-unchained-g1-rfc9380',
  chainHash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451' +
    '0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  period: 3,
  genesis: 1_692_803_367,
  groupHash: 'f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e',
  beaconId: 'quicknet',
} as const;

export const beaconSource: Check<BeaconSource> = shape<BeaconSource>({
  type: oneOf('beacon'),
  id: code,
  name: optional(text),
  scheme: oneOf('bls-unchained-g1-rfc9380'),
  chainHash: hash,
  publicKey: hex(96),
  period: integer(1, 86_400),
  genesis: instant,
  groupHash: hash,
  beaconId: code,
  delay: integer(1, 31_536_000),
});

/** `BEACON_CHAIN` unless the chain is that of its hash, `BEACON_KEY` for a key that cannot be one. */
export function checkBeacon(beacon: BeaconSource): void {
  const expected = chainHash(beacon);
  if (beacon.chainHash !== expected) throw new DrawFault('BEACON_CHAIN', { id: beacon.id, expected });
  if (!isBlsKey(fromHex(beacon.publicKey))) throw new DrawFault('BEACON_KEY', { id: beacon.id });
}

/** drand's own hash of a chain, in hex. */
export function chainHash(
  beacon: Pick<BeaconSource, 'period' | 'genesis' | 'publicKey' | 'groupHash' | 'beaconId'>,
): string {
  const numbers = new DataView(new ArrayBuffer(12));
  numbers.setUint32(0, beacon.period);
  numbers.setBigInt64(4, BigInt(beacon.genesis));
  const id = beacon.beaconId === 'default' ? '' : beacon.beaconId;
  const parts = [fromHex(beacon.publicKey), fromHex(beacon.groupHash), utf8(id)];
  return toHex(sha256.digest(concat([new Uint8Array(numbers.buffer), ...parts])));
}

/** The first round at or after `frozenAt` and the delay. Nobody types one in. */
export function roundOf({ period, genesis, delay }: BeaconSource, frozenAt: number): number {
  const earliest = frozenAt + delay;
  return earliest <= genesis ? 1 : Math.ceil((earliest - genesis) / period) + 1;
}

/** Unix seconds at which that round comes out. */
export function roundAt(beacon: BeaconSource, frozenAt: number): number {
  return beacon.genesis + (roundOf(beacon, frozenAt) - 1) * beacon.period;
}

/** The value of a round: the round as u64, big-endian, and its signature of 48 bytes. */
export function beaconValue(round: number, signature: Uint8Array): Uint8Array {
  return concat([u64(BigInt(round)), signature]);
}

/**
 * `REVEAL_WEAK`, `BEACON_ROUND`, `BEACON_SIGNATURE`. Without `signatures` everything is checked but whether the
 * chain has signed it.
 */
export function checkBeaconValue(
  beacon: BeaconSource,
  frozenAt: number,
  value: Uint8Array,
  signatures: Signatures | undefined,
): void {
  if (value.length === 0) throw new DrawFault('REVEAL_WEAK');
  const { id } = beacon;
  const round = roundOf(beacon, frozenAt);
  if (value.length !== 56) throw new DrawFault('BEACON_SIGNATURE', { id, round });
  const found = new DataView(value.buffer, value.byteOffset).getBigUint64(0);
  if (found !== BigInt(round)) {
    throw new DrawFault('BEACON_ROUND', { id, expected: round, found: String(found) });
  }
  const message = sha256.digest(value.subarray(0, 8));
  if (signatures && !signatures.bls(fromHex(beacon.publicKey), message, value.subarray(8))) {
    throw new DrawFault('BEACON_SIGNATURE', { id, round });
  }
}

function u64(value: bigint): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, value);
  return new Uint8Array(view.buffer);
}
