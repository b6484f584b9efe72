/** The seed (§7): `H("dr/1/seed", C, v1, v2, …, secret or empty)`, values in the commitment's order. */
import { fromHex, toHex } from './bytes.js';
import { taggedHash } from './digest.js';
import { secretHash } from './entropy.js';
import { DrawFault } from './faults.js';
import type { Draw } from './log.js';

/** The values in hex, the secret last in confidential mode. `REVEALS_MISSING`, `SECRET_MISMATCH`. */
export function seedInputs(draw: Draw, secret: Uint8Array | undefined): string[] {
  const values = draw.reveals.map((reveal) => {
    if (!reveal) throw new DrawFault('REVEALS_MISSING');
    return reveal.value;
  });
  const committed = draw.commit.secretHash;
  if ((secret && secretHash(secret)) !== committed) throw new DrawFault('SECRET_MISMATCH');
  return secret ? [...values, toHex(secret)] : values;
}

/** 32 bytes. In open mode the last part of the hash is empty, not absent. */
export function seedOf(draw: Draw, inputs: readonly string[]): Uint8Array {
  const parts = inputs.map((value) => fromHex(value, 'seedInputs'));
  if (draw.commit.secretHash === undefined) parts.push(new Uint8Array(0));
  return taggedHash('dr/1/seed', [fromHex(draw.C, 'C'), ...parts]);
}
