/**
 * The slip of a unit that came in by a substitution (§14). It has no leaf among the results, so that it shows its record in
 * the pool, the line of the substitution that named it, and where the log holds that line's hash.
 */
import { fromHex, toHex } from './bytes.js';
import { eventHash } from './event.js';
import { DrawFault } from './faults.js';
import type { Draw, Log } from './log.js';
import { checkProof, type PoolProof } from './proof.js';
import { treeCodes } from './salt.js';
import {
  type SubstitutionDetail,
  saltedSubstitutionHash,
  substitutionDetail,
  substitutionSalt,
} from './substitute/substitute-detail.js';
import { differs } from './verify/compare.js';

export interface IncomingSlip {
  readonly alg: 'dr/1';
  readonly C: string;
  readonly kind: 'fairdraw-incoming';
  /** Hash of the log's event that holds the substitution. */
  readonly head: string;
  /** The unit's record in its pool. */
  readonly proof: PoolProof;
  /** 16 bytes in hex, of the substitution's hash in the log. */
  readonly salt: string;
  readonly substitution: SubstitutionDetail;
}

/** @param seed of the draw; head is the hash of the event that holds the substitution */
export function makeIncomingSlip(
  seed: Uint8Array,
  { head, proof, substitution }: Pick<IncomingSlip, 'head' | 'proof' | 'substitution'>,
): IncomingSlip {
  const salt = toHex(substitutionSalt(seed, substitution.n));
  return { alg: 'dr/1', C: proof.C, kind: 'fairdraw-incoming', head, proof, salt, substitution };
}

export function isIncomingSlip(paper: object): paper is IncomingSlip {
  return (paper as { kind?: unknown }).kind === 'fairdraw-incoming';
}

/**
 * Checks the slip of a unit that came in against the draw of its C and the log that holds it.
 * @returns the slip, its unit's global index and the number of its event
 */
export function checkIncoming(
  slip: IncomingSlip,
  { log, draw }: { log: Log; draw: Draw },
): { slip: IncomingSlip; target: number; seq: number } {
  const { proof, salt, head } = slip;
  if (typeof proof !== 'object' || proof === null || typeof salt !== 'string') throw noSlip();
  const substitution = substitutionDetail(slip.substitution, 'slip.substitution');
  if (proof.C !== slip.C) throw new DrawFault('PATH_WRONG');
  checkProof(proof, draw.commit);
  requireLogged(draw, substitution.n, fromHex(salt, 'slip.salt'), substitution);
  const place = draw.commit.strata.find(({ code }) => treeCodes.stratum(code) === proof.tree);
  const target = place ? globalOf(draw, place.code, proof.index) : -1;
  if (substitution.kind !== 'target' || substitution.in !== target) throw noSlip();
  return { slip, target, seq: seqOf(log, draw, substitution.n, head) };
}

/** The number of the event with this hash. @throws DrawFault `HEAD_ABSENT` where it is not the n-th substitution's */
function seqOf({ authority, series, hashes }: Log, draw: Draw, n: number, head: string): number {
  const seq = hashes.indexOf(head) + 1;
  const body = draw.substitutions[n - 1];
  const previous = hashes[seq - 2];
  const event = body && previous && { authority, series, seq, previous, kind: 'substitution' as const, body };
  if (!event || eventHash(event) !== head) throw new DrawFault('HEAD_ABSENT', { head: String(head) });
  return seq;
}

/** That the log holds exactly this as the n-th substitution of the draw. */
export function requireLogged(draw: Draw, n: number, salt: Uint8Array, detail: SubstitutionDetail): void {
  const expected = draw.substitutions[n - 1]?.hash ?? 'none';
  const found = saltedSubstitutionHash(salt, detail);
  if (found !== expected || detail.n !== n) {
    throw differs(`日志中第 ${n} 次替换的指纹`, `hash of substitution ${n}`, found, expected);
  }
}

/** The global index of a leaf of a stratum. */
export function globalOf(draw: Draw, stratum: string, index: number): number {
  const { strata } = draw.commit;
  const h = strata.findIndex(({ code }) => code === stratum);
  return strata.slice(0, h).reduce((sum, { count }) => sum + count, 0) + index;
}

function noSlip(): DrawFault {
  return new DrawFault('MALFORMED', {
    at: 'slip',
    expected: 'the slip of a unit that came in',
    expectedZh: '补入对象的凭证',
  });
}
