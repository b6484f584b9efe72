import { addDays, type CalendarDate, dateParts } from './calendar-date.js';
import { CalendarError } from './calendar-error.js';
import type { HolidayTable, Wording } from './holiday-table.js';
import { dayStatus } from './working-days.js';

/** One line of the day-by-day count. */
export interface CountedDay {
  readonly on: CalendarDate;
  readonly counted: boolean;
  /** 1 for the first counted day; absent on a day that is not counted. */
  readonly ordinal?: number;
  readonly why: Wording;
}

/** A due date that can be explained and recomputed. */
export interface Deadline {
  readonly dueOn: CalendarDate;
  readonly calendarVersion: string;
  /** True when any day that was needed lies beyond the calendar's coverage: a later notice may move `dueOn`. */
  readonly provisional: boolean;
  /** From the day of the event to `dueOn`, both included. */
  readonly days: readonly CountedDay[];
}

/** Ten thousand days: more than any legal limit, and little enough to count one by one. */
export const MAX_COUNT = 10_000;

/** The reason why the first day of a count is never counted. Civil Code Art. 201. */
export const EVENT_DAY: Wording = { zh: '当日不计入', en: 'the day of the event is not counted' };

/**
 * The `count`-th working day after `fromOn`, with the count laid open. The day of the event is not counted (Civil
 * Code Art. 201); in the penalty law two, three, five and seven days are working days (Art. 85). The result is always
 * a working day. `count` is an integer from 1 to 10,000.
 *
 * Throws `IMPOSSIBLE_DATE`, `INVALID_COUNT`, `DATE_OUT_OF_RANGE` (past 9999-12-31).
 */
export function addWorkingDays(table: HolidayTable, fromOn: CalendarDate, count: number): Deadline {
  dateParts(fromOn);
  requireCount(count);
  const days: CountedDay[] = [{ on: fromOn, counted: false, why: EVENT_DAY }];
  let dueOn = fromOn;
  let provisional = false;
  for (let ordinal = 0; ordinal < count; ) {
    dueOn = addDays(dueOn, 1);
    const { working, covered, why } = dayStatus(table, dueOn);
    if (!covered) provisional = true;
    if (working) ordinal += 1;
    days.push(working ? { on: dueOn, counted: true, ordinal, why } : { on: dueOn, counted: false, why });
  }
  return { dueOn, calendarVersion: table.version, provisional, days };
}

/** Throws `INVALID_COUNT` unless `count` is an integer from 1 to `MAX_COUNT`. */
export function requireCount(count: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= MAX_COUNT) return;
  throw new CalendarError(
    'INVALID_COUNT',
    `期限须为 1 至 ${MAX_COUNT} 的整数。`,
    `A term is a whole number from 1 to ${MAX_COUNT}.`,
  );
}
