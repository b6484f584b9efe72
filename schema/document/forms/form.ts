/** The readable description of a form; from it the Word file is made, which a department edits as it likes. */
export interface Form {
  readonly title: string;
  readonly blocks: readonly FormBlock[];
  /** What stands at the foot of each page, before the number of the page. */
  readonly foot?: string;
}

export type FormBlock = FormText | FormTable;

export interface FormText {
  /** Fields stand in braces: {对象名称}; a line feed begins a new line. */
  readonly text: string;
  readonly align?: 'left' | 'center' | 'right' | 'justify';
  /** In points: 二号 22, 小二 18, 三号 16, 四号 14, 小四 12, 五号 10.5. */
  readonly size?: number;
  readonly bold?: boolean;
  /** First line, in characters. */
  readonly indent?: number;
  /** Space before and after, in points. */
  readonly before?: number;
  readonly after?: number;
  /** Height of a line in points; by the size when absent. */
  readonly line?: number;
}

export interface FormTable {
  /** In millimetres; 156 are a line of A4. */
  readonly columns: readonly number[];
  readonly rows: readonly FormRow[];
  /** Lines around every cell, unless false. */
  readonly isRuled?: boolean;
}

export interface FormRow {
  /** The least height in millimetres. */
  readonly height?: number;
  readonly cells: readonly FormCell[];
  /** Repeated on each page. */
  readonly isHeading?: boolean;
}

export interface FormCell {
  readonly text: string | readonly FormText[];
  readonly span?: number;
  readonly merge?: 'restart' | 'continue';
  /** A label: in the middle; else the text begins at the left. */
  readonly isLabel?: boolean;
  readonly align?: FormText['align'];
  readonly vertical?: 'top' | 'middle' | 'bottom';
}

/** A label of a table. */
export function label(text: string, more: Partial<FormCell> = {}): FormCell {
  return { text, isLabel: true, ...more };
}

/** What is filled in, or written by hand. */
export function blank(text = '', more: Partial<FormCell> = {}): FormCell {
  return { text, ...more };
}

export function row(...cells: readonly FormCell[]): FormRow {
  return { cells, height: 9 };
}

export function tallRow(height: number, ...cells: readonly FormCell[]): FormRow {
  return { cells, height };
}

export function headingRow(...cells: readonly FormCell[]): FormRow {
  return { cells, height: 8, isHeading: true };
}

/** Name of the authority and title of the paper, with its number below. */
export function heading(title: string, hasNumber = true): FormBlock[] {
  return [
    { text: '{部门名称}', align: 'center', size: 18, after: 2, line: 28 },
    { text: title, align: 'center', size: 22, bold: true, after: hasNumber ? 4 : 10, line: 34 },
    ...(hasNumber ? [{ text: '{文号}', align: 'center', size: 14, after: 8, line: 22 } as const] : []),
  ];
}

/** A paragraph of a letter. */
export function say(text: string, more: Partial<FormText> = {}): FormText {
  return { text, align: 'justify', size: 14, indent: 2, line: 26, ...more };
}

/** The place of the stamp, with the date over which it is set. */
export function stamp(before = 18): FormBlock[] {
  return [
    { text: '{部门名称}（印章）', align: 'right', size: 14, before, line: 26 },
    { text: '{制作日期}', align: 'right', size: 14, line: 26 },
  ];
}
