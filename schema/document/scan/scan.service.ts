import { setImmediate } from 'node:timers/promises';
import { recordEvent } from '../../audit/index.js';
import { AssignmentOfficer } from '../../inspection/index.js';
import { clearUpload } from '../../registry/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { Document, DocumentScan } from '../document.entity.js';
import { DocumentNotFound, DocumentStateWrong } from '../document.errors.js';
import { findDocumentLocked, moveDocument } from '../document.service.js';
import { DocumentState, documentTransitions } from '../document.states.js';
import { DocumentFile } from '../file/document-file.entity.js';
import { keepFile, readOwnUpload, type UploadedFile } from '../file/document-file.service.js';
import type { PageMark } from '../paper/paper.js';
import { findPageMark } from './find-mark.js';
import { isJpeg, readJpeg } from './jpeg-picture.js';
import { isPdf, readPdfPages } from './pdf-pictures.js';
import { MOST_PIXELS, type Picture, PictureFault } from './picture.js';
import { isPng, readPng } from './png-picture.js';
import { ScanFileInvalid, ScanNotOurs, ScanWithoutMark } from './scan.errors.js';

/** Pages of one scanned file. */
const MOST_PAGES = 200;

/** What a scanned file shows, page by page. */
interface ScannedFile {
  readonly mediaType: string;
  readonly pages: readonly (PageMark | undefined)[];
}

async function readScan({ bytes }: UploadedFile): Promise<ScannedFile | ScanFileInvalid> {
  const marked = (picture: Picture | undefined) => picture && findPageMark(picture);
  try {
    if (isPng(bytes)) return { mediaType: 'image/png', pages: [marked(readPng(bytes, MOST_PIXELS))] };
    if (isJpeg(bytes)) return { mediaType: 'image/jpeg', pages: [marked(readJpeg(bytes, MOST_PIXELS))] };
    if (isPdf(bytes)) {
      const pages: (PageMark | undefined)[] = [];
      for await (const picture of readPdfPages(bytes, MOST_PAGES)) {
        pages.push(marked(picture));
        // A stack of sheets takes seconds: others are served between two of them.
        await setImmediate();
      }
      return { mediaType: 'application/pdf', pages };
    }
  } catch (error) {
    if (error instanceof PictureFault) return new ScanFileInvalid(error.zh, error.en);
    throw error;
  }
  return new ScanFileInvalid('只接受 PNG、JPEG 或 PDF', 'only PNG, JPEG and PDF are taken');
}

/**
 * A paper to which the actor may bring sheets: of their department, or of a visit of their team.
 * @param within ids of those in the actor's own departments
 */
async function findForScan(unit: Unit, id: string, within: ReadonlySet<string>): Promise<Document | null> {
  const found = await findDocumentLocked(unit, id);
  if (!found || within.has(id)) return found;
  const { inspectorId } = unit.actor;
  if (!found.assignment || !inspectorId) return null;
  return (await unit.em.count(AssignmentOfficer, { assignment: found.assignment, inspectorId })) > 0
    ? found
    : null;
}

/** Sheets that came back signed, to be taken. */
export interface ScanDraft {
  readonly uploadId: string;
  /** Which paper it is, where no QR can be read. */
  readonly documentId?: string | null;
}

/**
 * Takes scanned sheets, of one paper or of many: each page finds its paper by its QR. Once all sheets of a paper are
 * there it is the signed record. All of the file, or nothing.
 */
export async function attachScan(unit: Unit, draft: ScanDraft) {
  const upload = await readOwnUpload(unit, draft.uploadId);
  if (upload === 'TOO_LARGE')
    return new ScanFileInvalid('文件超过 40 MB，请分开上传', 'it is larger than 40 MB; split it');
  if (isRefusal(upload)) return upload;
  const scan = await readScan(upload);
  if (isRefusal(scan)) return scan;
  const sheets = sheetsOf(scan, draft.documentId ?? undefined);
  if (sheets.length === 0) return new ScanWithoutMark();
  const ids = sheets.map(({ documentId }) => documentId);
  const own = await unit.em.find(
    Document,
    { id: { $in: ids } },
    { fields: ['id'], disableIdentityMap: true },
  );
  const taking = {
    upload,
    scan,
    sheets,
    isNamed: draft.documentId != null,
    within: new Set(own.map(({ id }) => id)),
  };
  const taken = await unit.beyond('team', (wide) => takeSheets(wide, taking));
  if (isRefusal(taken)) return taken;
  await clearUpload(unit, draft.uploadId);
  const unreadPages = scan.pages.flatMap((mark, index) => (mark || draft.documentId ? [] : [index + 1]));
  return { __typename: 'ScanAttached' as const, documents: taken, unreadPages };
}

type Sheet = PageMark & { readonly isByQr: boolean };

