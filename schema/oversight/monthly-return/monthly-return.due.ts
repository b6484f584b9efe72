import { addDays, isWorkingDay, monthlyReturnDue } from '../../../scheduler/calendar/index.js';
import { calendarOf, getDeadlineRule } from '../../calendar/index.js';
import type { Reader } from '../../shared/unit.js';

/** The month before the one that a day lies in: the last that is over. */
export function lastMonth(on: string): string {
  return addDays(`${on.slice(0, 7)}-01`, -1).slice(0, 7);
}

/** When the return of a month is due: in the month after it; on a day off the working day before. */
export async function returnDue(reader: Reader, month: string, departmentId: string) {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const after = number === 12 ? { year: year + 1, month: 1 } : { year, month: number + 1 };
  const { limitCount: day } = await getDeadlineRule(reader, 'monthly-return', reader.today);
  const { dueOn, provisional } = monthlyReturnDue(await calendarOf(reader, departmentId), { ...after, day });
  return { dueOn, isProvisional: provisional };
}

/** The day from which heads are reminded: so many working days before it is due. */
export async function remindedFrom(reader: Reader, dueOn: string, departmentId: string): Promise<string> {
  const { limitCount } = await getDeadlineRule(reader, 'monthly-return-reminder', reader.today);
  const calendar = await calendarOf(reader, departmentId);
  let on = dueOn;
  for (let left = limitCount; left > 0; left -= 1) {
    on = addDays(on, -1);
    while (!isWorkingDay(calendar, on)) on = addDays(on, -1);
  }
  return on;
}
