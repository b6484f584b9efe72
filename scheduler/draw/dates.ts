/** Calendar dates as `YYYY-MM-DD`, counted in days; no clock and no time zone is involved. */
import { malformed } from './faults.js';
import type { Check } from './shape.js';

/** A stretch of days, both ends included; an absent end is open. */
export interface Period {
  from?: string;
  to?: string;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A date of the Gregorian calendar, e.g. `2026-09-18`. */
export const date: Check<string> = (value, at) => {
  if (typeof value !== 'string' || !isDate(value)) {
    throw malformed(at, 'a date YYYY-MM-DD', '日期（年-月-日，如 2026-09-18）');
  }
  return value;
};

function isDate(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const [year, month, day] = partsOf(text);
  const length = month === 2 && isLeap(year) ? 29 : monthLengths[month - 1];
  return length !== undefined && day >= 1 && day <= length;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function partsOf(text: string): [number, number, number] {
  return [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
}

/** Days since 0000-03-01 (the year begins in March, so that a leap day comes last). */
export function dayNumber(text: string): number {
  const [year, month, day] = partsOf(text);
  const y = month > 2 ? year : year - 1;
  const marchMonth = (month + 9) % 12;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leapDays + Math.floor((153 * marchMonth + 2) / 5) + day - 1;
}

/** How many days of `window` lie in at least one of the periods. */
export function daysCovered(periods: readonly Period[], window: Required<Period>): number {
  const first = dayNumber(window.from);
  const last = dayNumber(window.to);
  const stretches = periods
    .map((p) => [p.from ? dayNumber(p.from) : first, p.to ? dayNumber(p.to) : last] as const)
    .sort((a, b) => a[0] - b[0]);
  let covered = 0;
  let next = first;
  for (const [from, to] of stretches) {
    const start = Math.max(from, next);
    const end = Math.min(to, last);
    if (end >= start) {
      covered += end - start + 1;
      next = end + 1;
    }
  }
  return covered;
}

/** Days of a window, both ends included. */
export function daysIn(window: Required<Period>): number {
  return dayNumber(window.to) - dayNumber(window.from) + 1;
}
