import fc from 'fast-check';
import { officialHolidays } from '../../../schema/calendar/official-holidays.js';
import { addDays, addWorkingDays, anyDayBetween, isWorkingDay } from './calendar-samples.js';

const table = officialHolidays();

describe('known deadlines of domain-rules §4', () => {
  test.each([
    ['2026-02-10', 7, '2026-02-26'],
    ['2026-09-18', 7, '2026-09-29'],
    ['2026-09-30', 7, '2026-10-15'],
    ['2026-04-30', 5, '2026-05-11'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-12-01', 20, '2026-12-29'],
  ])('%s + %i working days is %s', (fromOn, count, dueOn) => {
    const deadline = addWorkingDays(table, fromOn, count);
    expect(deadline).toMatchObject({ dueOn, provisional: false, calendarVersion: table.version });
  });
});

describe('the count laid open', () => {
  const { days } = addWorkingDays(table, '2026-09-30', 1);

  test('the day of the event is shown and not counted', () => {
    expect(days[0]).toEqual({
      on: '2026-09-30',
      counted: false,
      why: { zh: '当日不计入', en: 'the day of the event is not counted' },
    });
  });

  test('every day off says which festival it is', () => {
    expect(days.slice(1, 8).map((day) => [day.counted, day.why.zh])).toEqual([
      [false, '周四，国庆节放假'],
      [false, '周五，国庆节放假'],
      [false, '周六，国庆节放假'],
      [false, '周日，国庆节放假'],
      [false, '周一，国庆节放假'],
      [false, '周二，国庆节放假'],
      [false, '周三，国庆节放假'],
    ]);
    expect(days.at(-1)).toMatchObject({ on: '2026-10-08', counted: true, ordinal: 1 });
  });

  test('a make-up Sunday counts and says why', () => {
    const sunday = addWorkingDays(table, '2026-09-18', 7).days.find((day) => day.on === '2026-09-20');
    expect(sunday).toEqual({
      on: '2026-09-20',
      counted: true,
      ordinal: 1,
      why: { zh: '周日，国庆节调休上班', en: 'Sunday, worked to make up for National Day' },
    });
  });

  test('ordinals run from 1 to the number asked for, on consecutive days', () => {
    const long = addWorkingDays(table, '2026-01-30', 20).days;
    expect(long.filter((day) => day.counted).map((day) => day.ordinal)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    expect(long.map((day) => day.on)).toEqual(long.map((_, index) => addDays('2026-01-30', index)));
  });
});

describe('beyond the coverage', () => {
  test.each([
    ['2026-12-22', '2026-12-31', false],
    ['2026-12-23', '2027-01-01', true],
    ['2026-12-31', '2027-01-11', true],
  ])('%s + 7 is %s, provisional: %s', (fromOn, dueOn, provisional) => {
    expect(addWorkingDays(table, fromOn, 7)).toMatchObject({ dueOn, provisional });
  });

  test('weekdays count and say that they are a guess; before the coverage too', () => {
    const guess = addWorkingDays(table, '2026-12-31', 1);
    expect(guess.days.at(-1)?.why).toEqual({
      zh: '周五，工作日（放假安排尚未公布，暂按星期推定）',
      en: 'Friday, working day (by weekday only: no notice yet)',
    });
    expect(addWorkingDays(table, '2003-12-30', 1)).toMatchObject({ dueOn: '2003-12-31', provisional: true });
    expect(addWorkingDays(table, '2003-12-31', 1)).toMatchObject({ dueOn: '2004-01-02', provisional: false });
  });
});

describe('properties over the whole coverage', () => {
  const anyDay = anyDayBetween('2003-06-01', '2027-06-30');
  const anyCount = fc.integer({ min: 1, max: 90 });

  test('a duty never ends on a day off, and never on the day of the event', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (on, count) => {
        const { dueOn } = addWorkingDays(table, on, count);
        expect(isWorkingDay(table, dueOn)).toBe(true);
        expect(dueOn > on).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('additive: a then b working days are a + b working days', () => {
    fc.assert(
      fc.property(anyDay, anyCount, anyCount, (on, a, b) => {
        const twice = addWorkingDays(table, addWorkingDays(table, on, a).dueOn, b).dueOn;
        expect(twice).toBe(addWorkingDays(table, on, a + b).dueOn);
      }),
      { numRuns: 1_000 },
    );
  });

  test('monotone: a later event is never due earlier, a longer limit always later', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyCount, (one, other, count) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        const due = addWorkingDays(table, early, count).dueOn;
        expect(due <= addWorkingDays(table, late, count).dueOn).toBe(true);
        expect(due < addWorkingDays(table, early, count + 1).dueOn).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

test.each([0, -1, 1.5, Number.NaN, 10_001])('a limit of %p working days is refused by name', (count) => {
  expect(() => addWorkingDays(table, '2026-01-05', count)).toThrow(
    expect.objectContaining({ code: 'INVALID_COUNT' }),
  );
});

test('an impossible date is refused by name, in Chinese first', () => {
  expect(() => addWorkingDays(table, '2026-02-30', 7)).toThrow(/^日期“2026-02-30”不存在.*existing date/);
  expect(() => isWorkingDay(table, '2026-2-3')).toThrow(expect.objectContaining({ code: 'IMPOSSIBLE_DATE' }));
});
