import fc from 'fast-check';
import { dateOfDayNumber } from '../../../scheduler/calendar/calendar-date.js';
import { dayNumber } from '../../../scheduler/calendar/index.js';

export { addDays, addWorkingDays, isWorkingDay } from '../../../scheduler/calendar/index.js';

/** Any day from `fromOn` to `toOn`, both included. */
export function anyDayBetween(fromOn: string, toOn: string): fc.Arbitrary<string> {
  return fc.integer({ min: dayNumber(fromOn), max: dayNumber(toOn) }).map(dateOfDayNumber);
}
