import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import { Assignment, AssignmentState, type VersionToRecord } from '../inspection/index.js';
import { type Campaign, CampaignNotFound, findCampaignLocked } from '../plan/index.js';
import { entityOf } from '../registry/index.js';
import { type PageArguments, pageById } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import type { Reader, Unit } from '../shared/unit.js';
import { beginApprovals } from './approval/approval.begin.js';
import { correctionValues, findSheetsToMake } from './correction-sheet.js';
import { Document } from './document.entity.js';
import {
  DocumentNotFound,
  DocumentStateWrong,
  EntryUnknown,
  NothingToPrepare,
  NoVersionToSign,
  NumberForOne,
  VisitNotOfCampaign,
} from './document.errors.js';
import { type DocumentValues, enteredFields } from './document.fields.js';
import { DocumentKind, DocumentSubject } from './document.kinds.js';
import { DocumentState, type DocumentTransition, documentTransitions } from './document.states.js';
import { campaignValues, drawnRows, findDrawn, visitValues } from './document.values.js';
import { sha256Of } from './file/document-file.service.js';
import { giveReserved, takeNumbers, voidNumberOf } from './number/number.service.js';
import { listMissing, nameOf } from './paper/font/fonts.js';
import { CharacterUnprintable } from './template/template.errors.js';
import { type FormInUse, findForm } from './template/template.service.js';

/** Papers that one act makes at most; the next act goes on where it ended. */
const MOST_AT_ONCE = 1_000;

/** Papers to make. */
export interface DocumentDraft {
  readonly campaignId: string;
  readonly kind: DocumentKind;
  /** Of a department's own paper. */
  readonly name?: string | null;
  /** One visit; all that have no such paper yet when absent. */
  readonly assignmentId?: string | null;
  /** A reserved number, for one paper. */
  readonly number?: string | null;
  /** What the system does not know. */
  readonly entries: readonly { readonly field: string; readonly text: string }[];
  /** The check is made at once and approved afterwards. */
  readonly isUrgent: boolean;
}

/** Makes papers of a kind for a campaign: numbered, filled in with what is known, and put to approval. */
export async function prepareDocuments(unit: Unit, draft: DocumentDraft) {
  const campaign = await findCampaignLocked(unit, draft.campaignId);
  if (!campaign) return new CampaignNotFound();
  const unknown = draft.entries.map(({ field }) => field).filter((field) => !enteredFields.includes(field));
  if (unknown.length > 0) return new EntryUnknown(unknown, enteredFields);
  const form = await findForm(unit, campaign.department, draft);
  if (isRefusal(form)) return form;
  const subjects = await listSubjects(unit, campaign, draft, form);
  if (isRefusal(subjects)) return subjects;
  const { chosen, leftCount, versions } = subjects;
  if (draft.number && chosen.length > 1) return new NumberForOne(chosen.length);
  const ids = chosen.map(() => unit.newId());
  const numbers = await numbersFor(unit, campaign, draft, ids);
  if (isRefusal(numbers)) return numbers;
  const documents = await compose(unit, campaign, draft, form, { ids, numbers, chosen, versions });
  const missing = listMissing(JSON.stringify(documents.map(({ values }) => values)));
  if (missing.length > 0) return new CharacterUnprintable(missing.map(nameOf));
  const begun = await beginApprovals(unit, campaign, draft, documents);
  if (isRefusal(begun)) return begun;
  for (let from = 0; from < documents.length; from += 200) {
    await unit.em.insertMany(Document, documents.slice(from, from + 200));
  }
  await begun.write();
  const { kind } = draft;
  await recordEvent(
    unit,
    'document.prepared',
    { kind: 'campaign', id: campaign.id },
    {
      kind,
      count: documents.length,
      ids: documents.slice(0, 100).map(({ id }) => id),
      templateHash: form.hash,
    },
  );
  return {
    __typename: 'DocumentsPrepared' as const,
    documents: documents.slice(0, 100),
    preparedCount: documents.length,
    leftCount,
  };
}

