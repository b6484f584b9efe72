import { LockMode } from '@mikro-orm/core';
import { PDFDocument } from 'pdf-lib';
import type { JobDeclaration } from '../../../scheduler/timetable/index.js';
import { recordEvent } from '../../audit/index.js';
import { enqueueJob } from '../../job/index.js';
import { Campaign, CampaignNotFound } from '../../plan/index.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { DocumentApproval } from '../approval/approval.entity.js';
import { Document } from '../document.entity.js';
import type { DocumentKind } from '../document.kinds.js';
import { type OpenedDocument, openDocuments } from '../document.open.js';
import { paperOf, REHEARSAL } from '../document.render.js';
import { DocumentFile } from '../file/document-file.entity.js';
import { keepFile, readFileBytes, removeFile } from '../file/document-file.service.js';
import { CharacterWithoutFont, nameOf } from '../paper/font/fonts.js';
import type { Paper } from '../paper/paper.js';
import { printPapers } from '../paper/print.js';
import { readForm } from '../template/template.service.js';
import { Collation, CollationPart, CollationState } from './collation.entity.js';
import { NothingToCollate } from './collation.errors.js';

/** Papers of one batch: what a process that dies has to print again, and how long others wait for it. */
const BATCH = 20;

const order = `select d.id from document d left join assignment a on a.id = d.assignment_id
  where d.campaign_id = ? and d.kind in (select jsonb_array_elements_text(?::jsonb))
    and (d.state in ('APPROVED', 'SIGNED') or (d.state = 'IN_APPROVAL' and d.is_urgent))
  order by a.stratum nulls first, a.draw_order nulls first, a.id, d.kind, d.id`;

/** Asks for the papers of a campaign in one PDF, visit by visit. Only those that may be given out are in it. */
export async function requestCollation(
  unit: Unit,
  input: { readonly campaignId: string; readonly kinds: readonly DocumentKind[] },
) {
  const campaign = await unit.em.findOne(Campaign, { id: input.campaignId });
  if (!campaign) return new CampaignNotFound();
  const rows = await unit.em.execute<{ id: string }[]>(order, [campaign.id, JSON.stringify(input.kinds)]);
  if (rows.length === 0) return new NothingToCollate();
  const collation = {
    ...{
      id: unit.newId(),
      department: campaign.department,
      campaign: campaign.id,
      state: CollationState.RUNNING,
    },
    ...{
      documentIds: rows.map(({ id }) => id),
      totalCount: rows.length,
      doneCount: 0,
      pageCount: 0,
      file: null,
    },
    ...{ requestedAt: unit.now, requestedById: unit.actor.accountId ?? unit.newId(), doneAt: null },
    ...{ failure: null, failureEn: null },
  };
  await unit.em.insert(Collation, collation as unknown as Collation);
  await enqueueBatch(unit, collation.id, 0);
  await recordEvent(
    unit,
    'document.collation-requested',
    { kind: 'campaign', id: campaign.id },
    { count: rows.length },
  );
  return { __typename: 'CollationRequested' as const, collation };
}

function enqueueBatch(unit: Unit, collationId: string, n: number): Promise<void> {
  return enqueueJob(unit, {
    ...{ kind: 'document.collate', key: `${collationId}:${n}`, dueAt: unit.now },
    payload: { collationId, n },
  });
}

/** Prints the next batch, or joins them all. A batch and its count are one step: a process that dies begins it again. */
export async function printBatch(unit: Unit, collationId: string, n: number): Promise<void> {
  const collation = await unit.em.findOneOrFail(
    Collation,
    { id: collationId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, populate: ['documentIds'], refresh: true },
  );
  if (collation.state !== CollationState.RUNNING || collation.doneCount !== n * BATCH) return;
  const ids = (collation.documentIds as unknown as string[]).slice(n * BATCH, (n + 1) * BATCH);
  try {
    const watermark = unit.installation.training ? REHEARSAL : undefined;
    const printed = await printPapers(await readPapers(unit, ids), `合并打印 ${n + 1}`, watermark);
    const { department } = collation;
    const file = await keepFile(unit, {
      department,
      fileName: `${n}.pdf`,
      mediaType: 'application/pdf',
      bytes: printed.bytes,
    });
    await unit.em.insert(CollationPart, { collation: collationId, n, file: file.id });
    const doneCount = collation.doneCount + ids.length;
    const pageCount = collation.pageCount + printed.pageCounts.reduce((sum, count) => sum + count, 0);
    await unit.em.nativeUpdate(Collation, { id: collationId }, { doneCount, pageCount });
    if (doneCount < collation.totalCount) await enqueueBatch(unit, collationId, n + 1);
    else await join(unit, collation);
  } catch (error) {
    if (!(error instanceof CharacterWithoutFont)) throw error;
    const named = error.characters.map(nameOf).join('、');
    await unit.em.nativeUpdate(
      Collation,
      { id: collationId },
      {
        state: CollationState.FAILED,
        failure: `没有字体的字符：${named}。请更正后重新制作文书。`,
        failureEn: `No font has ${named}. Correct them and make the papers anew.`,
      },
    );
  }
}

