import { readPeriod } from '../../../../schema/shared/table-file/period-cell.js';
import { parsePlanBatchRow, planBatchCells } from '../../../../schema/shared/table-file/plan-batch-row.js';

describe('when a batch is carried out, as plans word it', () => {
  test.each([
    ['3月-6月', '2026-03-01', '2026-06-30'],
    ['3-6月', '2026-03-01', '2026-06-30'],
    ['3月至6月', '2026-03-01', '2026-06-30'],
    ['3～6月', '2026-03-01', '2026-06-30'],
    ['2026年3月-6月', '2026-03-01', '2026-06-30'],
    ['2026年3月—2026年6月', '2026-03-01', '2026-06-30'],
    ['2026年3月1日至6月15日', '2026-03-01', '2026-06-15'],
    ['3月1日-6月15日', '2026-03-01', '2026-06-15'],
    ['2026-03-01至2026-06-30', '2026-03-01', '2026-06-30'],
    ['2026.3.1-2026.6.30', '2026-03-01', '2026-06-30'],
    ['2026/3-2026/6', '2026-03-01', '2026-06-30'],
    ['20260301至20260630', '2026-03-01', '2026-06-30'],
    ['2月', '2026-02-01', '2026-02-28'],
    ['2026年9月份', '2026-09-01', '2026-09-30'],
    ['第二季度', '2026-04-01', '2026-06-30'],
    ['二、三季度', '2026-04-01', '2026-09-30'],
    ['2026年第四季度', '2026-10-01', '2026-12-31'],
    ['上半年', '2026-01-01', '2026-06-30'],
    ['2026年全年', '2026-01-01', '2026-12-31'],
    ['10月底前', '2026-01-01', '2026-10-31'],
    ['２０２６年３月－６月', '2026-03-01', '2026-06-30'],
  ])('%s', (text, fromOn, toOn) => {
    expect(readPeriod(text, 2026)).toEqual({ fromOn, toOn });
  });

  test.each(['', '待定', '3', '13月', '2月30日', '6月-3月', '3月-4月-5月', '第五季度', '根据上级安排'])(
    'not %s',
    (text) => {
      expect(readPeriod(text, 2026)).toBeUndefined();
    },
  );
});

const good = {
  ...{ title: '食品抽查', type: '不定向', items: 'WS-01；WS-02', subject: '餐饮单位' },
  ...{ ratioPermille: '5%', aboutCount: '约120户', period: '3月-6月', executors: '市局；赤坎分局' },
};

test('a batch reads back as what its cells say', () => {
  const parsed = parsePlanBatchRow(good, 2026);
  expect(parsed).toMatchObject({
    value: {
      ...{ title: '食品抽查', type: 'untargeted', items: 'WS-01；WS-02', subject: '餐饮单位' },
      ...{ ratioPermille: 50, aboutCount: 120, fromOn: '2026-03-01', toOn: '2026-06-30' },
      executors: ['市局', '赤坎分局'],
    },
  });
  const { value } = parsed as { value: Parameters<typeof planBatchCells>[0] };
  expect(parsePlanBatchRow(planBatchCells(value), 2026)).toMatchObject({ value });
});

test.each([
  ['title', 'BLANK_FIELD', { title: '' }],
  ['type', 'BLANK_FIELD', { type: '' }],
  ['type', 'UNKNOWN_VALUE', { type: '专项' }],
  ['items', 'BLANK_FIELD', { items: ' ' }],
  ['ratioPermille', 'BAD_NUMBER', { ratioPermille: '5' }],
  ['aboutCount', 'BAD_NUMBER', { aboutCount: '若干' }],
  ['aboutCount', 'BLANK_FIELD', { aboutCount: '', ratioPermille: '' }],
  ['period', 'BLANK_FIELD', { period: '' }],
  ['period', 'UNREADABLE_DATE', { period: '待定' }],
  ['period', 'DATE_ORDER', { period: '2026-06-30至2026-03-01' }],
  ['period', 'DATE_ORDER', { period: '2025年3月-6月' }],
])('%s is refused as %s', (field, code, more) => {
  const parsed = parsePlanBatchRow({ ...good, ...more }, 2026);
  expect(parsed).toMatchObject({ faults: [{ field, code }] });
});

test('every fault of a row is told at once', () => {
  const parsed = parsePlanBatchRow({ ...good, title: '', type: '专项', period: '待定' }, 2026);
  expect('faults' in parsed && parsed.faults.map(({ field }) => field).sort()).toEqual([
    'period',
    'title',
    'type',
  ]);
});
