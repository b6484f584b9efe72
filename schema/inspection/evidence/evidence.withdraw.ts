import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { findPlace } from './evidence.access.js';
import { Evidence, EvidenceWithdrawal } from './evidence.entity.js';
import { EvidenceAlreadyWithdrawn, EvidenceNotFound, EvidencePinned } from './evidence.errors.js';
import { getListed } from './evidence.list.js';

/** Of what is final something rests on it: the confirmed result of its visit that counts, or a step of its matter. */
const pins = `select
    exists (select from result_evidence pin join inspection_result r on r.id = pin.result_id
      where pin.evidence_id = ?::uuid and r.is_confirmed and not exists (select from inspection_result later
        where later.assignment_id = r.assignment_id and later.version > r.version and later.is_confirmed))
    or exists (select from rectification_step where evidence_ids @> array[?::text]) as "isPinned"`;

async function isPinned({ em }: Unit, id: string): Promise<boolean> {
  const [row] = await em.execute<{ isPinned: boolean }[]>(pins, [id, id]);
  return row?.isPinned ?? false;
}

/** The team does not stand by a piece of evidence any more: it stays, marked, with the reason. */
export function withdrawEvidence(unit: Unit, id: string, reason: string) {
  return unit.beyond('team', async (wide) => {
    const evidence = await wide.em.findOne(Evidence, { id }, { disableIdentityMap: true });
    if (!evidence) return new EvidenceNotFound();
    const { assignment: assignmentId, kind, matterId } = evidence;
    const visit = await findPlace(wide, { assignmentId, kind, matterId: matterId ?? null });
    if (isRefusal(visit) && hidden.includes(visit.__typename)) return new EvidenceNotFound();
    if (await isPinned(wide, id)) return new EvidencePinned();
    if (isRefusal(visit)) return visit;
    if ((await wide.em.count(EvidenceWithdrawal, { evidence: id })) > 0)
      return new EvidenceAlreadyWithdrawn();
    await wide.em.insert(EvidenceWithdrawal, {
      evidence: id,
      reason,
      withdrawnAt: unit.now,
      withdrawnById: unit.actor.accountId ?? id,
      withdrawnByName: unit.actor.displayName ?? unit.actor.username ?? '',
    });
    await recordEvent(unit, 'evidence.withdrawn', { kind: 'evidence', id }, { assignment: visit.id });
    return { __typename: 'EvidenceWithdrawn' as const, evidence: await getListed(wide, id) };
  });
}

/** Whoever may not know of the visit is not told that there is evidence of it. */
const hidden: readonly string[] = ['AssignmentNotFound', 'MatterNotFound'];
