import chineseDays from 'chinese-days';
import { addDays, isWorkingDay } from '../../../scheduler/calendar/index.js';
import { layerFrom, officialHolidays, officialLayer } from '../../../schema/calendar/official-holidays.js';

const table = officialHolidays();

test('the coverage is the one of the data, 2004 to 2026, and the version names package, end and content', () => {
  expect(table.coverage).toEqual({ fromOn: '2004-01-01', toOn: '2026-12-31' });
  expect(table.version).toMatch(/^chinese-days@1\.5\.7:2026-12-31:[0-9a-f]{12}$/);
});

test('every day of the coverage is what the package itself says', () => {
  const differing: string[] = [];
  for (let on = table.coverage.fromOn; on <= table.coverage.toOn; on = addDays(on, 1)) {
    if (isWorkingDay(table, on) !== chineseDays.isWorkday(on)) differing.push(on);
  }
  expect(differing).toEqual([]);
});

test('a year whose notice is only half there is not covered', () => {
  const year = (y: number) => ({
    [`${y}-01-01`]: 'New Year,元旦,1',
    [`${y}-10-01`]: 'National Day,国庆节,3',
  });
  const half = { holidays: { ...year(2025), ...year(2026), '2027-01-01': 'New Year,元旦,1' }, workdays: {} };
  expect(layerFrom(half, '0').coverage).toEqual({ fromOn: '2025-01-01', toOn: '2026-12-31' });
  const gap = { holidays: { ...year(2023), ...year(2025), ...year(2026) }, workdays: {} };
  expect(layerFrom(gap, '0').coverage).toEqual({ fromOn: '2025-01-01', toOn: '2026-12-31' });
  expect(() => layerFrom({ holidays: {}, workdays: {} }, '0')).toThrow(/no complete year/);
});

test('changed data never pass under the old version', () => {
  const data = { holidays: { '2026-01-01': 'a,元旦,1', '2026-10-01': 'b,国庆节,3' }, workdays: {} };
  const changed = { ...data, workdays: { '2026-01-04': 'a,元旦,1' } };
  expect(layerFrom(data, '1').version).not.toBe(layerFrom(changed, '1').version);
  expect(officialLayer().daysOff['2026-10-01']).toEqual({ zh: '国庆节', en: 'National Day' });
});
