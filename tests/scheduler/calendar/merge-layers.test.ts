import {
  addDays,
  addWorkingDays,
  type CalendarLayer,
  isWorkingDay,
  mergeLayers,
  naturalDuty,
} from '../../../scheduler/calendar/index.js';

const festival = { zh: '示例节', en: 'Example Festival' };
const national: CalendarLayer = {
  layer: 'national',
  version: 'n1',
  coverage: { fromOn: '2026-01-01', toOn: '2026-12-31' },
  daysOff: { '2026-03-04': festival },
  makeUpDays: { '2026-03-07': festival },
};
const closure: CalendarLayer = {
  layer: 'closure',
  version: 'typhoon-3',
  daysOff: { '2026-03-05': { zh: '台风', en: 'typhoon' }, '2026-03-07': { zh: '台风', en: 'typhoon' } },
  makeUpDays: {},
};
const region: CalendarLayer = {
  layer: 'region',
  version: 'r1',
  daysOff: {
    '2026-03-06': { zh: '三月三', en: 'March Third' },
    '2026-03-05': { zh: '三月三', en: 'March Third' },
  },
  makeUpDays: {},
};

test('a closure overrides the region, the region overrides the nation, whatever the order given', () => {
  const table = mergeLayers([closure, region, national]);
  expect(table.version).toBe('n1 + r1 + typhoon-3');
  expect(table.specialDays['2026-03-05']).toMatchObject({ layer: 'closure', working: false });
  expect(table.specialDays['2026-03-06']).toMatchObject({ layer: 'region' });
  expect(isWorkingDay(table, '2026-03-07')).toBe(false);
  expect(isWorkingDay(mergeLayers([national]), '2026-03-07')).toBe(true);
});

test('a closure moves the deadline and is named in the count', () => {
  expect(addWorkingDays(mergeLayers([national]), '2026-03-03', 2).dueOn).toBe('2026-03-06');
  const moved = addWorkingDays(mergeLayers([national, closure]), '2026-03-03', 2);
  expect(moved.dueOn).toBe('2026-03-09');
  expect(moved.days.map((day) => day.why.zh)).toContain('周四，台风放假');
});

test('next year’s notice extends the coverage', () => {
  const next: CalendarLayer = {
    ...national,
    version: 'n2',
    coverage: { fromOn: '2027-01-01', toOn: '2027-12-31' },
    daysOff: { '2027-01-01': festival },
    makeUpDays: { '2026-12-27': festival },
  };
  const table = mergeLayers([national, next]);
  expect(table.coverage).toEqual({ fromOn: '2026-01-01', toOn: '2027-12-31' });
  expect(addWorkingDays(table, '2026-12-31', 1)).toMatchObject({ dueOn: '2027-01-04', provisional: false });
  expect(isWorkingDay(table, '2026-12-27')).toBe(true);
});

test.each([
  ['COVERAGE_MISSING', [region]],
  ['COVERAGE_GAP', [national, { ...national, coverage: { fromOn: '2028-01-01', toOn: '2028-12-31' } }]],
  ['COVERAGE_GAP', [{ ...national, coverage: { fromOn: '2026-12-31', toOn: '2026-01-01' } }]],
  ['CONTRADICTORY_DAY', [{ ...national, makeUpDays: { '2026-03-04': festival } }]],
  ['IMPOSSIBLE_DATE', [{ ...national, daysOff: { '2026-02-30': festival } }]],
] as const)('refuses %s', (code, layers) => {
  expect(() => mergeLayers(layers)).toThrow(expect.objectContaining({ code }));
});

test('a break of more than a year is a broken table and is refused, not searched for ever', () => {
  const daysOff: Record<string, typeof festival> = {};
  for (let on = '2026-01-01'; on < '2027-06-01'; on = addDays(on, 1)) daysOff[on] = festival;
  const table = mergeLayers([{ ...national, daysOff, makeUpDays: {} }]);
  expect(() => naturalDuty(table, '2026-01-01', { count: 1, unit: 'day' })).toThrow(
    expect.objectContaining({ code: 'NO_WORKING_DAY' }),
  );
});
