import { addDays, type CalendarDate, dayNumber, isCalendarDate, weekday } from './calendar-date.js';
import type { Wording } from './holiday-table.js';

/** A fault of a notice, with the words it was found in. */
export interface NoticeFault {
  /** The clause as it stands; empty where the fault is of the whole. */
  readonly clause: string;
  readonly zh: string;
  readonly en: string;
}

/** What one clause says, so that a person can compare it with what was read. */
export interface NoticeClause {
  readonly text: string;
  readonly name: Wording;
  readonly daysOff: readonly CalendarDate[];
  readonly makeUpDays: readonly CalendarDate[];
}

/** A notice as it was read. With a fault nothing of it is to be used. */
export interface HolidayNotice {
  readonly year?: number;
  readonly clauses: readonly NoticeClause[];
  readonly faults: readonly NoticeFault[];
}

const FESTIVALS: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明节: 'Tomb-sweeping Day',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-autumn Festival',
  国庆节: 'National Day',
};
/** Without one of these a year's notice is not whole. */
const EVERY_YEAR = Object.keys(FESTIVALS);
const WEEKDAYS = '一二三四五六日';

const HEADING = /^[一二三四五六七八九十]{1,3}、\s*([^：:，,。]{1,30})[：:]\s*(.+)$/;
const DATE = String.raw`(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(]([^）)]*)[）)])?`;
const SPAN = new RegExp(`${DATE}(?:(?:至|到|[-–—~～])${DATE})?`, 'g');

/**
 * Reads the State Council's yearly notice on holidays as it is published: clauses such as
 * “二、春节：2月15日至23日放假调休，共9天。2月14日（周六）、2月28日（周六）上班。” A day that is off, its count, its weekday and its
 * make-up days have to agree with each other, and every festival of the law has to be there; otherwise the fault names the
 * clause. Faults are collected, never thrown.
 */
export function readHolidayNotice(text: string): HolidayNotice {
  const faults: NoticeFault[] = [];
  const year = yearOf(text);
  if (year === undefined) {
    faults.push(
      fault('', '未找到“关于××××年”字样，无法确定年份。', 'No year: “关于2027年…” is not in the text.'),
    );
    return { clauses: [], faults };
  }
  const clauses = linesOf(text).flatMap((line) => {
    const [, heading, body] = HEADING.exec(line) ?? [];
    return heading && body ? [readClause(line, heading, body, year, faults)] : [];
  });
  const named = new Set(clauses.flatMap(({ name }) => name.zh.split('、')));
  const missing = EVERY_YEAR.filter((festival) => !named.has(festival));
  if (missing.length > 0) {
    const en = missing.map((festival) => FESTIVALS[festival]).join(', ');
    faults.push(fault('', `通知中没有：${missing.join('、')}。`, `The notice does not name: ${en}.`));
  }
  faults.push(...contradictions(clauses));
  return { year, clauses, faults };
}

function fault(clause: string, zh: string, en: string): NoticeFault {
  return { clause, zh, en };
}

function yearOf(text: string): number | undefined {
  const year = Number(/(?:关于|现将)\s*(\d{4})\s*年/.exec(text)?.[1] ?? Number.NaN);
  return Number.isInteger(year) ? year : undefined;
}

/** A clause a line, also where the text was pasted as one line. */
function linesOf(text: string): string[] {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/(?<=[。；;])\s*(?=[一二三四五六七八九十]{1,3}、)/g, '\n')
    .split(/\r?\n/)
    .map((line) => line.trim());
}