/** In the order asked, those that are void by now left out. */
async function readPapers(unit: Unit, ids: readonly string[]): Promise<Paper[]> {
  const documents = await unit.em.find(Document, { id: { $in: [...ids] } }, { disableIdentityMap: true });
  const approvals = await unit.em.find(
    DocumentApproval,
    { document: { $in: [...ids] } },
    { orderBy: { place: 'asc' }, disableIdentityMap: true },
  );
  const approvalsOf = Map.groupBy(approvals, ({ document }) => document);
  const forms = new Map<string, Uint8Array>();
  const papers: Paper[] = [];
  for (const id of ids) {
    const document = documents.find((one) => one.id === id);
    if (!document) continue;
    const key = `${document.kind} ${document.template ?? ''}`;
    const form = forms.get(key) ?? (await readForm(unit, document.kind, document.template ?? null));
    forms.set(key, form);
    const opened: OpenedDocument = { document, approvals: approvalsOf.get(id) ?? [] };
    papers.push(paperOf(opened, form));
  }
  return papers;
}

async function join(unit: Unit, { id, department }: Collation): Promise<void> {
  const parts = await unit.em.find(
    CollationPart,
    { collation: id },
    { orderBy: { n: 'asc' }, disableIdentityMap: true },
  );
  const whole = await PDFDocument.create({ updateMetadata: false });
  for (const part of parts) {
    const file = await unit.em.findOneOrFail(DocumentFile, { id: part.file }, { disableIdentityMap: true });
    const pdf = await PDFDocument.load(await readFileBytes(unit, file), { updateMetadata: false });
    for (const page of await whole.copyPages(pdf, pdf.getPageIndices())) whole.addPage(page);
  }
  const bytes = await whole.save();
  const file = await keepFile(unit, {
    department,
    fileName: `${id}.pdf`,
    mediaType: 'application/pdf',
    bytes,
  });
  await unit.em.nativeDelete(CollationPart, { collation: id });
  for (const part of parts) await removeFile(unit, part.file);
  await unit.em.nativeUpdate(
    Collation,
    { id },
    { state: CollationState.DONE, file: file.id, doneAt: unit.now },
  );
  await recordEvent(unit, 'document.collated', { kind: 'collation', id }, { fileHash: file.sha256 });
}

/** The file of a collation; that its papers were shown is written down for each. */
export async function fetchCollation(unit: Unit, id: string): Promise<Uint8Array | undefined> {
  const collation = await unit.em.findOne(Collation, { id }, { populate: ['documentIds'] });
  if (!collation?.file) return undefined;
  const ids = collation.documentIds as unknown as string[];
  const opened = await openDocuments(unit, ids);
  if (opened.length < ids.length) return undefined;
  const file = await unit.em.findOneOrFail(DocumentFile, { id: collation.file });
  await recordEvent(unit, 'document.collation-fetched', { kind: 'collation', id }, { fileHash: file.sha256 });
  return readFileBytes(unit, file);
}

/** Collations of the reader's departments, the newest first. */
export function listCollations(reader: Reader, campaignId: string | null | undefined, page: PageArguments) {
  return pageById(page, (key, limit) =>
    reader.em.find(
      Collation,
      { ...key, ...(campaignId ? { campaign: campaignId } : {}) },
      { orderBy: { id: 'desc' }, limit },
    ),
  );
}

/** What the room of papers has to do at its times. */
export const documentJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: 'document.collate',
    description:
      '合并打印任务的文书，分批进行。Prints the papers of a campaign into one file, batch by batch.',
    run: (job, { tx }) => printBatch(tx, String(job.payload.collationId), Number(job.payload.n)),
  },
];
