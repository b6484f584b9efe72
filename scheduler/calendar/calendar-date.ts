import { CalendarError } from './calendar-error.js';

/** A day of the Gregorian calendar as `YYYY-MM-DD`, years 0001 to 9999. It has no time and no zone. */
export type CalendarDate = string;

/** The three numbers of a day; `month` and `day` count from 1. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const LAST_DAY_NUMBER = 3_652_058;

/** Whether `year` has a 29 February. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days in a month, 28 to 31. `month` is 1 to 12; any other month has 0 days. */
export function monthLength(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** Whether `text` is a day that exists, written `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  const match = SHAPE.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && day >= 1 && day <= monthLength(year, month);
}

/** Splits a date. Throws `IMPOSSIBLE_DATE` for 2026-02-29, 2026-13-01, 2026-1-5 and anything else. */
export function dateParts(on: CalendarDate): DateParts {
  if (!isCalendarDate(on)) {
    const shown = on.slice(0, 20);
    throw new CalendarError(
      'IMPOSSIBLE_DATE',
      `日期“${shown}”不存在，或不是 YYYY-MM-DD 的写法。`,
      `"${shown}" is not an existing date written YYYY-MM-DD.`,
    );
  }
  return { year: Number(on.slice(0, 4)), month: Number(on.slice(5, 7)), day: Number(on.slice(8, 10)) };
}

/** Writes a date. The parts must be those of an existing day. */
export function formatDate({ year, month, day }: DateParts): CalendarDate {
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** The number of days since 0001-01-01, which is day 0. */
export function dayNumber(on: CalendarDate): number {
  const { year, month, day } = dateParts(on);
  let days = daysBeforeYear(year);
  for (let earlier = 1; earlier < month; earlier += 1) days += monthLength(year, earlier);
  return days + day - 1;
}

/** The inverse of `dayNumber`. Throws `DATE_OUT_OF_RANGE` outside 0001-01-01 to 9999-12-31. */
export function dateOfDayNumber(number: number): CalendarDate {
  if (!Number.isInteger(number) || number < 0 || number > LAST_DAY_NUMBER) {
    throw new CalendarError(
      'DATE_OUT_OF_RANGE',
      '日期超出公元 1 年至 9999 年的范围。',
      'The date lies outside the years 1 to 9999.',
    );
  }
  let year = Math.floor(number / 365.2425) + 1;
  while (daysBeforeYear(year) > number) year -= 1;
  while (daysBeforeYear(year + 1) <= number) year += 1;
  let rest = number - daysBeforeYear(year);
  let month = 1;
  while (rest >= monthLength(year, month)) {
    rest -= monthLength(year, month);
    month += 1;
  }
  return formatDate({ year, month, day: rest + 1 });
}

/** The day `count` days later; earlier when `count` is negative. */
export function addDays(on: CalendarDate, count: number): CalendarDate {
  return dateOfDayNumber(dayNumber(on) + count);
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(on: CalendarDate): number {
  return (dayNumber(on) % 7) + 1;
}

function daysBeforeYear(year: number): number {
  const before = year - 1;
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
}
