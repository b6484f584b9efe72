import { enterFromPaper, findToEnter, isContested, type SignedSheet } from '../../inspection/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { type Document, DocumentScan } from '../document.entity.js';
import { DocumentNotFound, DocumentStateWrong } from '../document.errors.js';
import { DocumentKind } from '../document.kinds.js';
import { findDocumentLocked } from '../document.service.js';
import { DocumentState } from '../document.states.js';
import { sha256Of } from '../file/document-file.service.js';
import {
  PaperContested,
  PaperNotApproved,
  PaperSaysNoResult,
  SheetsIncomplete,
} from './paper-result.errors.js';

/** The sheets that say what a visit found, and are signed by its team. */
const sayResults: readonly DocumentKind[] = [DocumentKind.RESULT_SHEET, DocumentKind.VISIT_RECORD];

/** What a signed sheet says. */
export interface PaperResultDraft extends Omit<SignedSheet, 'paperId' | 'scanHash'> {
  readonly documentId: string;
}

/**
 * Records a result by paper alone: a sheet of the visit that was printed, signed by pen and scanned is the signed record,
 * and its signatures are those of the result.
 */
export async function recordResultByPaper(unit: Unit, draft: PaperResultDraft) {
  const paper = await unit.beyond('team', (wide) => findDocumentLocked(wide, draft.documentId));
  // Whose visit it is decides: of a joint campaign the papers are the lead's, the reports each department's own.
  const assignment = paper?.assignment && (await findToEnter(unit, paper.assignment));
  if (!paper || !assignment) return new DocumentNotFound();
  return unit.beyond('team', async (wide) => {
    const fault = await findPaperFault(wide, paper, sayResults);
    if (fault) return fault;
    const scanHash = await hashScans(wide, paper);
    if (isRefusal(scanHash)) return scanHash;
    const { documentId: paperId, ...sheet } = draft;
    return enterFromPaper(wide, assignment, { ...sheet, paperId, scanHash });
  });
}

/** Why a paper does not count as the signed record. @param kinds those that say what is to be entered */
export async function findPaperFault(
  unit: Unit,
  { id, kind, state, approvedAt }: Document,
  kinds: readonly DocumentKind[],
) {
  if (!kinds.includes(kind)) return new PaperSaysNoResult(kind, kinds);
  if (state !== DocumentState.SIGNED) return new DocumentStateWrong(state, [DocumentState.SIGNED]);
  if (!approvedAt) return new PaperNotApproved();
  return (await isContested(unit, id)) ? new PaperContested() : undefined;
}

/**
 * One hash for all sheets of a paper: that of the scanned file, or of several files over their hashes in the order of the
 * pages. The QR says how many pages there are: a page named by hand alone proves nothing of the others.
 */
export async function hashScans(unit: Unit, { id }: Document): Promise<string | SheetsIncomplete> {
  const scans = await unit.em.find(
    DocumentScan,
    { document: id },
    { orderBy: { scannedAt: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  const byQr = scans.filter(({ isByQr }) => isByQr);
  if (byQr.length === 0) return new SheetsIncomplete([]);
  const newest = new Map(scans.map(({ page, sha256 }) => [page, sha256]));
  const pageCount = Math.max(...byQr.map((scan) => scan.pageCount));
  const pages = Array.from({ length: pageCount }, (_, index) => index + 1);
  const lacking = pages.filter((page) => !newest.has(page));
  if (lacking.length > 0) return new SheetsIncomplete(lacking);
  const [first = '', ...others] = new Set(pages.map((page) => newest.get(page) ?? ''));
  return others.length > 0 ? sha256Of(new TextEncoder().encode([first, ...others].join('\n'))) : first;
}
