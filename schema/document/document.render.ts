import { dayInShanghai } from '../shared/day.js';
import type { DocumentApproval } from './approval/approval.entity.js';
import { stepWords } from './approval/approval.steps.js';
import { chineseDay } from './chinese-words.js';
import type { Document } from './document.entity.js';
import type { DocumentValues } from './document.fields.js';
import { DocumentKind } from './document.kinds.js';
import type { OpenedDocument } from './document.open.js';
import { DocumentState } from './document.states.js';
import type { Paper } from './paper/paper.js';
import { type Printed, printPapers } from './paper/print.js';
import { fillWord } from './word/fill.js';
import { readWord } from './word/read-word.js';
import { openWord } from './word/word-package.js';

/** What is filled in: what was known when the paper was made, and the approvals that it has by now. */
function filledWith({ values }: Document, approvals: readonly DocumentApproval[]): DocumentValues {
  const told = approvals.map(({ step, opinion, accountName, underId, approvedAt }) => ({
    环节: stepWords[step].zh,
    意见: opinion,
    // Somebody else's opinion by an arrangement says so.
    姓名: underId ? `${accountName}（代）` : accountName,
    日期: chineseDay(dayInShanghai(approvedAt)),
    field: stepWords[step].field,
  }));
  const opinions = told.map(({ field, 意见, 姓名, 日期 }) => [field, `${意见}　${姓名}　${日期}`]);
  return { ...values, ...Object.fromEntries(opinions), 审批意见: told.map(({ field: _, ...row }) => row) };
}

/** A paper as a Word file. @param form the Word file that it is made with */
export function renderWord({ document, approvals }: OpenedDocument, form: Uint8Array): Uint8Array {
  const zip = fillWord(openWord(form), filledWith(document, approvals));
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

/** A paper that is to be printed. */
export function paperOf({ document, approvals }: OpenedDocument, form: Uint8Array): Paper {
  const { id: documentId, kind } = document;
  const zip = fillWord(openWord(form), filledWith(document, approvals));
  return { document: readWord(zip), mark: { documentId, kind } };
}

/** What stands across the pages of a rehearsal. */
export const REHEARSAL = '演练';
/** The same of what may not be given out, or not any more. */
const notApproved = '未批准';
const voided = '作废';

function watermarkOf({ kind, state, isUrgent }: Document): string | undefined {
  if (state === DocumentState.VOIDED) return voided;
  // The sheet of approval is printed so that it can be approved by pen.
  if (kind === DocumentKind.APPROVAL) return undefined;
  return state === DocumentState.IN_APPROVAL && !isUrgent ? notApproved : undefined;
}

/** A paper as A4 pages. @throws CharacterWithoutFont */
export function renderPdf(opened: OpenedDocument, form: Uint8Array, isRehearsal: boolean): Promise<Printed> {
  const { name, number } = opened.document;
  const watermark = isRehearsal ? REHEARSAL : watermarkOf(opened.document);
  return printPapers([paperOf(opened, form)], `${name} ${number}`, watermark);
}
