import { createHash } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import type { JobDeclaration } from '../../../scheduler/timetable/index.js';
import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { createCampaign, namedStrata } from '../campaign.create.js';
import { CampaignKind } from '../campaign.stages.js';
import { Campaign, DrawMode } from '../plan.entity.js';
import { CampaignRuleInvalid } from '../plan.errors.js';
import { HandedList, HandedRow } from './handed-list.entity.js';
import {
  HandedListNotFound,
  HandedListTaken,
  type UploadFault,
  UploadMarksFaulty,
} from './handed-list.errors.js';
import type { DraftMatchingInput, MarkUploadsInput, MatchingInput } from './handed-list.input.js';
import { UploadState, type UploadTransition, uploadTransitions } from './handed-list.states.js';
import { lateJob } from './handed-list.store.js';

/** Finds a list and locks its row for the rest of the step. */
export function findListLocked(unit: Unit, id: string): Promise<HandedList | null> {
  return unit.em.findOne(HandedList, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** A campaign of targets that are named: nothing of its range or strata is asked. */
export function namedCampaign({ slots, ...input }: MatchingInput): Parameters<typeof createCampaign>[1] {
  return { ...input, slots, strata: [...namedStrata], onePerEntity: false };
}

const staysConfidential = new CampaignRuleInvalid(
  'mode',
  '上级以保密方式抽取，匹配任务也须保密，请选择保密方式。',
  'The superior drew it in confidence, and so are its officers matched: choose the confidential mode.',
);

/** Drafts the campaign that matches officers to a list: all of its targets, none left out (docs/draw.md §5). */
export async function draftMatching(unit: Unit, { listId, ...input }: DraftMatchingInput) {
  const list = await findListLocked(unit, listId);
  if (!list) return new HandedListNotFound();
  if (list.campaign) {
    const { code } = await unit.em.findOneOrFail(Campaign, { id: list.campaign });
    return new HandedListTaken(code);
  }
  if (list.drawMode === DrawMode.CONFIDENTIAL && input.mode === DrawMode.OPEN) return staysConfidential;
  const rows = await unit.em.execute<{ realId: string }[]>(
    'select real_id as "realId" from handed_row where list_id = ?::uuid order by real_id',
    [listId],
  );
  const { fileHash: hash, documentNo, issuer } = list;
  const created = await createCampaign(unit, namedCampaign(input), {
    kind: CampaignKind.RANDOM,
    source: { hash, documentNo, issuer },
    realIds: rows.map(({ realId }) => realId),
  });
  if (isRefusal(created)) return created;
  await unit.em.nativeUpdate(HandedList, { id: listId }, { campaign: created.campaign.id });
  return created;
}

/** The officers of a campaign were drawn: where it is a list's, its term is kept, or over. */
export async function markMatched(unit: Unit, campaign: string): Promise<void> {
  const matched = await unit.em.nativeUpdate(
    HandedList,
    { campaign, matchedAt: null },
    { matchedAt: unit.now },
  );
  if (matched === 0) return;
  const list = await unit.em.findOneOrFail(HandedList, { campaign });
  await recordEvent(unit, 'handed-list.matched', { kind: 'handedList', id: list.id });
}

/** Raises the alarm for a list whose officers were not drawn within the term. */
async function raiseLate(unit: Unit, id: string): Promise<void> {
  const late = await unit.em.nativeUpdate(
    HandedList,
    { id, matchedAt: null, lateAt: null },
    { lateAt: unit.now },
  );
  if (late > 0) await recordEvent(unit, 'handed-list.late', { kind: 'handedList', id });
}

export const handedListJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: lateJob,
    description: '下达名单逾期未匹配人员的预警。Alarms for lists whose officers were not matched in time.',
    isLegalDuty: true,
    run: (job, { tx }) => raiseLate(tx, String(job.payload.listId)),
  },
];

/**
 * A result of a campaign's target is final, or was corrected: where it came in a list it goes back up. A superior in this
 * house has it at once.
 */