/** The sheets of a scan; those without a readable QR are of the paper that was named, in their order. */
function sheetsOf({ pages }: ScannedFile, documentId: string | undefined): Sheet[] {
  return pages.flatMap((mark, index): Sheet[] => {
    if (mark) return [{ ...mark, isByQr: true }];
    if (!documentId) return [];
    return [{ documentId, kind: '', page: index + 1, pageCount: pages.length, isByQr: false }];
  });
}

interface Taking {
  readonly upload: UploadedFile;
  readonly scan: ScannedFile;
  readonly sheets: readonly Sheet[];
  readonly isNamed: boolean;
  readonly within: ReadonlySet<string>;
}

async function takeSheets(
  unit: Unit,
  { upload, scan, sheets, isNamed, within }: Taking,
): Promise<Document[] | DocumentNotFound | DocumentStateWrong | ScanNotOurs> {
  const documents: Document[] = [];
  let fileId: string | undefined;
  for (const [id, own] of Map.groupBy(sheets, ({ documentId }) => documentId)) {
    const document = await findForScan(unit, id, within);
    if (!document) return isNamed ? new DocumentNotFound() : new ScanNotOurs();
    if (document.state === DocumentState.VOIDED)
      return new DocumentStateWrong(document.state, documentTransitions.sign.from);
    const { department } = document;
    const file = fileId
      ? undefined
      : await keepFile(unit, { department, mediaType: scan.mediaType, ...upload });
    fileId ??= file?.id ?? '';
    await takeSheetsOf(unit, document, own, fileId);
    documents.push(document);
  }
  return documents;
}

async function takeSheetsOf(
  unit: Unit,
  document: Document,
  sheets: readonly Sheet[],
  fileId: string,
): Promise<void> {
  const { em, now } = unit;
  const { sha256 } = await em.findOneOrFail(DocumentFile, { id: fileId });
  for (const { page, pageCount, isByQr } of sheets) {
    if ((await em.count(DocumentScan, { document: document.id, page, sha256 })) > 0) continue;
    await em.insert(DocumentScan, {
      ...{ id: unit.newId(), document: document.id, page, pageCount, file: fileId, sha256, isByQr },
      ...{ scannedAt: now, scannedById: unit.actor.accountId ?? fileId },
    });
  }
  const pages = sheets.map(({ page }) => page);
  await recordEvent(
    unit,
    'document.scanned',
    { kind: 'document', id: document.id },
    { pages, fileHash: sha256 },
  );
  if (document.state === DocumentState.SIGNED) return;
  const scans = await em.find(DocumentScan, { document: document.id }, { disableIdentityMap: true });
  const pageCount = Math.max(...scans.map((one) => one.pageCount));
  const covered = new Set(scans.map(({ page }) => page));
  if (Array.from({ length: pageCount }, (_, index) => index + 1).some((page) => !covered.has(page))) return;
  await moveDocument(unit, document, 'sign', { signedAt: now, signedById: unit.actor.accountId ?? null });
  await recordEvent(unit, 'document.signed', { kind: 'document', id: document.id }, { count: pageCount });
}

/** Takes the file of a paper that came back from the system of electronic seals. */
export async function attachStamped(
  unit: Unit,
  input: { readonly documentId: string; readonly uploadId: string },
) {
  const document = await findDocumentLocked(unit, input.documentId);
  if (!document) return new DocumentNotFound();
  if (document.state !== DocumentState.APPROVED && document.state !== DocumentState.SIGNED) {
    return new DocumentStateWrong(document.state, [DocumentState.APPROVED, DocumentState.SIGNED]);
  }
  const upload = await readOwnUpload(unit, input.uploadId);
  if (upload === 'TOO_LARGE') return new ScanFileInvalid('文件超过 40 MB', 'it is larger than 40 MB');
  if (isRefusal(upload)) return upload;
  // OFD (GB/T 33190) is an archive of that form; whoever verifies the seal reads it, not we.
  const isOfd = upload.bytes[0] === 0x50 && upload.bytes[1] === 0x4b && /\.ofd$/i.test(upload.fileName);
  if (!isPdf(upload.bytes) && !isOfd)
    return new ScanFileInvalid('盖章文件须为 PDF 或 OFD', 'a stamped file is PDF or OFD');
  const mediaType = isOfd ? 'application/ofd' : 'application/pdf';
  const file = await keepFile(unit, { department: document.department, mediaType, ...upload });
  const change = { stampedFile: file.id, stampedHash: file.sha256, stampedAt: unit.now };
  await unit.em.nativeUpdate(Document, { id: document.id }, change);
  await clearUpload(unit, input.uploadId);
  await recordEvent(
    unit,
    'document.stamped',
    { kind: 'document', id: document.id },
    { fileHash: file.sha256 },
  );
  return { __typename: 'StampedAttached' as const, document: Object.assign(document, change) };
}
