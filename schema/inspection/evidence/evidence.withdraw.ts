import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { findOpenVisit } from './evidence.access.js';
import { Evidence, EvidenceWithdrawal } from './evidence.entity.js';
import { EvidenceAlreadyWithdrawn, EvidenceNotFound } from './evidence.errors.js';
import { getListed } from './evidence.list.js';

/** The team does not stand by a piece of evidence any more: it stays, marked, with the reason. */
export function withdrawEvidence(unit: Unit, id: string, reason: string) {
  return unit.beyond('team', async (wide) => {
    const evidence = await wide.em.findOne(Evidence, { id }, { disableIdentityMap: true });
    if (!evidence) return new EvidenceNotFound();
    const visit = await findOpenVisit(wide, evidence.assignment);
    if (isRefusal(visit)) return visit.__typename === 'AssignmentNotFound' ? new EvidenceNotFound() : visit;
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
