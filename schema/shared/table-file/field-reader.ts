import type { CalendarDate } from '../../../scheduler/calendar/index.js';
import { halfWidth, type Identify, type IdScheme, PersonNumbers } from '../identifiers/index.js';
import * as words from './fault-words.js';
import { checkNumberCell, isScientific, numberAsWritten } from './identifier-cell.js';
import type { FieldFault, FieldNotice, ParsedRow, RowFaultCode } from './row-fault.js';
import { LONG_TERM_ON, readSheetDate } from './sheet-date.js';

/** The fields of one row: text that has passed `plainText`, by field name. A blank cell is absent or empty. */
export type RowFields = Readonly<Partial<Record<string, string>>>;

/** Reads the fields of one row and gathers every fault on the way; a faulty field gives a placeholder. */
export class FieldReader {
  readonly faults: FieldFault[] = [];
  readonly notices: FieldNotice[] = [];
  readonly #persons: PersonNumbers;

  /** @param identify by which numbers of natural persons become ids; without it they are faults */
  constructor(
    private readonly fields: RowFields,
    identify?: Identify,
  ) {
    this.#persons = new PersonNumbers(identify);
  }

  /** The natural persons whose numbers were read. */
  get people() {
    return this.#persons.people;
  }

  /** The outcome: the value, unless anything at all was wrong. */
  outcome<T>(value: T): ParsedRow<T> {
    return this.faults.length > 0 ? { faults: this.faults } : { value, notices: this.notices };
  }

  refuse(field: string, code: RowFaultCode, wording: words.FaultWords, isPersonal?: boolean): undefined {
    this.faults.push({ field, code, ...wording, ...(isPersonal ? { isPersonal } : {}) });
    return undefined;
  }

  notice(field: string, code: FieldNotice['code'], zh: string, en: string): void {
    this.notices.push({ field, code, zh, en });
  }

  /** The text, or undefined when blank. At most `maxLength` characters. */
  text(field: string, maxLength = 200): string | undefined {
    const text = this.fields[field]?.trim() ?? '';
    if (text === '') return undefined;
    if (text.length > maxLength && [...text].length > maxLength)
      return this.refuse(field, 'TOO_LONG', words.tooLong(maxLength));
    return text;
  }

  /** The text; blank is a fault. */
  requiredText(field: string, maxLength = 200): string {
    if (this.isBlank(field)) this.refuse(field, 'BLANK_FIELD', words.blank);
    return this.text(field, maxLength) ?? '';
  }

  /** Whether the file has a column for this field. */
  knows(field: string): boolean {
    return this.fields[field] !== undefined;
  }

  isBlank(field: string): boolean {
    return (this.fields[field]?.trim() ?? '') === '';
  }

  /** A number of a scheme in its one written form, or undefined when blank or faulty. */
  identifier(field: string, scheme: IdScheme, cell = this.text(field)): string | undefined {
    if (cell === undefined) return undefined;
    if (isScientific(cell)) return this.refuse(field, 'SCIENTIFIC_NOTATION', words.scientific);
    const checked =
      scheme === 'np'
        ? this.#persons.check(numberAsWritten(cell), this.text('personPaper'))
        : checkNumberCell(scheme, cell);
    if ('value' in checked) return checked.value;
    return this.refuse(field, 'BAD_IDENTIFIER', words.identifier(checked.fault), scheme === 'np');
  }

  /** A date, or undefined when blank or faulty. Where a term may be without end, that is `9999-12-31`. */
  date(field: string, mayBeLongTerm = false, cell = this.text(field)): CalendarDate | undefined {
    if (cell === undefined) return undefined;
    const date = readSheetDate(cell);
    if (date.kind === 'date') return date.on;
    if (date.kind === 'serial') {
      this.notice(field, 'DATE_CONVERTED', words.serialDate.zh, words.serialDate.en);
      return date.on;
    }
    if (date.kind === 'longTerm' && mayBeLongTerm) return LONG_TERM_ON;
    if (date.kind === 'impossible') return this.refuse(field, 'IMPOSSIBLE_DATE', words.impossibleDate);
    return this.refuse(field, 'UNREADABLE_DATE', words.unreadableDate(date.kind));
  }

  /** A whole number from `min` to `max`, or undefined when blank or faulty. */
  integer(field: string, min: number, max: number): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const value = Number(halfWidth(text));
    if (/^\d+(?:\.0+)?$/.test(halfWidth(text)) && value >= min && value <= max) return value;
    return this.refuse(field, 'BAD_NUMBER', words.notInRange(min, max));
  }

  /** A decimal number from `min` to `max`, or undefined when blank or faulty. */
  decimal(field: string, min: number, max: number): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const value = Number(halfWidth(text));
    if (/^-?\d+(?:\.\d+)?$/.test(halfWidth(text)) && value >= min && value <= max) return value;
    return this.refuse(field, 'BAD_NUMBER', words.notInRange(min, max));
  }

  /** One of the values a table knows, by any of its spellings; undefined when blank or faulty. */
  choice<T>(field: string, spellings: Readonly<Record<string, T>>): T | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const value = meaningOf(text, spellings);
    return value ?? this.refuse(field, 'UNKNOWN_VALUE', words.unknownValue(Object.keys(spellings)));
  }

  /** Values separated by `；`, `;`, `、`, `|` or a line break; blanks dropped. A comma separates nothing. */
  list(field: string, maxLength = 2_000): string[] {
    const text = this.text(field, maxLength);
    if (text === undefined) return [];
    return /[；;、|]/.test(text) ? text.split(/[；;、|]/).flatMap((part) => part.trim() || []) : [text];
  }
}

/** What a word stands for by any of its spellings: blanks, width and case do not matter. */
export function meaningOf<T>(word: string, spellings: Readonly<Record<string, T>>): T | undefined {
  const key = halfWidth(word).replace(/\s/g, '').toLowerCase();
  return Object.hasOwn(spellings, key) ? spellings[key] : undefined;
}
