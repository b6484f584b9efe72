import type { HeadingPreset } from '../../shared/table-file/index.js';

/** How a column's text is read. Money stands in units of 10,000 yuan in a file, and in yuan here. */
export type ColumnForm =
  | 'text'
  | 'day'
  | 'dayOrLongTerm'
  | 'money'
  | 'creditCode'
  | 'organisationCode'
  | 'registrationNo'
  | 'freeNumber'
  | 'paper'
  | 'personNumber';

/** A column of the national data standard for dual publicity (domain-rules §8), or one of ours beside them. */
export interface Column {
  /** As it is called here. */
  readonly field: string;
  /** As the standard calls it: `CF_XDR_MC`. */
  readonly code: string;
  /** The heading of the standard in force. */
  readonly title: string;
  readonly titleEn: string;
  readonly form: ColumnForm;
  /** In characters; to confirm with the region's credit portal. */
  readonly maxLength: number;
  readonly isMandatory: boolean;
  /** Mandatory where the party is a natural person, and meaningless elsewhere. */
  readonly isOfPerson: boolean;
  /** Whose text is never kept in clear: nobody's, that of natural persons, everybody's. */
  readonly sealed: 'never' | 'ofPerson' | 'always';
  /** May stand in the public edition; the others are reported only, or are ours. */
  readonly isPublic: boolean;
  /** Ours: in no report. */
  readonly isOwn: boolean;
  /** Known words with what each stands for; any text where absent. */
  readonly choices?: Readonly<Record<string, string>>;
  /** What the former standard meant by the same words, where it meant something else. */
  readonly olderChoices?: Readonly<Record<string, string>>;
  /** Code and heading of the former standard. */
  readonly older: readonly string[];
  /** Further headings of exports. */
  readonly also: readonly string[];
}

type Told = Pick<Column, 'field' | 'code' | 'title' | 'titleEn'> & Partial<Column>;

export function column(told: Told): Column {
  return {
    form: 'text',
    maxLength: 200,
    isMandatory: false,
    isOfPerson: false,
    sealed: 'never',
    isPublic: true,
    isOwn: false,
    older: [],
    also: [],
    ...told,
  };
}

/** By which headings a file's columns are known, those of both standards. */
export function headingsOf(columns: readonly Column[]): HeadingPreset {
  return Object.fromEntries(
    columns.map(({ field, code, title, older, also }) => [field, [title, code, ...also, ...older]]),
  );
}