export async function setUploadDue(unit: Unit, campaign: string, realId: string): Promise<void> {
  const list = await unit.em.findOne(HandedList, { campaign });
  if (!list) return;
  const { due, upload } = uploadTransitions;
  const which = { list: list.id, realId, uploadState: { $in: [...due.from] } };
  const isThere = list.drawMode !== null;
  const where = isThere ? { uploadState: upload.to, uploadedAt: unit.now } : { uploadState: due.to };
  await unit.em.nativeUpdate(HandedRow, which, { ...where, rejectedFor: null });
}

const marking = { UPLOADED: 'upload', REJECTED: 'reject' } as const;

/** Marks what became of rows on the platform: all of them, or none where one cannot be marked so. */
export async function markUploads(unit: Unit, { listId, marks }: MarkUploadsInput) {
  if (!(await findListLocked(unit, listId))) return new HandedListNotFound();
  const rows = await unit.em.find(HandedRow, { list: listId, row: { $in: marks.map(({ row }) => row) } });
  const rowOf = new Map(rows.map((row) => [row.row, row]));
  const faults = marks.flatMap((mark) => {
    const fault = markFault(rowOf.get(mark.row), mark);
    return fault ? [{ row: mark.row, state: rowOf.get(mark.row)?.uploadState, ...fault }] : [];
  });
  return faults.length > 0 ? new UploadMarksFaulty(faults) : storeMarks(unit, listId, marks);
}

/** Marks rows that may be marked so, in one statement. */
export async function storeMarks(unit: Unit, listId: string, marks: readonly UploadMark[]) {
  await unit.em.execute(
    `update handed_row set upload_state = mark.state, rejected_for = mark.reason,
        uploaded_at = case when mark.state = ? then ?::timestamptz end
       from jsonb_to_recordset(?::jsonb) as mark ("row" int, state text, reason text)
      where list_id = ?::uuid and handed_row."row" = mark."row"`,
    [UploadState.UPLOADED, unit.now.toISOString(), JSON.stringify(marks.map(storedMark)), listId],
  );
  const rejected = marks.filter(({ state }) => state === UploadState.REJECTED).length;
  const data = { acceptedCount: marks.length - rejected, rejectedCount: rejected };
  await recordEvent(unit, 'handed-list.marked', { kind: 'handedList', id: listId }, data);
  const list = await unit.em.findOneOrFail(HandedList, { id: listId });
  return { __typename: 'UploadsMarked' as const, list, markedCount: marks.length };
}

const storedMark = ({ row, state, reason }: UploadMark) => ({
  ...{ row, state, reason: state === UploadState.UPLOADED ? null : reason },
});

/** What became of one row. */
export interface UploadMark {
  readonly row: number;
  readonly state: UploadState;
  readonly reason?: string;
}

type FaultWords = Pick<UploadFault, 'message' | 'messageEn'>;

/** Why a row cannot be marked so. */
export function markFault(
  row: HandedRow | undefined,
  { state, reason }: Omit<UploadMark, 'row'>,
): FaultWords | undefined {
  const transition: UploadTransition = marking[state as keyof typeof marking];
  if (!row) return { message: '名单中没有这一行。', messageEn: 'The list has no such row.' };
  if (!(uploadTransitions[transition].from as readonly string[]).includes(row.uploadState)) {
    return {
      message: `该行现为 ${row.uploadState}，不能如此回填。`,
      messageEn: `The row is ${row.uploadState} and cannot be marked so.`,
    };
  }
  if (transition === 'reject' && !reason) {
    return { message: '被退回须填理由。', messageEn: 'A rejection needs its reason.' };
  }
  return undefined;
}

/** A digest of named targets, for a list that is no file: SHA-256 of its ids, one on each line, ascending by bytes. */
export function hashOfNamed(realIds: readonly string[]): string {
  const lines = [...realIds]
    .map((id) => Buffer.from(`${id}\n`))
    .sort(Buffer.compare)
    .map(String)
    .join('');
  return createHash('sha256').update(lines).digest('hex');
}
