/** Sources of chance and the values they give (§3.3, §3.4). Built: operator and witness. */
import { fromHex, fromUtf8, toHex } from './bytes.js';
import { code } from './codes.js';
import { taggedHash } from './digest.js';
import { DrawFault, malformed } from './faults.js';
import { type Check, hex, oneOf, optional, shape, text } from './shape.js';

/** Holds 32 bytes whose hash stands in the commitment (`operatorHash`). */
export interface OperatorSource {
  type: 'operator';
  id: string;
  name?: string;
}

/** Commits to a value in a signed anchor; `publicKey` is Ed25519, 32 bytes in hex. */
export interface WitnessSource {
  type: 'witness';
  id: string;
  name?: string;
  publicKey: string;
}

export type EntropySource = OperatorSource | WitnessSource;

const sourceShapes: Record<EntropySource['type'], Check<EntropySource>> = {
  operator: shape<OperatorSource>({
    type: oneOf('operator'),
    id: code,
    name: optional(text),
  }),
  witness: shape<WitnessSource>({
    type: oneOf('witness'),
    id: code,
    name: optional(text),
    publicKey: hex(32),
  }),
};

/** Types of the protocol that this version refuses by name. */
const notBuilt = ['number', 'beacon'];

export const entropySource: Check<EntropySource> = (value, at) => {
  const type = (value as { type?: unknown } | undefined)?.type;
  if (type === 'operator' || type === 'witness') return sourceShapes[type](value, at);
  if (notBuilt.includes(String(type))) throw new DrawFault('NOT_BUILT', { what: `entropy ${type}` });
  throw new DrawFault('UNKNOWN_ENTROPY', { type: String(type) });
};

/** The witnesses among the sources, in their order. */
export function witnessesOf(sources: readonly EntropySource[]): WitnessSource[] {
  return sources.filter((source) => source.type === 'witness');
}

/** `H("dr/1/operator", bytes)` in hex; bytes are exactly 32. */
export function operatorHash(bytes: Uint8Array): string {
  return toHex(taggedHash('dr/1/operator', [exactly32(bytes, 'operator value')]));
}

/** `H("dr/1/secret", secret)` in hex; the secret is exactly 32 bytes. */
export function secretHash(secret: Uint8Array): string {
  return toHex(taggedHash('dr/1/secret', [exactly32(secret, 'secret')]));
}

/** `H("dr/1/witness", C, witnessId, v)` in hex, for a value that `checkWitnessValue` accepts. */
export function witnessCommitment(C: string, witness: string, value: Uint8Array): string {
  checkWitnessValue(value);
  return toHex(taggedHash('dr/1/witness', [fromHex(C, 'C'), witness, value]));
}

/** 32 bytes, or the UTF-8 of `dice:` and 25 or more of 1–6, or of `digits:` and 20 or more of 0–9. */
export function checkWitnessValue(value: Uint8Array): void {
  if (value.length === 32) return;
  const typed = value.length <= 256 ? fromUtf8(value, 'witness value') : '';
  if (!/^(?:dice:[1-6]{25,200}|digits:[0-9]{20,200})$/.test(typed)) throw new DrawFault('REVEAL_WEAK');
}

function exactly32(bytes: Uint8Array, at: string): Uint8Array {
  if (bytes.length !== 32) throw malformed(at, '32 bytes', '32 字节');
  return bytes;
}
