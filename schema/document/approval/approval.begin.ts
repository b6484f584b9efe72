import { addWorkingDays } from '../../../scheduler/calendar/index.js';
import { Account } from '../../account/index.js';
import { calendarOf } from '../../calendar/index.js';
import type { Campaign } from '../../plan/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import type { Document } from '../document.entity.js';
import type { DocumentKind } from '../document.kinds.js';
import { DocumentState } from '../document.states.js';
import { ApprovalChain, DocumentApproval } from './approval.entity.js';
import { UrgencyNotAllowed } from './approval.errors.js';
import { ApprovalStep } from './approval.steps.js';

/** The chain of a kind in a department; absent where papers are approved with their campaign. */
export function findChain(
  reader: Reader,
  department: string,
  kind: DocumentKind,
): Promise<ApprovalChain | null> {
  return reader.em.findOne(ApprovalChain, { department, kind }, { disableIdentityMap: true });
}

/** What a campaign's approval is as that of its papers. */
export async function approvalOfCampaign(reader: Reader, campaign: Campaign) {
  const { approvedAt, approvedById, approvedUnderId } = campaign;
  if (!approvedAt || !approvedById) return undefined;
  const account = await reader.em.findOne(Account, { id: approvedById });
  return {
    place: 1,
    step: ApprovalStep.HEAD,
    account: approvedById,
    accountName: account?.displayName ?? '',
    underId: approvedUnderId ?? null,
    opinion: '随任务一并批准',
    approvedAt,
  };
}

/**
 * Puts new papers to approval: where the approval of the campaign is theirs, they are approved from the beginning. An
 * urgent check goes ahead, and its approval follows within the term that the department has set with its basis.
 */
export async function beginApprovals(
  unit: Unit,
  campaign: Campaign,
  { kind, isUrgent }: { readonly kind: DocumentKind; readonly isUrgent: boolean },
  documents: Document[],
): Promise<UrgencyNotAllowed | { write(): Promise<void> }> {
  const chain = await findChain(unit, campaign.department, kind);
  const approvals: DocumentApproval[] = [];
  const given = !chain || chain.withCampaign ? await approvalOfCampaign(unit, campaign) : undefined;
  if (given) {
    for (const document of documents) {
      Object.assign(document, { state: DocumentState.APPROVED, approvedAt: unit.now });
      approvals.push({ document: document.id, ...given });
    }
  } else if (isUrgent) {
    if (!chain?.afterwardsDays) return new UrgencyNotAllowed();
    const calendar = await calendarOf(unit, campaign.department);
    const { dueOn } = addWorkingDays(calendar, unit.today, chain.afterwardsDays);
    for (const document of documents) document.approvalDueOn = dueOn;
  }
  return {
    async write() {
      for (let at = 0; at < approvals.length; at += 500) {
        await unit.em.insertMany(DocumentApproval, approvals.slice(at, at + 500));
      }
    },
  };
}
