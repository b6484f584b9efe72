import fc from 'fast-check';
import {
  isWorkingDay,
  monthlyReturnDue,
  naturalDuty,
  naturalTermEnd,
} from '../../../scheduler/calendar/index.js';
import { officialHolidays } from '../../../schema/calendar/official-holidays.js';
import { anyDayBetween } from './calendar-samples.js';

const table = officialHolidays();

describe('a publication term ends on its calendar day', () => {
  test.each([
    ['2026-07-01', 3, 'month', '2026-10-01'],
    ['2026-02-20', 1, 'year', '2027-02-20'],
    ['2024-02-29', 1, 'year', '2025-02-28'],
    ['2026-08-31', 6, 'month', '2027-02-28'],
    ['2026-12-31', 2, 'month', '2027-02-28'],
    ['2026-01-01', 60, 'day', '2026-03-02'],
  ] as const)('%s + %i %s is %s, day off or not', (fromOn, count, unit, end) => {
    expect(naturalTermEnd(fromOn, { count, unit })).toBe(end);
  });
});

describe('a duty in natural days ends on a working day', () => {
  test('a term that ends in the National Day week moves to the 8th and says so', () => {
    const duty = naturalDuty(table, '2026-09-21', { count: 10, unit: 'day' });
    expect(duty).toMatchObject({
      termEndsOn: '2026-10-01',
      dueOn: '2026-10-08',
      moved: true,
      provisional: false,
    });
    expect(duty.days.filter((day) => day.counted)).toHaveLength(10);
    expect(duty.days.at(-1)).toMatchObject({ on: '2026-10-08', counted: false });
    expect(duty.days.at(-1)?.why.zh).toContain('顺延');
  });

  test('a term that ends on a make-up Sunday stays', () => {
    const duty = naturalDuty(table, '2026-09-10', { count: 10, unit: 'day' });
    expect(duty).toMatchObject({ dueOn: '2026-09-20', termEndsOn: '2026-09-20', moved: false });
  });

  test('provisional depends on the end of the term only', () => {
    expect(naturalDuty(table, '2026-12-21', { count: 10, unit: 'day' }).provisional).toBe(false);
    expect(naturalDuty(table, '2026-12-22', { count: 10, unit: 'day' }).provisional).toBe(true);
  });

  test('never on a day off, never before the term has ended', () => {
    fc.assert(
      fc.property(anyDayBetween('2004-01-01', '2026-06-30'), fc.integer({ min: 1, max: 90 }), (on, count) => {
        const duty = naturalDuty(table, on, { count, unit: 'day' });
        expect(isWorkingDay(table, duty.dueOn)).toBe(true);
        expect(duty.dueOn >= duty.termEndsOn).toBe(true);
        expect(duty.moved).toBe(!isWorkingDay(table, duty.termEndsOn));
      }),
      { numRuns: 1_000 },
    );
  });

  test('refuses a term that is no whole number', () => {
    expect(() => naturalTermEnd('2026-01-01', { count: 0, unit: 'month' })).toThrow(
      expect.objectContaining({ code: 'INVALID_COUNT' }),
    );
    expect(() => naturalTermEnd('9990-01-01', { count: 10, unit: 'year' })).toThrow(
      expect.objectContaining({ code: 'DATE_OUT_OF_RANGE' }),
    );
  });
});

describe('a monthly return on a day off is due on the working day before', () => {
  test.each([
    [2026, 3, '2026-03-05'],
    [2026, 4, '2026-04-03'],
    [2026, 5, '2026-04-30'],
    [2026, 10, '2026-09-30'],
    [2026, 7, '2026-07-03'],
  ])('%i-%i: %s', (year, month, dueOn) => {
    const due = monthlyReturnDue(table, { year, month, day: 5 });
    expect(due).toMatchObject({ dueOn, provisional: false, calendarVersion: table.version });
    expect(due.days.at(-1)).toMatchObject({ on: dueOn, counted: true });
  });

  test('a day that the month lacks is refused; beyond the coverage the date is provisional', () => {
    expect(() => monthlyReturnDue(table, { year: 2026, month: 2, day: 30 })).toThrow(
      expect.objectContaining({ code: 'IMPOSSIBLE_DATE' }),
    );
    expect(monthlyReturnDue(table, { year: 2027, month: 1, day: 5 }).provisional).toBe(true);
  });
});
