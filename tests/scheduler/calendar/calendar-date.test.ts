import fc from 'fast-check';
import {
  addDays,
  dateOfDayNumber,
  dateParts,
  dayNumber,
  formatDate,
  isCalendarDate,
  weekday,
} from '../../../scheduler/calendar/calendar-date.js';
import { CalendarError } from '../../../scheduler/calendar/calendar-error.js';

const LAST = dayNumber('9999-12-31');

test.each([
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '2026-1-5',
  '0000-01-01',
  '20260105',
  '',
  '2026-01-05 ',
])('refuses %p by name', (text) => {
  expect(isCalendarDate(text)).toBe(false);
  expect(() => dateParts(text)).toThrow(CalendarError);
  expect(() => dateParts(text)).toThrow(expect.objectContaining({ code: 'IMPOSSIBLE_DATE' }));
});

test.each([
  ['2000-02-29', true],
  ['1900-02-29', false],
  ['2028-02-29', true],
  ['9999-09-09', true],
])('knows whether %s exists: %s', (text, exists) => expect(isCalendarDate(text)).toBe(exists));

test.each([
  ['2026-01-01', 4],
  ['2027-01-01', 5],
  ['2026-02-28', 6],
  ['2000-01-01', 6],
  ['1970-01-01', 4],
])('%s is day %i of the week', (on, day) => expect(weekday(on)).toBe(day));

test('days are numbered without a gap, agreeing with the platform calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: LAST }), (number) => {
      const on = dateOfDayNumber(number);
      expect(dayNumber(on)).toBe(number);
      expect(formatDate(dateParts(on))).toBe(on);
      const platform = new Date(`${on}T00:00:00Z`);
      expect(platform.toISOString().slice(0, 10)).toBe(on);
      expect(weekday(on)).toBe(platform.getUTCDay() || 7);
    }),
    { numRuns: 2_000 },
  );
});

test('the first and the last day of the calendar are walls with a name', () => {
  expect(() => addDays('9999-12-31', 1)).toThrow(expect.objectContaining({ code: 'DATE_OUT_OF_RANGE' }));
  expect(() => addDays('0001-01-01', -1)).toThrow(expect.objectContaining({ code: 'DATE_OUT_OF_RANGE' }));
});
