/** What a Word file says, as far as forms of offices use it. Lengths are in points. */
export interface WordDocument {
  readonly page: WordPage;
  readonly body: readonly WordBlock[];
  readonly header: readonly WordBlock[];
  readonly footer: readonly WordBlock[];
  /** Kinds of content that were passed over or simplified, each once, in Chinese and English. */
  readonly warnings: readonly WordWarning[];
}

export interface WordPage {
  readonly width: number;
  readonly height: number;
  readonly margins: readonly [left: number, top: number, right: number, bottom: number];
  readonly headerAt: number;
  readonly footerAt: number;
}

export type WordBlock = WordParagraph | WordTable;

export type WordAlignment = 'left' | 'center' | 'right' | 'justify';

export interface WordParagraph {
  readonly kind: 'paragraph';
  readonly alignment: WordAlignment;
  readonly left: number;
  readonly right: number;
  /** Of the first line, more than `left`; negative where it hangs. */
  readonly firstLine: number;
  readonly before: number;
  readonly after: number;
  readonly line: WordLine;
  readonly breaksBefore: boolean;
  readonly runs: readonly WordRun[];
  /** The size of an empty paragraph's line. */
  readonly size: number;
}

/** How high a line is: a factor of the usual height, or points. */
export type WordLine = { readonly factor: number } | { readonly points: number; readonly least: boolean };

export type WordRun = WordText | WordImage | WordField | { readonly kind: 'pageBreak' };

export interface WordText {
  readonly kind: 'text';
  readonly text: string;
  readonly style: WordStyle;
}

/** The number of the page, or how many there are. */
export interface WordField {
  readonly kind: 'field';
  readonly field: 'PAGE' | 'NUMPAGES';
  readonly style: WordStyle;
}

export interface WordImage {
  readonly kind: 'image';
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

export interface WordStyle {
  readonly size: number;
  readonly bold: boolean;
  readonly underline: boolean;
  /** `#rrggbb`; black when absent. */
  readonly color?: string;
}

export interface WordTable {
  readonly kind: 'table';
  readonly alignment: WordAlignment;
  readonly left: number;
  readonly columns: readonly number[];
  readonly rows: readonly WordRow[];
  /** Rows at the top that are repeated on each page. */
  readonly headingRows: number;
}

export interface WordRow {
  /** The least height; 0 where none is set. */
  readonly height: number;
  readonly cells: readonly WordCell[];
}

export interface WordCell {
  readonly span: number;
  /** `restart` begins a cell over several rows, `continue` is one of the others. */
  readonly merge?: 'restart' | 'continue';
  readonly vertical: 'top' | 'middle' | 'bottom';
  readonly borders: WordBorders;
  readonly padding: number;
  readonly blocks: readonly WordBlock[];
}

/** Widths in points; 0 is no line. */
export interface WordBorders {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Something that a PDF will not show as Word does. */
export interface WordWarning {
  readonly element: string;
  readonly zh: string;
  readonly en: string;
}
