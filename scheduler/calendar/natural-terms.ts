import { type CountedDay, type Deadline, EVENT_DAY, requireCount } from './add-working-days.js';
import {
  addDays,
  type CalendarDate,
  dateParts,
  dayNumber,
  formatDate,
  monthLength,
} from './calendar-date.js';
import { CalendarError } from './calendar-error.js';
import type { HolidayTable } from './holiday-table.js';
import { nearestWorkingDay } from './working-days.js';

/** A length of time on the plain calendar, e.g. 10 days, 6 months, 3 years. */
export interface NaturalTerm {
  readonly count: number;
  readonly unit: 'day' | 'month' | 'year';
}

/** A duty whose limit runs on the plain calendar. */
export interface NaturalDeadline extends Deadline {
  /** Where the term ends on the plain calendar. */
  readonly termEndsOn: CalendarDate;
  /** Whether `dueOn` was moved because `termEndsOn` is a day off; pages must say so. */
  readonly moved: boolean;
}

/**
 * The last day of a term. The day of the event is not counted; months and years end on the corresponding day, or on
 * the last day of a month that lacks it (Civil Code Art. 201, 202). It never moves for a day off.
 *
 * This is the rule of publication terms (公示期): they end on their calendar day, the returned one being the last on
 * which the record is public. Throws `IMPOSSIBLE_DATE`, `INVALID_COUNT`, `DATE_OUT_OF_RANGE`.
 */
export function naturalTermEnd(fromOn: CalendarDate, term: NaturalTerm): CalendarDate {
  const { year, month, day } = dateParts(fromOn);
  requireCount(term.count);
  if (term.unit === 'day') return addDays(fromOn, term.count);
  const months = year * 12 + (month - 1) + term.count * (term.unit === 'year' ? 12 : 1);
  const endYear = Math.floor(months / 12);
  const endMonth = (months % 12) + 1;
  if (endYear > 9999) {
    throw new CalendarError(
      'DATE_OUT_OF_RANGE',
      '日期超出公元 9999 年。',
      'The date lies past the year 9999.',
    );
  }
  return formatDate({ year: endYear, month: endMonth, day: Math.min(day, monthLength(endYear, endMonth)) });
}

/**
 * When a duty is due whose limit is in natural days, months or years: a term that ends on a day off ends on the next
 * working day (Civil Code Art. 203; penalty law: 10, 15 and 90 days are calendar days). A rectification term moves
 * too, and `moved` says so. Provisional when the days at its end are beyond the coverage.
 */
export function naturalDuty(table: HolidayTable, fromOn: CalendarDate, term: NaturalTerm): NaturalDeadline {
  const termEndsOn = naturalTermEnd(fromOn, term);
  const { on: dueOn, passed } = nearestWorkingDay(table, termEndsOn, 1);
  const days: CountedDay[] = [{ on: fromOn, counted: false, why: EVENT_DAY }];
  const length = dayNumber(termEndsOn) - dayNumber(fromOn);
  for (let ordinal = 1; ordinal < length; ordinal += 1) {
    const why = { zh: '自然日', en: 'calendar day' };
    days.push({ on: addDays(fromOn, ordinal), counted: true, ordinal, why });
  }
  for (const { on, why } of passed) {
    days.push(
      on === termEndsOn
        ? { on, counted: true, ordinal: length, why }
        : { on, counted: false, why: postponed(why) },
    );
  }
  return {
    dueOn,
    termEndsOn,
    moved: dueOn !== termEndsOn,
    calendarVersion: table.version,
    provisional: passed.some((day) => !day.covered),
    days,
  };
}

function postponed(why: { readonly zh: string; readonly en: string }): CountedDay['why'] {
  return { zh: `期限届满日休息，顺延：${why.zh}`, en: `the term ended on a day off and moves: ${why.en}` };
}
