import { Account, Arrangement, ArrangementKind } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { approveCampaign, Campaign, getOwnDepartment } from '../../plan/index.js';
import { dayInShanghai } from '../../shared/day.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Document } from '../document.entity.js';
import { DocumentNotFound, DocumentStateWrong } from '../document.errors.js';
import type { DocumentKind } from '../document.kinds.js';
import { findDocumentLocked, moveDocument } from '../document.service.js';
import { DocumentState, documentTransitions } from '../document.states.js';
import { approvalOfCampaign, findChain } from './approval.begin.js';
import { ApprovalChain, type ChainStep, DocumentApproval } from './approval.entity.js';
import {
  ApprovalChainInvalid,
  ApprovedBefore,
  DeputyEnded,
  NothingToApprove,
  NotYourStep,
} from './approval.errors.js';
import { ApprovalStep, stepOrder } from './approval.steps.js';

/** A chain to set. */
export interface ChainDraft {
  readonly kind: DocumentKind;
  readonly steps: readonly { readonly step: ApprovalStep; readonly username: string }[];
  readonly withCampaign: boolean;
  readonly afterwardsDays?: number | null;
  readonly afterwardsBasis?: string | null;
}

function findChainFault({ steps, withCampaign, afterwardsDays, afterwardsBasis }: ChainDraft) {
  if (steps.length === 0 && !withCampaign) {
    return new ApprovalChainInvalid(
      '至少要有一个环节，或随任务一并批准',
      'it has a step at least, or goes with the campaign',
    );
  }
  const places = steps.map(({ step }) => stepOrder.indexOf(step));
  if (places.some((place, index) => index > 0 && place <= (places[index - 1] as number))) {
    return new ApprovalChainInvalid(
      '环节须依承办人、科室负责人、法制、分管负责人、主要负责人的顺序，且不重复',
      'its steps go from handler to head in order, none twice',
    );
  }
  if (new Set(steps.map(({ username }) => username)).size < steps.length) {
    return new ApprovalChainInvalid('各环节须由不同的人审批', 'each step is done by another person');
  }
  if (Boolean(afterwardsDays) !== Boolean(afterwardsBasis)) {
    return new ApprovalChainInvalid(
      '事后补批的工作日数与依据须同时填写',
      'the days of an approval afterwards need their basis',
    );
  }
  return undefined;
}

/** Sets who approves papers of a kind, from the next approval on. */
export async function setApprovalChain(unit: Unit, draft: ChainDraft) {
  const department = getOwnDepartment(unit);
  const fault = findChainFault(draft);
  if (fault) return fault;
  const steps: ChainStep[] = [];
  for (const { step, username } of draft.steps) {
    const account = await unit.em.findOne(Account, { username, department, active: true });
    if (!account) {
      return new ApprovalChainInvalid(
        `本部门没有可用账户 ${username}`,
        `the department has no open account ${username}`,
      );
    }
    steps.push({ step, accountId: account.id });
  }
  const { kind, withCampaign } = draft;
  await unit.em.upsert(
    ApprovalChain,
    {
      ...{ id: unit.newId(), department, kind, steps, withCampaign },
      ...{ afterwardsDays: draft.afterwardsDays ?? null, afterwardsBasis: draft.afterwardsBasis ?? null },
      ...{ setAt: unit.now, setById: unit.actor.accountId ?? unit.newId() },
    },
    {
      onConflictFields: ['department', 'kind'],
      onConflictMergeFields: [
        'steps',
        'withCampaign',
        'afterwardsDays',
        'afterwardsBasis',
        'setAt',
        'setById',
      ],
    },
  );
  await recordEvent(
    unit,
    'document.approval-chain-set',
    { kind: 'department', id: department },
    { kind, count: steps.length },
  );
  const chain = await unit.em.findOneOrFail(
    ApprovalChain,
    { department, kind },
    { disableIdentityMap: true },
  );
  return { __typename: 'ApprovalChainSet' as const, chain };
}

export function listApprovalChains(reader: Reader): Promise<ApprovalChain[]> {
  const { departmentId } = reader.actor;
  if (!departmentId) return Promise.resolve([]);
  return reader.em.find(ApprovalChain, { department: departmentId }, { orderBy: { kind: 'asc' } });
}

/** By which right the actor acts at a step: their own, or as a deputy whose days these are. */
type Right = { readonly underId: string | null } | NotYourStep | DeputyEnded;

async function findRight(unit: Unit, department: string, { step, accountId }: ChainStep): Promise<Right> {
  const { actor, today } = unit;
  if (actor.accountId === accountId) return { underId: null };
  const holder = await unit.em.findOne(Account, { id: accountId });
  const name = holder?.displayName ?? '';
  const arrangements = await unit.em.find(
    Arrangement,
    {
      ...{ department, account: actor.accountId ?? null, standsFor: accountId },
      ...{ kind: ArrangementKind.DEPUTY, approvedAt: { $ne: null }, fromOn: { $lte: today } },
    },
    { orderBy: { toOn: 'desc' } },
  );
  const inForce = arrangements.find(({ toOn, endedAt }) => toOn >= today && !endedAt);
  // Who is stood for has left: nobody stands for them any more.
  if (inForce && holder?.active) return { underId: inForce.id };
  const [last] = arrangements;
  if (!last) return new NotYourStep(step, name);
  return new DeputyEnded(last.endedAt ? dayInShanghai(last.endedAt) : last.toOn, name);
}

