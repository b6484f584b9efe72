import type { CountedDay, Deadline } from './add-working-days.js';
import { type CalendarDate, dateParts, formatDate } from './calendar-date.js';
import type { HolidayTable } from './holiday-table.js';
import { nearestWorkingDay } from './working-days.js';

/** The month a return is handed in. `month` counts from 1. */
export interface MonthlyDay {
  readonly year: number;
  readonly month: number;
  /** The last day of the month on which the return is still in time, e.g. 5. */
  readonly day: number;
}

/**
 * When a monthly return is due. Unlike other duties it moves *backwards*: a return that is due on a day off is due on
 * the working day before. The count shows the named day first and `dueOn` last.
 *
 * Throws `IMPOSSIBLE_DATE` when the month has no such day.
 */
export function monthlyReturnDue(table: HolidayTable, monthly: MonthlyDay): Deadline {
  const named: CalendarDate = formatDate(monthly);
  dateParts(named);
  const { on: dueOn, passed } = nearestWorkingDay(table, named, -1);
  const days: CountedDay[] = passed.map(({ on, working, why }) =>
    working ? { on, counted: true, ordinal: 1, why } : { on, counted: false, why },
  );
  return { dueOn, calendarVersion: table.version, provisional: passed.some((day) => !day.covered), days };
}
