import { addDays, type CalendarDate, weekday } from './calendar-date.js';
import { CalendarError } from './calendar-error.js';
import type { HolidayTable, Wording } from './holiday-table.js';

/** One day as the table sees it. */
export interface DayStatus {
  readonly working: boolean;
  /** Whether the table knows this day; if not, `working` is only what the weekday suggests. */
  readonly covered: boolean;
  readonly why: Wording;
}

/** No calendar gives this many days off in a row; past it the table itself is wrong. */
const LONGEST_BREAK_DAYS = 366;

const WEEKDAYS: readonly Wording[] = [
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
  { zh: '周日', en: 'Sunday' },
];

/** Whether the table knows this day. */
export function isCovered(table: HolidayTable, on: CalendarDate): boolean {
  return on >= table.coverage.fromOn && on <= table.coverage.toOn;
}

/** Whether `on` is worked, and why. Outside the coverage weekdays count as working days. */
export function dayStatus(table: HolidayTable, on: CalendarDate): DayStatus {
  const number = weekday(on);
  const name = WEEKDAYS[number - 1] ?? { zh: '', en: '' };
  const covered = isCovered(table, on);
  const special = Object.hasOwn(table.specialDays, on) ? table.specialDays[on] : undefined;
  if (special !== undefined) {
    const { zh, en } = special.name;
    const why = special.working
      ? { zh: `${name.zh}，${zh}调休上班`, en: `${name.en}, worked to make up for ${en}` }
      : { zh: `${name.zh}，${zh}放假`, en: `${name.en}, ${en}, day off` };
    return { working: special.working, covered, why };
  }
  const working = number <= 5;
  const kind = working ? { zh: '工作日', en: 'working day' } : { zh: '休息日', en: 'day off' };
  const guess = covered
    ? { zh: '', en: '' }
    : { zh: '（放假安排尚未公布，暂按星期推定）', en: ' (by weekday only: no notice yet)' };
  return {
    working,
    covered,
    why: { zh: `${name.zh}，${kind.zh}${guess.zh}`, en: `${name.en}, ${kind.en}${guess.en}` },
  };
}

/** Whether `on` is worked. Throws `IMPOSSIBLE_DATE`. */
export function isWorkingDay(table: HolidayTable, on: CalendarDate): boolean {
  return dayStatus(table, on).working;
}

/**
 * The working day nearest to `on` going in `direction` (1 forwards, -1 backwards), `on` itself included.
 * Returns every day looked at, `on` first. Throws `NO_WORKING_DAY` when a year goes by without one.
 */
export function nearestWorkingDay(
  table: HolidayTable,
  on: CalendarDate,
  direction: 1 | -1,
): { readonly on: CalendarDate; readonly passed: readonly ({ on: CalendarDate } & DayStatus)[] } {
  const passed: ({ on: CalendarDate } & DayStatus)[] = [];
  for (let step = 0; step <= LONGEST_BREAK_DAYS; step += 1) {
    const day = addDays(on, step * direction);
    const status = dayStatus(table, day);
    passed.push({ on: day, ...status });
    if (status.working) return { on: day, passed };
  }
  throw new CalendarError(
    'NO_WORKING_DAY',
    `自 ${on} 起一年内没有工作日，请核对日历。`,
    `There is no working day within a year of ${on}; check the calendar.`,
  );
}
