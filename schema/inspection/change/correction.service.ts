import { LockMode } from '@mikro-orm/core';
import { Part, readPeople } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { Draw, DrawSeries } from '../../draw/index.js';
import { takeNext } from '../../number/index.js';
import { Campaign, CampaignNotFound } from '../../plan/index.js';
import { judgeItems } from '../../registry/index.js';
import { arrangementIn, underArrangement } from '../../shared/allow.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentNotFound } from '../inspection.errors.js';
import {
  BeyondWindow,
  ChangeByOwnApprover,
  CorrectItemNotListed,
  CorrectionIncomplete,
  CorrectionNotFound,
  NotDispatched,
} from './change.errors.js';
import { CorrectionNotice } from './correction.entity.js';
import { CorrectionOf, CorrectionState, correctionTransitions } from './correction.states.js';

/** A correction to ask for. */
export interface CorrectionDraft {
  readonly campaignId: string;
  readonly assignmentId?: string | null;
  readonly of: CorrectionOf;
  readonly wrongText: string;
  readonly rightText: string;
  readonly itemCodes?: readonly string[] | null;
  readonly windowFromOn?: string | null;
  readonly windowToOn?: string | null;
  readonly reason: string;
}

/** Asks for a correction notice. It has no number before it is issued. */
export async function requestCorrection(unit: Unit, draft: CorrectionDraft) {
  const { accountId } = unit.actor;
  if (!accountId) throw new Error('a correction is asked for by an account');
  const campaign = await unit.em.findOne(Campaign, { id: draft.campaignId });
  if (!campaign) return new CampaignNotFound();
  const fault = await findFault(unit, campaign, draft);
  if (fault) return fault;
  const [first] = await unit.em.find(Assignment, { campaign: campaign.id }, { limit: 1 });
  if (!first) return new NotDispatched();
  const draw = await unit.em.findOneOrFail(Draw, { id: first.draw });
  const id = unit.newId();
  await unit.em.insert(CorrectionNotice, {
    id,
    department: campaign.department,
    campaign: campaign.id,
    assignment: draft.assignmentId ?? null,
    series: draw.series,
    of: draft.of,
    wrongText: draft.wrongText,
    rightText: draft.rightText,
    itemCodes: draft.of === CorrectionOf.ITEM ? [...(draft.itemCodes ?? [])] : null,
    itemVersions: null,
    windowFromOn: draft.of === CorrectionOf.WINDOW ? (draft.windowFromOn ?? null) : null,
    windowToOn: draft.of === CorrectionOf.WINDOW ? (draft.windowToOn ?? null) : null,
    reason: draft.reason,
    state: CorrectionState.REQUESTED,
    requestedById: accountId,
    requestedUnderId: arrangementIn(unit.actor, campaign.department) ?? null,
    requestedAt: unit.now,
  });
  await recordEvent(unit, 'correction.requested', { kind: 'correction', id });
  const correction = await unit.em.findOneOrFail(CorrectionNotice, { id });
  return { __typename: 'CorrectionRequested' as const, correction };
}

async function findFault(unit: Unit, campaign: Campaign, draft: CorrectionDraft) {
  const { assignmentId, of } = draft;
  if (assignmentId && !(await unit.em.count(Assignment, { id: assignmentId, campaign: campaign.id }))) {
    return new AssignmentNotFound();
  }
  if (of === CorrectionOf.WINDOW) return findWindowFault(campaign, draft);
  if (of !== CorrectionOf.ITEM) return undefined;
  const codes = draft.itemCodes ?? [];
  if (codes.length === 0) return new CorrectionIncomplete('itemCodes', 1);
  const judged = await judgeRight(unit, campaign, codes);
  return isRefusal(judged) ? judged : undefined;
}

/** The window that officers were drawn for is not prolonged by a notice. */
function findWindowFault({ windowFromOn, windowToOn }: Campaign, draft: CorrectionDraft) {
  const { windowFromOn: fromOn, windowToOn: toOn } = draft;
  if (!fromOn) return new CorrectionIncomplete('windowFromOn', 1);
  if (!toOn) return new CorrectionIncomplete('windowToOn', 1);
  const within = windowFromOn <= fromOn && fromOn <= toOn && toOn <= windowToOn;
  return within ? undefined : new BeyondWindow(windowFromOn, windowToOn);
}

