import type { Unit } from '../../shared/unit.js';
import { EvidenceNotStanding, EvidencePlaceMissing } from './evidence.errors.js';
import { listStanding } from './evidence.read.js';

/** What somebody says that a step of a matter rests on. */
export interface NamedEvidence {
  /** What lies in this system. */
  readonly evidenceIds?: readonly string[];
  /** SHA-256 of each file that is kept elsewhere, lower-case hex. */
  readonly evidence?: readonly string[];
  /** Where that is. */
  readonly keptElsewhere?: string | null;
}

/** The same, checked. */
export interface StandingEvidence {
  readonly evidenceIds: string[];
  /** SHA-256 of each, those of files kept elsewhere last. */
  readonly evidence: string[];
  readonly keptElsewhere: string | null;
}

/**
 * Checks what a step rests on: evidence of this matter or of the visit that it follows, which is there and stands; of what is
 * kept elsewhere it is said where.
 * @param assignmentId the visit; absent of a matter of no visit, which has no evidence in this system
 */
export async function checkNamed(
  unit: Unit,
  { id, assignmentId }: { readonly id: string; readonly assignmentId: string | undefined },
  { evidenceIds = [], evidence = [], keptElsewhere }: NamedEvidence,
): Promise<StandingEvidence | EvidenceNotStanding | EvidencePlaceMissing> {
  const ids = [...new Set(evidenceIds)];
  const standing = assignmentId ? await listStanding(unit, assignmentId, ids) : new Map();
  const wrong = ids.filter((one) => {
    const piece = standing.get(one);
    return !piece || (piece.matterId && piece.matterId !== id);
  });
  if (wrong.length > 0) return new EvidenceNotStanding(wrong);
  const place = keptElsewhere?.trim() || null;
  if (evidence.length > 0 && !place) return new EvidencePlaceMissing();
  return {
    evidenceIds: ids,
    evidence: [...ids.map((one) => standing.get(one)?.sha256 ?? ''), ...evidence],
    keptElsewhere: evidence.length > 0 ? place : null,
  };
}