/** What a paper is to be made about: a visit, or nothing but the campaign. */
interface Subjects {
  readonly chosen: readonly (Assignment | null)[];
  readonly leftCount: number;
  /** Of sheets of corrected results: by the visit, which version each is to bear. */
  readonly versions?: ReadonlyMap<string, VersionToRecord>;
}

async function listSubjects(
  unit: Unit,
  campaign: Campaign,
  { kind, assignmentId }: DocumentDraft,
  { subject, name }: FormInUse,
): Promise<Subjects | NothingToPrepare | NoVersionToSign | VisitNotOfCampaign> {
  const standing = { campaign: campaign.id, kind, name, state: { $ne: DocumentState.VOIDED } };
  if (subject === DocumentSubject.CAMPAIGN) {
    const count = await unit.em.count(Document, standing);
    return count > 0 ? new NothingToPrepare(subject) : { chosen: [null], leftCount: 0 };
  }
  const which = assignmentId ? { id: assignmentId } : { state: { $ne: AssignmentState.HELD } };
  const assignments = await unit.em.find(
    Assignment,
    { campaign: campaign.id, ...which },
    { orderBy: { stratum: 'asc', drawOrder: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  if (assignmentId && assignments.length === 0) return new VisitNotOfCampaign();
  if (kind === DocumentKind.CORRECTED_RESULT_SHEET) {
    const versions = await findSheetsToMake(unit, assignments);
    const waiting = assignments.filter(({ id }) => versions.has(id));
    return waiting.length > 0 ? { ...choose(waiting), versions } : new NoVersionToSign();
  }
  const made = await unit.em.find(Document, standing, { fields: ['assignment'], disableIdentityMap: true });
  const has = new Set(made.map(({ assignment }) => assignment));
  const lacking = assignments.filter(({ id }) => !has.has(id));
  return lacking.length > 0 ? choose(lacking) : new NothingToPrepare(subject);
}

function choose(lacking: readonly Assignment[]): Subjects {
  return { chosen: lacking.slice(0, MOST_AT_ONCE), leftCount: Math.max(0, lacking.length - MOST_AT_ONCE) };
}

async function numbersFor(
  unit: Unit,
  { department }: Campaign,
  draft: DocumentDraft,
  documentIds: readonly string[],
) {
  const { kind, number } = draft;
  if (!number) {
    const taken = await takeNumbers(unit, { department, kind, count: documentIds.length, documentIds });
    return isRefusal(taken) ? taken : taken.map(({ text }) => text);
  }
  const used = await giveReserved(unit, { department, kind, text: number, documentId: documentIds[0] ?? '' });
  return isRefusal(used) ? used : [used.text];
}

async function compose(
  unit: Unit,
  campaign: Campaign,
  draft: DocumentDraft,
  form: FormInUse,
  {
    ids,
    numbers,
    chosen,
    versions,
  }: Omit<Subjects, 'leftCount'> & { ids: readonly string[]; numbers: readonly string[] },
): Promise<Document[]> {
  const draw = await findDrawn(unit, campaign.id);
  const common = await campaignValues(unit, campaign, draw);
  const visits = chosen.filter((one) => one !== null);
  const ofVisits = await visitValues(unit, campaign, visits);
  const drawn: DocumentValues =
    draw && draft.kind === DocumentKind.DRAW_RECORD ? { 抽取结果: await drawnRows(unit, draw) } : {};
  const corrected = new Map<string, DocumentValues>();
  for (const [id, version] of versions ?? []) corrected.set(id, await correctionValues(unit, version));
  const entries = Object.fromEntries(draft.entries.map(({ field, text }) => [field, text]));
  return chosen.map((assignment, index) => {
    const visit = assignment && ofVisits.get(assignment.id);
    const number = numbers[index] as string;
    const toBear = assignment && versions?.get(assignment.id);
    const known = { ...common, ...drawn, ...visit?.values, ...corrected.get(assignment?.id ?? '') };
    const values: DocumentValues = { ...known, ...entries, 文号: number };
    return {
      ...{ id: ids[index] as string, department: campaign.department, campaign: campaign.id },
      ...{ draw: assignment?.draw ?? draw?.id ?? null, assignment: assignment?.id ?? null },
      ...{ correction: toBear?.correction.id ?? null, resultVersion: toBear?.version ?? null },
      entityRealId: assignment
        ? entityOf({ realId: assignment.targetRealId, responsibleId: visit?.responsibleId ?? null })
        : null,
      ...{ kind: draft.kind, name: form.name, number, values },
      ...{ template: form.templateId, templateVersion: form.version, templateHash: form.hash },
      contentHash: hashContent(values, form.hash),
      ...{ state: DocumentState.IN_APPROVAL, isUrgent: draft.isUrgent, approvalDueOn: null },
      ...{ createdAt: unit.now, createdById: unit.actor.accountId ?? (ids[index] as string) },
      ...{ approvedAt: null, voidedAt: null, voidedById: null, voidedFor: null },
      ...{ stampedFile: null, stampedHash: null, stampedAt: null, signedAt: null, signedById: null },
    } satisfies Document;
  });
}

/** By which later anybody can say whether a paper is what was approved. */
export function hashContent(values: DocumentValues, formHash: string): string {
  return sha256Of(new TextEncoder().encode(JSON.stringify([formHash, inOrder(values)])));
}

/** Fields by their names, so that the order in which they were filled does not count. */
function inOrder(values: DocumentValues): unknown {
  const sorted = (row: object) => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted(values).map(([name, value]) => [name, Array.isArray(value) ? value.map(sorted) : value]);
}

/** A paper under lock, or why there is none. */
export async function findDocumentLocked(unit: Unit, id: string): Promise<Document | null> {
  return unit.em.findOne(Document, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

/** Moves a paper along its table of states. @returns a refusal where it stands elsewhere */
export async function moveDocument(
  unit: Unit,
  document: Document,
  transition: DocumentTransition,
  data: Partial<Document> = {},
): Promise<DocumentStateWrong | undefined> {
  const { from, to } = documentTransitions[transition];
  if (!(from as readonly string[]).includes(document.state))
    return new DocumentStateWrong(document.state, from);
  const change = { ...data, state: to };
  await unit.em.nativeUpdate(Document, { id: document.id }, change);
  Object.assign(document, change);
  return undefined;
}

/** Voids a paper and its number, with the reason. */
export async function voidDocument(unit: Unit, input: { readonly id: string; readonly reason: string }) {
  const document = await findDocumentLocked(unit, input.id);
  if (!document) return new DocumentNotFound();
  const wrong = await moveDocument(unit, document, 'void', {
    voidedAt: unit.now,
    voidedById: unit.actor.accountId ?? null,
    voidedFor: input.reason,
  });
  if (wrong) return wrong;
  await voidNumberOf(unit, document.id, input.reason);
  await recordEvent(unit, 'document.voided', { kind: 'document', id: document.id });
  return { __typename: 'DocumentVoided' as const, document };
}

/** What papers are asked for. */
export interface DocumentFilter {
  readonly campaignId?: string | null;
  readonly assignmentId?: string | null;
  readonly kind?: DocumentKind | null;
  readonly state?: DocumentState | null;
  readonly overdueApproval?: boolean | null;
}

/** Papers of the reader's departments, the newest first. They name no target: what they say is read one by one. */
export function listDocuments(reader: Reader, filter: DocumentFilter, page: PageArguments) {
  const { campaignId, assignmentId, kind, state, overdueApproval } = filter;
  const where = {
    ...(campaignId ? { campaign: campaignId } : {}),
    ...(assignmentId ? { assignment: assignmentId } : {}),
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(overdueApproval ? { approvedAt: null, voidedAt: null, approvalDueOn: { $lt: reader.today } } : {}),
  };
  return pageById(page, (key, limit) =>
    reader.em.find(Document, { $and: [key, where] }, { orderBy: { id: 'desc' }, limit }),
  );
}
