import { withoutPersonNumbers } from '../../shared/identifiers/index.js';
import type { RowFaultCode, RowNoticeCode } from '../../shared/table-file/index.js';

/** What may be said about a row of an imported file. */
export enum RemarkCode {
  BLANK_FIELD = 'BLANK_FIELD',
  BAD_TEXT = 'BAD_TEXT',
  BAD_LINE = 'BAD_LINE',
  TOO_LONG = 'TOO_LONG',
  BAD_IDENTIFIER = 'BAD_IDENTIFIER',
  SCIENTIFIC_NOTATION = 'SCIENTIFIC_NOTATION',
  IMPOSSIBLE_DATE = 'IMPOSSIBLE_DATE',
  UNREADABLE_DATE = 'UNREADABLE_DATE',
  DATE_ORDER = 'DATE_ORDER',
  BAD_NUMBER = 'BAD_NUMBER',
  NO_ARTICLE = 'NO_ARTICLE',
  FUTURE_DATE = 'FUTURE_DATE',
  UNKNOWN_VALUE = 'UNKNOWN_VALUE',
  VALUE_NOT_MAPPED = 'VALUE_NOT_MAPPED',
  UNEQUAL_LISTS = 'UNEQUAL_LISTS',
  EXTRA_CELLS = 'EXTRA_CELLS',
  DUPLICATE_ID = 'DUPLICATE_ID',
  DEFAULT_USED = 'DEFAULT_USED',
  DATE_CONVERTED = 'DATE_CONVERTED',
  ROW_SKIPPED = 'ROW_SKIPPED',
  VAGUE_LEGAL_BASIS = 'VAGUE_LEGAL_BASIS',
  UNKNOWN_RANK = 'UNKNOWN_RANK',
  UNKNOWN_DIVISION = 'UNKNOWN_DIVISION',
  UNKNOWN_DEPARTMENT = 'UNKNOWN_DEPARTMENT',
  OTHER_DEPARTMENT = 'OTHER_DEPARTMENT',
  CERTIFICATE_EXPIRED = 'CERTIFICATE_EXPIRED',
  CERTIFICATE_OF_ANOTHER = 'CERTIFICATE_OF_ANOTHER',
  LEAVING_IS_A_DEPARTURE = 'LEAVING_IS_A_DEPARTURE',
  LEAVE_OVERLAPS = 'LEAVE_OVERLAPS',
  SPECIAL_POOL_CLOSED = 'SPECIAL_POOL_CLOSED',
  CHANGED_BY_HAND = 'CHANGED_BY_HAND',
  SOURCES_DISAGREE = 'SOURCES_DISAGREE',
  IDENTIFIER_OF_ANOTHER = 'IDENTIFIER_OF_ANOTHER',
  BECAME_ANOTHER = 'BECAME_ANOTHER',
  NOBODY_RESPONSIBLE = 'NOBODY_RESPONSIBLE',
  UNKNOWN_TARGET = 'UNKNOWN_TARGET',
  OTHER_DOCUMENT = 'OTHER_DOCUMENT',
  ALREADY_LISTED = 'ALREADY_LISTED',
  NUMBER_USED = 'NUMBER_USED',
  UNKNOWN_VISIT = 'UNKNOWN_VISIT',
  VISIT_OF_ANOTHER = 'VISIT_OF_ANOTHER',
}

/** Every code of the file reader has its own here; the compiler says when one is missing. */
const known: Readonly<Record<RowFaultCode | RowNoticeCode, RemarkCode>> = RemarkCode;

/** A remark on a row of an imported file. */
export interface RowRemark {
  /** As a spreadsheet counts it, from 1, the heading's row among them. */
  readonly row: number;
  /** The heading as printed; absent when the field has no column. */
  readonly column?: string;
  readonly field: string;
  readonly code: RemarkCode;
  /** What stands there. It may be a person's: told to whoever imports, and forgotten after a day. */
  readonly value?: string;
  readonly message: string;
  readonly messageEn: string;
  readonly remedy?: string;
  readonly remedyEn?: string;
}

/** What a check says about one field, before its place in the file is known. */
export interface FieldRemark {
  readonly field: string;
  readonly code: RemarkCode | RowFaultCode | RowNoticeCode;
  readonly zh: string;
  readonly en: string;
  readonly remedy?: { readonly zh: string; readonly en: string };
  readonly isPersonal?: boolean;
}

/** Of a value as much as shows which it is. */
const SHOWN_CHARACTERS = 100;

/** Fields in which a natural person's number stands: their cells are never shown, nor kept. */
const numberFields: ReadonlySet<string> = new Set(['personNumber', 'representativeNumber']);

/** Of what stands in a cell what may be shown: no number of a natural person, in whatever column it came. */
function shown(field: string, value: string): string {
  if (numberFields.has(field) || /^\s*np:/i.test(value)) return '';
  return [...withoutPersonNumbers(value)].slice(0, SHOWN_CHARACTERS).join('');
}

/** Puts a remark in its place. */
export function remarkAt(
  remark: FieldRemark,
  row: number,
  column: string | undefined,
  value?: string,
): RowRemark {
  const { field, zh, en, remedy } = remark;
  const code = known[remark.code as RowFaultCode] ?? (remark.code as RemarkCode);
  const said = value && !remark.isPersonal ? shown(field, value) : '';
  return {
    row,
    ...(column === undefined ? {} : { column }),
    field,
    code,
    ...(said ? { value: said } : {}),
    message: zh,
    messageEn: en,
    ...(remedy ? { remedy: remedy.zh, remedyEn: remedy.en } : {}),
  };
}

/** The remark as it may be kept. */
export function withoutValue({ value: _, ...remark }: RowRemark): RowRemark {
  return remark;
}
