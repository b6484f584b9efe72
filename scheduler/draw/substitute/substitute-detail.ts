/**
 * What one substitution says (§16): a line of `substitutions.jsonl`, of which the log holds a
 * salted hash, so that a confidential draw stays confidential.
 */
import { fromHex, toHex } from '../bytes.js';
import { canonical } from '../canonical.js';
import { code } from '../codes.js';
import { taggedHash } from '../digest.js';
import { malformed } from '../faults.js';
import { type SubstitutionKind, substitutionKinds } from '../rules.js';
import { type Check, hash, integer, list, oneOf, optional, shape } from '../shape.js';
import type { Slot } from '../table.js';
import { ascendingLeaves, leafNumber } from '../table-file.js';

/** What is asked for and approved; everything else follows from the draw. */
export interface SubstitutionOrder {
  kind: SubstitutionKind;
  /** A code of the rules' `substitution`. */
  reason: string;
  /** Hash of the evidence, hex. */
  evidence: string;
  /** `personHash` of who asked and of who approved. */
  requester: string;
  approver: string;
  /** Global index. */
  target: number;
  /** With `officer` alone, all three: the place, both numbers from 0, and its holder's leaf number. */
  slot?: number;
  place?: number;
  out?: number;
  /** By so many targets an officer may exceed the capacity in this substitution, 1 to 100. */
  extra?: number;
}

export interface SubstitutionDetail extends SubstitutionOrder {
  n: number;
  /** Leaf number of the officer, or global index of the unit, that comes in. */
  in?: number;
  /** Row of the table for the unit that comes in; absent in stage `targets`. */
  row?: Slot[];
  /** The team of the target that counts from now on, and its lead; absent when nobody serves it. */
  slots?: number[][];
  lead?: number;
}

const row: Check<Slot[]> = list(shape<Slot>({ n: integer(1, 100), officers: ascendingLeaves }), 1);

const fields: Check<SubstitutionDetail> = shape<SubstitutionDetail>({
  n: integer(1),
  kind: oneOf(...substitutionKinds),
  reason: code,
  evidence: hash,
  requester: hash,
  approver: hash,
  target: leafNumber,
  slot: optional(leafNumber),
  place: optional(leafNumber),
  out: optional(leafNumber),
  extra: optional(integer(1, 100)),
  in: optional(leafNumber),
  row: optional(row),
  slots: optional(list(list(leafNumber), 1)),
  lead: optional(leafNumber),
});

/** Returns the detail typed, or `MALFORMED`; that a place is named with kind `officer` alone belongs to it. */
export const substitutionDetail: Check<SubstitutionDetail> = (value, at) => {
  const detail = fields(value, at);
  for (const field of ['slot', 'place', 'out'] as const) {
    if ((detail[field] !== undefined) !== (detail.kind === 'officer')) {
      throw malformed(
        `${at}.${field}`,
        'a place with kind officer, and with it alone',
        '人员替换（且仅此）须写明名额',
      );
    }
  }
  return detail;
};

/** First 16 bytes of H("dr/1/substitution-salt", seed, n), n in decimal. */
export function substitutionSalt(seed: Uint8Array, n: number): Uint8Array {
  return taggedHash('dr/1/substitution-salt', [seed, String(n)]).slice(0, 16);
}

/** What the log holds of the n-th substitution, given the canonical text of its detail; hex. */
export function substitutionHash(seed: Uint8Array, n: number, detail: SubstitutionDetail): string {
  return saltedSubstitutionHash(substitutionSalt(seed, n), detail);
}

/** The same from the salt alone, which a paper can show without the seed. */
export function saltedSubstitutionHash(salt: Uint8Array, detail: SubstitutionDetail): string {
  return toHex(taggedHash('dr/1/substitution', [salt, canonical(detail)]));
}

/** A person in the n-th substitution: `H("dr/1/person", salt, id)` in hex, with the salt of n. */
export function personHash(seed: Uint8Array | string, n: number, id: string): string {
  const bytes = typeof seed === 'string' ? fromHex(seed, 'seed') : seed;
  return toHex(taggedHash('dr/1/person', [substitutionSalt(bytes, n), id]));
}
