import { addDays, isWorkingDay, mergeLayers, readHolidayNotice } from '../../../scheduler/calendar/index.js';
import { officialHolidays } from '../../../schema/calendar/official-holidays.js';
import { holidayNotice, holidayNotices } from './holiday-notices.js';

const official = officialHolidays();
const years = Object.keys(holidayNotices).map(Number);

/** What a second notice of the same year changed. */
const changedLater: Readonly<Record<string, boolean>> = {
  '2015-09-03': false,
  '2015-09-04': false,
  '2015-09-06': true,
  '2020-01-31': false,
  '2020-02-01': false,
};

/** A table of what was read alone. */
function tableOf(year: number, text = holidayNotice(year)) {
  const { clauses } = readHolidayNotice(text);
  const daysOf = (key: 'daysOff' | 'makeUpDays') =>
    Object.fromEntries(clauses.flatMap((clause) => clause[key].map((on) => [on, clause.name] as const)));
  const coverage = { fromOn: `${year}-01-01`, toOn: `${year}-12-31` };
  const layer = { layer: 'national', version: String(year), coverage } as const;
  return mergeLayers([{ ...layer, daysOff: daysOf('daysOff'), makeUpDays: daysOf('makeUpDays') }]);
}

test.each(years)('the notice of %s says of each of its days what the official table says', (year) => {
  expect(readHolidayNotice(holidayNotice(year)).faults).toEqual([]);
  const table = tableOf(year);
  // The last days of a year may belong to the next year's notice.
  for (let on = `${year}-01-01`; on < `${year}-12-28`; on = addDays(on, 1)) {
    const working = changedLater[on] ?? isWorkingDay(table, on);
    expect([on, working]).toEqual([on, isWorkingDay(official, on)]);
  }
});

test('a notice pasted as one line, or with invisible signs, is read the same', () => {
  const whole = readHolidayNotice(holidayNotice(2026));
  const daysOf = (text: string) => readHolidayNotice(text).clauses.map(({ daysOff }) => daysOff);
  expect(daysOf(holidayNotice(2026).replaceAll('\n', ''))).toEqual(
    whole.clauses.map(({ daysOff }) => daysOff),
  );
  expect(daysOf(holidayNotice(2026).replaceAll('月', '\u200b月'))).toEqual(
    whole.clauses.map(({ daysOff }) => daysOff),
  );
});

describe('a fault is told with its clause', () => {
  const [newYear = '', spring = ''] = holidayNotices[2026] ?? [];
  const faultsOf = (from: string, to: string) =>
    readHolidayNotice(holidayNotice(2026).replace(from, to)).faults.map(({ clause, zh }) => [clause, zh]);

  test.each([
    [
      'a count that is not kept',
      '共3天。1月4日',
      '共4天。1月4日',
      newYear.replace('共3天', '共4天'),
      '读到 3 天',
    ],
    [
      'another weekday',
      '2月14日（周六）',
      '2月14日（周日）',
      spring.replace('14日（周六）', '14日（周日）'),
      '实为周六',
    ],
    [
      'a day that is not there',
      '2月28日（周六）上班',
      '2月30日（周六）上班',
      spring.replace('28日', '30日'),
      '不是日期',
    ],
    [
      'a make-up day that is no weekend',
      '1月4日（周日）上班',
      '1月5日上班',
      newYear.replace('1月4日（周日）', '1月5日'),
      '不是周末',
    ],
    [
      'a span that runs backwards',
      '2月15日（农历腊月二十八、周日）至23日',
      '2月25日至23日',
      '',
      '不是一段假期',
    ],
    ['a festival that is lacking', '三、清明节', '三、青明节', '', '没有：清明节'],
    ['a day both off and worked', '5月9日（周六）上班', '1月3日（周六）上班', '', '既放假又上班'],
    ['days without a word', '1月4日（周日）上班', '1月4日（周日）', newYear.replace('上班', ''), '未写明'],
  ])('%s', (_, from, to, clause, words) => {
    const faults = faultsOf(from, to);
    expect(faults.map(([, zh]) => zh).join('')).toContain(words);
    if (clause) expect(faults.map(([where]) => where)).toContain(clause);
  });

  test('a text that is no notice', () => {
    expect(readHolidayNotice('今天天气很好').faults).toMatchObject([{ zh: expect.stringContaining('年份') }]);
    expect(readHolidayNotice('').faults).toHaveLength(1);
  });
});