/** No item, no check: also the right one has to be listed and in force. */
async function judgeRight(unit: Unit, campaign: Campaign, codes: readonly string[]) {
  const { department, windowFromOn: fromOn, windowToOn: toOn } = campaign;
  const { versions, unlisted, lapsed } = await judgeItems(unit, department, codes, { fromOn, toOn });
  const faulty = [...unlisted, ...lapsed];
  return faulty.length > 0 ? new CorrectItemNotListed(faulty) : [...versions];
}

/** The request under lock, unless the actor asked for it, in whatever stead. */
async function findDecidable(unit: Unit, id: string) {
  const correction = await unit.em.findOne(
    CorrectionNotice,
    { id, state: { $in: [...correctionTransitions.issue.from] } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!correction) return new CorrectionNotFound();
  const { requestedById, requestedUnderId, department } = correction;
  const asked = { part: Part.DRAFT, accountId: requestedById, arrangementId: requestedUnderId };
  const { accountId, inspectorId } = unit.actor;
  const arrangementId = arrangementIn(unit.actor, department);
  const deed = { part: Part.APPROVE, accountId, inspectorId, arrangementId };
  const people = await readPeople(unit, [asked, deed]);
  return people.areOne(asked, deed) ? new ChangeByOwnApprover() : correction;
}

/** Issues a notice under the next number of its department and year: both stand, or neither. */
export async function issueCorrection(unit: Unit, id: string) {
  const correction = await findDecidable(unit, id);
  if (isRefusal(correction)) return correction;
  const { department, series, itemCodes } = correction;
  const campaign = await unit.em.findOneOrFail(Campaign, { id: correction.campaign });
  const itemVersions = itemCodes ? await judgeRight(unit, campaign, itemCodes) : null;
  if (isRefusal(itemVersions)) return itemVersions;
  const { year, first: number } = await takeNext(unit, { department, series: `correction/${series}` });
  const changes = { state: correctionTransitions.issue.to, year, number, itemVersions, ...deciding(unit) };
  await unit.em.nativeUpdate(CorrectionNotice, { id }, changes);
  const told = { year, number, ...underArrangement(unit.actor, department) };
  await recordEvent(unit, 'correction.issued', { kind: 'correction', id }, told);
  return { __typename: 'CorrectionIssued' as const, correction: Object.assign(correction, changes) };
}

/** Refuses a notice, with a reason; it takes no number. */
export async function refuseCorrection(unit: Unit, input: { readonly id: string; readonly reason: string }) {
  const correction = await findDecidable(unit, input.id);
  if (isRefusal(correction)) return correction;
  const changes = {
    state: correctionTransitions.refuse.to,
    refusedFor: input.reason,
    ...deciding(unit),
  };
  await unit.em.nativeUpdate(CorrectionNotice, { id: input.id }, changes);
  await recordEvent(unit, 'correction.refused', { kind: 'correction', id: input.id });
  return { __typename: 'CorrectionRefused' as const, correction: Object.assign(correction, changes) };
}

function deciding({ actor, now }: Unit) {
  return { decidedById: actor.accountId ?? null, decidedAt: now };
}

/** How a notice is cited: 更正〔2026〕1号; a rehearsal's says so. */
export function citationOf({ series, year, number }: CorrectionNotice): string | undefined {
  if (year == null || number == null) return undefined;
  return `${series === DrawSeries.R ? '演练' : ''}更正〔${year}〕${number}号`;
}

/** Correction notices of the reader's departments, the newest first. */
export function pageCorrections(reader: Reader, campaignId: string | undefined, page: PageArguments) {
  return pageById(page, (key, limit) =>
    reader.em.find(
      CorrectionNotice,
      { ...key, ...(campaignId ? { campaign: campaignId } : {}) },
      { orderBy: { id: 'desc' }, limit },
    ),
  );
}

/** The notices issued for campaigns that were rightly seen, in the order of their numbers. */
export function readIssued(
  reader: Reader,
  campaignIds: readonly string[],
): Promise<Map<string, CorrectionNotice[]>> {
  return reader.beyond('team', async ({ em }) => {
    const issued = await em.find(
      CorrectionNotice,
      { campaign: { $in: [...campaignIds] }, state: CorrectionState.ISSUED },
      { orderBy: { year: 'asc', number: 'asc' } },
    );
    return Map.groupBy(issued, (one) => one.campaign);
  });
}