/** What an approval may be refused for. */
type ApprovalRefusal = NotYourStep | DeputyEnded | ApprovedBefore | DocumentStateWrong;

/** The step that a paper waits for, with the approvals before it. */
async function approveNext(
  unit: Unit,
  document: Document,
  chain: ApprovalChain | null,
  opinion: string,
): Promise<ApprovalRefusal | DocumentApproval> {
  if (document.approvedAt || document.state === DocumentState.VOIDED) {
    return new DocumentStateWrong(document.state, documentTransitions.approve.from);
  }
  const before = await unit.em.find(
    DocumentApproval,
    { document: document.id },
    { orderBy: { place: 'asc' }, disableIdentityMap: true },
  );
  const next = chain?.steps[before.length];
  if (!next) return new NotYourStep(ApprovalStep.HEAD, '批准该任务的负责人');
  const right = await findRight(unit, document.department, next);
  if (isRefusal(right)) return right;
  const own = before.find(({ account }) => account === unit.actor.accountId);
  if (own) return new ApprovedBefore(own.step);
  const isAuthor = document.createdById === unit.actor.accountId;
  if (isAuthor && next.step !== ApprovalStep.HANDLER) return new ApprovedBefore(ApprovalStep.HANDLER);
  const approval: DocumentApproval = {
    ...{ document: document.id, place: before.length + 1, step: next.step },
    ...{ account: unit.actor.accountId ?? '', accountName: unit.actor.displayName ?? '' },
    ...{ underId: right.underId, opinion, approvedAt: unit.now },
  };
  await unit.em.insert(DocumentApproval, approval);
  if (before.length + 1 === chain?.steps.length) await finishApproval(unit, document);
  return approval;
}

/** The last step approves. A paper that came back signed before its approval stays the signed record. */
async function finishApproval(unit: Unit, document: Document): Promise<void> {
  if (document.state === DocumentState.IN_APPROVAL) {
    await moveDocument(unit, document, 'approve', { approvedAt: unit.now });
    return;
  }
  await unit.em.nativeUpdate(Document, { id: document.id }, { approvedAt: unit.now });
  document.approvedAt = unit.now;
}

function tell(unit: Unit, document: Document, { step, underId }: DocumentApproval) {
  const data = { step, ...(underId ? { arrangementId: underId } : {}) };
  return recordEvent(unit, 'document.approved', { kind: 'document', id: document.id }, data);
}

/** Approves a paper at the step that it waits for. */
export async function approveDocument(unit: Unit, input: { readonly id: string; readonly opinion: string }) {
  const document = await findDocumentLocked(unit, input.id);
  if (!document) return new DocumentNotFound();
  const chain = await findChain(unit, document.department, document.kind);
  const approval = await approveNext(unit, document, chain, input.opinion);
  if (isRefusal(approval)) return approval;
  await tell(unit, document, approval);
  return { __typename: 'DocumentApproved' as const, document };
}

/** Papers of a campaign that wait for approval, under lock, in the order of their ids. */
async function listWaiting(unit: Unit, campaign: string): Promise<Document[]> {
  const ids = await unit.em.execute<{ id: string }[]>(
    `select id from document where campaign_id = ? and approved_at is null and state <> 'VOIDED' order by id for update`,
    [campaign],
  );
  return unit.em.find(
    Document,
    { id: { $in: ids.map(({ id }) => id) } },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
}

/** Approves in one act every paper of a campaign that waits for the actor. */
export async function approveCampaignDocuments(
  unit: Unit,
  input: { readonly campaignId: string; readonly opinion: string },
) {
  const waiting = await listWaiting(unit, input.campaignId);
  const chains = new Map<DocumentKind, ApprovalChain | null>();
  let approvedCount = 0;
  let refusal: ApprovalRefusal | undefined;
  for (const document of waiting) {
    const { kind, department } = document;
    if (!chains.has(kind)) chains.set(kind, await findChain(unit, department, kind));
    const approval = await approveNext(unit, document, chains.get(kind) ?? null, input.opinion);
    if (isRefusal(approval)) {
      refusal ??= approval;
      continue;
    }
    await tell(unit, document, approval);
    approvedCount += 1;
  }
  if (approvedCount === 0) return refusal ?? new NothingToApprove();
  return { __typename: 'CampaignDocumentsApproved' as const, approvedCount };
}

/** Approves a campaign and, in the same act, those of its papers whose approval that is. */
export async function approveCampaignWithDocuments(unit: Unit, id: string) {
  const approved = await approveCampaign(unit, id);
  if (isRefusal(approved)) return approved;
  const campaign = await unit.em.findOneOrFail(Campaign, { id }, { refresh: true });
  const given = await approvalOfCampaign(unit, campaign);
  let documentCount = 0;
  for (const document of given ? await listWaiting(unit, id) : []) {
    const chain = await findChain(unit, document.department, document.kind);
    if ((chain && !chain.withCampaign) || !given) continue;
    const place = 1 + (await unit.em.count(DocumentApproval, { document: document.id }));
    const approval = { document: document.id, ...given, place };
    await unit.em.insert(DocumentApproval, approval);
    await finishApproval(unit, document);
    await tell(unit, document, approval);
    documentCount += 1;
  }
  return { ...approved, __typename: 'CampaignApprovedWithDocuments' as const, documentCount };
}
