/**
 * The slip of a unit that came in by a substitution. It has no leaf among the results, so that it shows its record in
 * the pool, the line of the substitution that named it, and where the log holds that line's hash.
 */
import {
  type BundleFiles,
  canonical,
  checkProof,
  type Draw,
  DrawFault,
  eventHash,
  fromHex,
  type Log,
  type LogEvent,
  type PoolProof,
  type SubstitutionDetail,
  substitutionDetail,
  substitutionSalt,
  toHex,
} from '../../scheduler/draw/index.js';
import type { Facts } from './facts.js';
import { globalOf, requireLogged } from './substituted.js';

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

/** The canonical text; undefined for a unit that never came in. @param proof canonical text of its place in the pool */
export function incomingText(facts: Facts, target: number, proof: string): string | undefined {
  const detail = facts.substitutions.find((one) => one.kind === 'target' && one.in === target);
  const event = detail && substitutionEvent(facts, detail.n);
  if (!detail || !event) return undefined;
  const slip: IncomingSlip = {
    alg: 'dr/1',
    C: facts.draw.C,
    kind: 'fairdraw-incoming',
    head: eventHash(event),
    proof: JSON.parse(proof) as PoolProof,
    salt: toHex(substitutionSalt(facts.seed, detail.n)),
    substitution: detail,
  };
  return canonical(slip);
}

function substitutionEvent(
  { files, draw }: { files: BundleFiles; draw: Draw },
  n: number,
): LogEvent | undefined {
  return eventsOf(files).find(
    ({ kind, body }) =>
      kind === 'substitution' && (body as { C: string }).C === draw.C && (body as { n: number }).n === n,
  );
}

function eventsOf(files: BundleFiles): LogEvent[] {
  const log = files['log.jsonl'] ?? '';
  const text = typeof log === 'string' ? log : new TextDecoder().decode(log);
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as LogEvent);
}

export function isIncomingSlip(paper: object): paper is IncomingSlip {
  return (paper as { kind?: unknown }).kind === 'fairdraw-incoming';
}

/** @param draw of the slip's C; log and draw are those of the files. @returns the slip, its unit's global index and its event's number */
export function checkIncoming(
  slip: IncomingSlip,
  { log, draw, files }: { log: Log; draw: Draw; files: BundleFiles },
): { slip: IncomingSlip; target: number; seq: number } {
  const { proof, salt, head } = slip;
  if (typeof proof !== 'object' || proof === null || typeof salt !== 'string') throw noSlip();
  const substitution = substitutionDetail(slip.substitution, 'slip.substitution');
  if (proof.C !== slip.C) throw new DrawFault('PATH_WRONG');
  checkProof(proof, draw.commit);
  requireLogged(draw, substitution.n, fromHex(salt, 'slip.salt'), substitution);
  const target = proof.tree.startsWith('pool/')
    ? globalOf(draw, proof.tree.slice('pool/'.length), proof.index)
    : -1;
  if (substitution.kind !== 'target' || substitution.in !== target) throw noSlip();
  const seq = substitutionEvent({ files, draw }, substitution.n)?.seq ?? 0;
  if (log.hashes[seq - 1] !== head) throw new DrawFault('HEAD_ABSENT', { head: String(head) });
  return { slip, target, seq };
}

function noSlip(): DrawFault {
  return new DrawFault('MALFORMED', {
    at: 'slip',
    expected: 'the slip of a unit that came in',
    expectedZh: '补入对象的凭证',
  });
}
