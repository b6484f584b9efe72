/** Values of operator and witnesses, and the hashes that stand for them until the reveal (§5, §6). */
import { fromHex, toHex } from './bytes.js';
import { taggedHash } from './digest.js';
import { DrawFault, malformed } from './faults.js';

/** `H("dr/1/operator", bytes)` in hex; bytes are exactly 32. */
export function operatorHash(bytes: Uint8Array): string {
  return toHex(taggedHash('dr/1/operator', [exactly32(bytes, 'operator value')]));
}

/** `H("dr/1/secret", secret)` in hex; the secret is exactly 32 bytes. */
export function secretHash(secret: Uint8Array): string {
  return toHex(taggedHash('dr/1/secret', [exactly32(secret, 'secret')]));
}

/** `H("dr/1/witness", S, witnessId, v)` in hex, for a value that `checkWitnessValue` accepts; S is C of a single draw. */
export function witnessCommitment(session: string, witness: string, value: Uint8Array): string {
  checkWitnessValue(value);
  return toHex(taggedHash('dr/1/witness', [fromHex(session, 'C'), witness, value]));
}

/** `REVEAL_WEAK` unless it has 32 bytes. */
export function checkOperatorValue(value: Uint8Array): void {
  if (value.length !== 32) throw new DrawFault('REVEAL_WEAK');
}

/** 32 bytes, or ASCII of `dice:` and 25 to 200 of 1–6, or of `digits:` and 20 to 200 of 0–9; else `REVEAL_WEAK`. */
export function checkWitnessValue(value: Uint8Array): void {
  if (value.length === 32) return;
  const typed = value.length <= 256 ? String.fromCharCode(...value) : '';
  if (!/^(?:dice:[1-6]{25,200}|digits:[0-9]{20,200})$/.test(typed)) throw new DrawFault('REVEAL_WEAK');
}

function exactly32(bytes: Uint8Array, at: string): Uint8Array {
  if (bytes.length !== 32) throw malformed(at, '32 bytes', '32 字节');
  return bytes;
}
