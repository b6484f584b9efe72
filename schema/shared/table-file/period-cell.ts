import { type CalendarDate, isCalendarDate } from '../../../scheduler/calendar/index.js';
import { halfWidth } from '../identifiers/index.js';

/** Days from the first to the last, both within. */
export interface Period {
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate;
}

/** Months, both within; the last one counts to its end. */
type Months = readonly [first: number, last: number];

const numerals: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 1: 1, 2: 2, 3: 3, 4: 4 };
const halves: Readonly<Record<string, Months>> = {
  全年: [1, 12],
  上半年: [1, 6],
  下半年: [7, 12],
};

const QUARTERS = /^第?([一二三四1-4])(?:季度?)?(?:(?:至|到|、|~|-)第?([一二三四1-4]))?季度$/;
const UNTIL = /^(\d{1,2})月(?:底|末)?(?:之?前)(?:完成)?$/;
const MONTHS = /^(\d{1,2})月?(?:份)?-(\d{1,2})月(?:份|底|末)?$/;
const ONE_MONTH = /^(\d{1,2})月?(?:份|底|末)?$/;
const MONTH_OF_YEAR = /^(?:(\d{4})年)?(\d{1,2})月(?:份|底|末)?$/;
const DAY_OF_YEAR = /^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日?$/;
const NUMBERS = /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
/** Between two ends; a hyphen only where it cannot stand within a date. */
const BETWEEN = /至|到|~|—+|–|(?<=[月日份])-(?=\d)|(?<=\d{4}[./]\d{1,2}(?:[./]\d{1,2})?)-(?=\d)/;

const two = (value: number | string) => String(value).padStart(2, '0');

function lastDay(year: number, month: number): CalendarDate {
  const days = [31, 30, 29, 28].find((day) => isCalendarDate(`${year}-${two(month)}-${day}`));
  return `${year}-${two(month)}-${days ?? 28}`;
}

function ofMonths(year: number, [first, last]: Months): Period | undefined {
  const fits = first >= 1 && last <= 12 && first <= last;
  return fits ? { fromOn: `${year}-${two(first)}-01`, toOn: lastDay(year, last) } : undefined;
}

/** One end: a day, or a whole month. */
function readEnd(text: string, year: number): Period | undefined {
  const month = MONTH_OF_YEAR.exec(text);
  if (month) return ofMonths(Number(month[1] ?? year), [Number(month[2]), Number(month[2])]);
  const numbers = NUMBERS.exec(text);
  if (numbers && numbers[3] === undefined)
    return ofMonths(Number(numbers[1]), [Number(numbers[2]), Number(numbers[2])]);
  const day = DAY_OF_YEAR.exec(text) ?? numbers ?? COMPACT.exec(text);
  if (day) {
    const on = `${day[1] ?? year}-${two(day[2] ?? '')}-${two(day[3] ?? '')}`;
    return isCalendarDate(on) ? { fromOn: on, toOn: on } : undefined;
  }
  const bare = ONE_MONTH.exec(text);
  return bare ? ofMonths(year, [Number(bare[1]), Number(bare[1])]) : undefined;
}

/**
 * Reads when a batch of a plan is carried out, as departments write it: `3月-6月`, `3-6月`, `2026年3月1日至6月30日`,
 * `2026-03-01至2026-06-30`, `2026.3-2026.6`, `第二季度`, `上半年`, `全年`, `10月底前`. What says no year is of the plan's.
 * Undefined for what cannot be read; an end before its beginning comes out as it stands.
 */
export function readPeriod(raw: string, year: number): Period | undefined {
  const text = halfWidth(raw).replace(/\s/g, '').replaceAll('～', '~');
  const own = text.startsWith(`${year}年`) ? text.slice(`${year}年`.length) : text;
  const half = halves[own];
  if (half) return ofMonths(year, half);
  const quarters = QUARTERS.exec(own);
  if (quarters) {
    const first = numerals[quarters[1] ?? ''] ?? 0;
    const last = numerals[quarters[2] ?? ''] ?? first;
    return ofMonths(year, [first * 3 - 2, last * 3]);
  }
  const until = UNTIL.exec(own);
  if (until) return ofMonths(year, [1, Number(until[1])]);
  const months = MONTHS.exec(own);
  if (months) return ofMonths(year, [Number(months[1]), Number(months[2])]);
  const [from = '', to, ...more] = text.split(BETWEEN);
  const first = readEnd(from, year);
  if (!first || more.length > 0) return undefined;
  // A bare number says a month only beside one that does.
  if (to === undefined) return /[月日年./-]/.test(text) ? first : undefined;
  const last = readEnd(to, Number(first.fromOn.slice(0, 4)));
  return last && { fromOn: first.fromOn, toOn: last.toOn };
}
