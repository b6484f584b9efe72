import { addDays, addWorkingDays } from '../../scheduler/calendar/index.js';
import { currentCalendar, getDeadlineRule } from '../calendar/index.js';
import type { Reader } from '../shared/unit.js';

/** An unreviewed result that is older than this is late by whatever calendar. */
const RECENT_DAYS = 120;

/** For each recent day, the last day on which what was signed on it is published in time. */
export async function readPublicationDues(reader: Reader): Promise<string> {
  const { limitCount } = await getDeadlineRule(reader, 'result-publication', reader.today);
  const dues: Record<string, string> = {};
  for (let back = 0; back <= RECENT_DAYS; back += 1) {
    const on = addDays(reader.today, -back);
    dues[on] = addWorkingDays(currentCalendar(), on, limitCount).dueOn;
  }
  return JSON.stringify(dues);
}
