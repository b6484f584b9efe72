import { addDays, addWorkingDays, type HolidayTable } from '../../scheduler/calendar/index.js';
import type { DeadlineRule } from '../calendar/index.js';

/** An unreviewed result that is older than this is late by whatever calendar. */
const RECENT_DAYS = 120;

/** For each recent day, the last day on which what was signed on it is published in time; as JSON. */
export function publicationDues({ limitCount }: DeadlineRule, calendar: HolidayTable, today: string): string {
  const dues: Record<string, string> = {};
  for (let back = 0; back <= RECENT_DAYS; back += 1) {
    const on = addDays(today, -back);
    dues[on] = addWorkingDays(calendar, on, limitCount).dueOn;
  }
  return JSON.stringify(dues);
}
