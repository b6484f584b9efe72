import {
  type CorrectionSheet,
  enterCorrectionFromPaper,
  findCorrectionToEnter,
  findToEnter,
} from '../../inspection/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { DocumentNotFound } from '../document.errors.js';
import { DocumentKind } from '../document.kinds.js';
import { findDocumentLocked } from '../document.service.js';
import { PaperSaysNoResult } from './paper-result.errors.js';
import { findPaperFault, hashScans } from './paper-result.service.js';

/** The sheet that says the corrected version of a result, and is signed by the officers of the correction. */
const sayCorrections: readonly DocumentKind[] = [DocumentKind.CORRECTED_RESULT_SHEET];

/** What a signed sheet says. */
export interface PaperCorrectionDraft extends Omit<CorrectionSheet, 'paperId' | 'version' | 'scanHash'> {
  readonly documentId: string;
}

/** Records the corrected version of a result by paper alone: the sheet knows its correction, and for which version it was made. */
export async function recordResultCorrectionByPaper(unit: Unit, draft: PaperCorrectionDraft) {
  const paper = await unit.beyond('team', (wide) => findDocumentLocked(wide, draft.documentId));
  if (!paper?.assignment) return new DocumentNotFound();
  if (!paper.correction) {
    const isTheirs = await findToEnter(unit, paper.assignment);
    return isTheirs ? new PaperSaysNoResult(paper.kind, sayCorrections) : new DocumentNotFound();
  }
  const { resultVersion } = paper;
  const matter = await findCorrectionToEnter(unit, paper.correction);
  if (!matter || !resultVersion) return new DocumentNotFound();
  return unit.beyond('team', async (wide) => {
    const fault = await findPaperFault(wide, paper, sayCorrections);
    if (fault) return fault;
    const scanHash = await hashScans(wide, paper);
    if (isRefusal(scanHash)) return scanHash;
    const { documentId: paperId, ...sheet } = draft;
    return enterCorrectionFromPaper(wide, matter, { ...sheet, paperId, version: resultVersion, scanHash });
  });
}