function readClause(
  text: string,
  heading: string,
  body: string,
  year: number,
  faults: NoticeFault[],
): NoticeClause {
  const names = heading.split('、').map((name) => name.trim());
  const name = {
    zh: names.join('、'),
    en: names.map((one) => FESTIVALS[one] ?? one).join(' and '),
  };
  const daysOff: CalendarDate[] = [];
  const makeUpDays: CalendarDate[] = [];
  for (const sentence of body.split('。')) {
    if (/鼓励|提倡/.test(sentence)) continue;
    const parts = sentence.split(/[，,]/);
    let count: number | undefined;
    for (const part of parts) {
      const told = /共\s*(\d{1,2})\s*天/.exec(part)?.[1];
      if (told) count = Number(told);
      const days = [...part.matchAll(SPAN)].flatMap((span) => daysOfSpan(span, text, year, faults));
      if (days.length === 0) continue;
      if (/上班/.test(part)) makeUpDays.push(...days);
      else if (/放假|补休|休息/.test(part)) daysOff.push(...days);
      else
        faults.push(
          fault(
            text,
            '写有日期，但未写明放假还是上班。',
            'Days without a word whether they are off or worked.',
          ),
        );
    }
    if (count !== undefined && count !== daysOff.length) {
      const zh = `载明共 ${count} 天，读到 ${daysOff.length} 天。`;
      faults.push(fault(text, zh, `It says ${count} days, and ${daysOff.length} were read.`));
    }
  }
  if (daysOff.length === 0) faults.push(fault(text, '没有读到放假日期。', 'No day off was read.'));
  faults.push(...worked(text, makeUpDays));
  return { text, name, daysOff, makeUpDays };
}

/** Make-up days are days that would otherwise be free. */
function worked(text: string, days: readonly CalendarDate[]): NoticeFault[] {
  return days
    .filter((on) => weekday(on) <= 5)
    .map((on) =>
      fault(text, `${on} 不是周末，不会是调休上班日。`, `${on} is no weekend day and cannot be made up for.`),
    );
}

type Numbers = readonly (string | undefined)[];

function daysOfSpan(
  span: RegExpMatchArray,
  text: string,
  year: number,
  faults: NoticeFault[],
): CalendarDate[] {
  const first = dayOf(span.slice(1, 5), { year, text, faults });
  if (!first) return [];
  if (span[7] === undefined) return [first];
  const [ownYear, ownMonth] = first.split('-').map(Number);
  const last = dayOf(span.slice(5, 9), { year: ownYear ?? year, month: ownMonth, text, faults });
  if (!last) return [];
  const length = dayNumber(last) - dayNumber(first);
  if (length < 1 || length > 30) {
    faults.push(fault(text, `${first} 至 ${last} 不是一段假期。`, `${first} to ${last} is no holiday.`));
    return [];
  }
  return Array.from({ length: length + 1 }, (_, index) => addDays(first, index));
}

interface Around {
  readonly year: number;
  readonly month?: number;
  readonly text: string;
  readonly faults: NoticeFault[];
}

function dayOf([ownYear, ownMonth, day, remark]: Numbers, around: Around): CalendarDate | undefined {
  const month = ownMonth ?? around.month;
  const on = [ownYear ?? around.year, month ?? 0, day]
    .map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0'))
    .join('-');
  if (!isCalendarDate(on)) {
    around.faults.push(fault(around.text, `“${on}”不是日期。`, `“${on}” is no date.`));
    return undefined;
  }
  const told = /(?:周|星期)([一二三四五六日天])/.exec(remark ?? '')?.[1];
  const is = WEEKDAYS[weekday(on) - 1];
  if (told && told.replace('天', '日') !== is) {
    const zh = `${on} 写作周${told}，实为周${is}。`;
    around.faults.push(fault(around.text, zh, `${on} is said to be another weekday than it is.`));
  }
  return on;
}

function contradictions(clauses: readonly NoticeClause[]): NoticeFault[] {
  const off = new Map(clauses.flatMap((clause) => clause.daysOff.map((on) => [on, clause] as const)));
  return clauses.flatMap(({ text, makeUpDays }) =>
    makeUpDays
      .filter((on) => off.has(on))
      .map((on) => fault(text, `${on} 既放假又上班。`, `${on} is both off and worked.`)),
  );
}
