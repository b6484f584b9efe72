import { type CalendarDate, isCalendarDate } from '../../../scheduler/calendar/index.js';
import { halfWidth } from '../identifiers/index.js';
import { dayOfSerial } from './serial-day.js';

/** How "without end" is stored: later than every date, so that comparisons need no special case. */
export const LONG_TERM_ON: CalendarDate = '9999-12-31';

/** How a written date came out. */
export type SheetDate =
  | { readonly kind: 'date' | 'serial'; readonly on: CalendarDate }
  | { readonly kind: 'longTerm' }
  | { readonly kind: 'impossible' | 'ambiguous' | 'unreadable' };

const LONG_TERM_DATES = new Set(['9999-09-09', '9999-12-31', '2099-12-31']);
const LONG_TERM_WORDS = /^(?:长期|长期有效|永久|永久有效|无固定期限|无期限|long-?term)$/i;
const YEAR_FIRST =
  /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;

/**
 * Reads a date as spreadsheets write it: `2026-01-05`, `2026/1/5`, `2026.1.5`, `2026年1月5日`, `20260105`, with a time
 * behind it or not (the time is dropped). `9999-09-09`, `2099/12/31` and 长期 mean without end. A serial number such as
 * 46027 is what a spreadsheet leaves of a date whose cell has no format; it is counted from 1900, as all but very old
 * programs do, and told apart so that it can be said.
 *
 * Not read: a date that does not begin with the year (05/06/2026 is a different day on either side of the Atlantic).
 */
export function readSheetDate(raw: string): SheetDate {
  const text = halfWidth(raw).trim().replace(/\s+/g, ' ');
  if (LONG_TERM_WORDS.test(text)) return { kind: 'longTerm' };
  const match = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (match !== null) {
    const on = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`;
    if (LONG_TERM_DATES.has(on)) return { kind: 'longTerm' };
    return isCalendarDate(on) ? { kind: 'date', on } : { kind: 'impossible' };
  }
  const serial = /^\d{5}(?:\.\d+)?$/.test(text) ? dayOfSerial(text) : undefined;
  if (serial !== undefined) return { kind: 'serial', on: serial };
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?: .*)?$/.test(text)) return { kind: 'ambiguous' };
  return { kind: 'unreadable' };
}
