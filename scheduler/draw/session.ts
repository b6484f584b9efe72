/** Several draws of one freeze that share one session of entropy (§5). */
import { fromHex, toHex } from './bytes.js';
import { canonical } from './canonical.js';
import type { Commit } from './commit.js';
import { taggedHash } from './digest.js';
import { DrawFault } from './faults.js';

/** Draws that one freeze may commit. */
export const mostDraws = 100;

/** S in hex: C of a single draw, `H("dr/1/session", C1, C2, …)` of several in the order of the act. */
export function sessionHash(commitments: readonly string[]): string {
  return joint('dr/1/session', commitments);
}

/** What the witnesses of a session sign: its statementHash, or `H("dr/1/statements", s1, s2, …)` of several. */
export function sessionStatement(statementHashes: readonly string[]): string {
  return joint('dr/1/statements', statementHashes);
}

function joint(tag: string, hashes: readonly string[]): string {
  if (hashes.length === 1) return hashes[0]!;
  return toHex(
    taggedHash(
      tag,
      hashes.map((hash) => fromHex(hash)),
    ),
  );
}

const shared = [
  'mode',
  'entropy',
  'operatorHash',
  'secretHash',
  'drawBy',
  'revealBy',
  'frozenAt',
] as const satisfies readonly (keyof Commit)[];

/** `SESSION_DIFFERS` for the first of these in which a draw is not like the first. */
export function checkSession(commits: readonly Commit[]): void {
  for (const field of shared) {
    const values = commits.map((commit) => canonical(commit[field] ?? 'absent'));
    if (values.some((value) => value !== values[0])) throw new DrawFault('SESSION_DIFFERS', { field });
  }
}
