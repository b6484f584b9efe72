import type { WordDocument } from '../word/word-document.js';

/** One paper to print. */
export interface Paper {
  readonly document: WordDocument;
  /** What the QR of its pages says; none is printed when absent. */
  readonly mark?: PaperMark;
}

/** Which paper a page belongs to. */
export interface PaperMark {
  readonly documentId: string;
  readonly kind: string;
}

/** What one page's QR says: which page of how many, of which paper. No name and no number stand in it. */
export interface PageMark extends PaperMark {
  readonly page: number;
  readonly pageCount: number;
}

const form = /^FD1\/([0-9A-F]{32})\/(\d{1,4})\/(\d{1,4})\/([A-Z-]{1,32})$/;

/** In letters that a QR packs closely: capitals, digits and few signs. */
export function writePageMark({ documentId, page, pageCount, kind }: PageMark): string {
  const id = documentId.replaceAll('-', '').toUpperCase();
  return `FD1/${id}/${page}/${pageCount}/${kind.replaceAll('_', '-')}`;
}

/** What a QR says, where it is one of ours. */
export function readPageMark(text: string): PageMark | undefined {
  const [, id, page, pageCount, kind] = form.exec(text) ?? [];
  if (!id || !kind) return undefined;
  const documentId = id.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { documentId, kind: kind.replaceAll('-', '_'), page: Number(page), pageCount: Number(pageCount) };
}
