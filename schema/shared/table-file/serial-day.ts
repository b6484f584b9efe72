import type { CalendarDate } from '../../../scheduler/calendar/index.js';

const DAY_MS = 86_400_000;
/** Day 0 of each count. The one from 1900 holds a 29 February that never was, so day 60 is none and 61 is 1 March. */
const DAY_ZERO = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) };
const DAYS_TO_1904 = 1_462;

/** The day of a spreadsheet's serial number, its time of day dropped; undefined where it is none from 1900 to 9999. */
export function dayOfSerial(text: string, is1904 = false): CalendarDate | undefined {
  const serial = Math.floor(Number(text));
  if (text === '' || !(serial >= (is1904 ? 0 : 1)) || serial > 2_958_465 - (is1904 ? DAYS_TO_1904 : 0))
    return undefined;
  if (!is1904 && serial === 60) return undefined;
  const zero = is1904 ? DAY_ZERO.from1904 : DAY_ZERO.from1900 + (serial < 60 ? DAY_MS : 0);
  return new Date(zero + serial * DAY_MS).toISOString().slice(0, 10);
}

/** A serial number of the count from 1904 as one of the count from 1900. */
export function serialFrom1900(text: string): string {
  return /^\d{4,5}(?:\.\d+)?$/.test(text) ? String(Math.floor(Number(text)) + DAYS_TO_1904) : text;
}
