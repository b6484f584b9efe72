import { listBatches } from '../../../schema/plan/annual/plan-content.js';
import type { PlanSheet } from '../../../schema/plan/index.js';
import { ImportMode, RemarkCode } from '../../../schema/registry/index.js';
import { csvFile, workbookFile } from '../../../schema/shared/sheet-file/index.js';
import { done } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { PlanHouse } from './plan-house.js';

const heading = '抽查任务名称,抽查类型,抽查事项,检查对象,抽查比例,大约抽取数量,实施时间,实施单位\n';
const rows = [
  '公共场所抽查,不定向,公共场所卫生监督检查,公共场所经营者,10%,约6户,3月-6月,湛江市卫生健康局\n',
  '医疗机构抽查,定向,WS-02；WS-01,医疗机构,,5,第三季度,湛江市卫生健康局；赤坎区卫健局\n',
];
const file = `湛江市2026年度双随机抽查计划,,,,,,,\n${heading}${rows.join('')}`;

let house: PlanHouse;
beforeAll(async () => {
  house = await PlanHouse.open();
  await house.item('WS-02', { title: '医疗机构、诊所监督检查' });
});
afterAll(() => house.close());

const batches = (id: string) => listBatches(house.job.readAs(house.job.planner), id);

async function bytesOf(sheet: PlanSheet | undefined, format: 'csv' | 'xlsx') {
  const { title, columns, rows: pages, notes } = sheet as PlanSheet;
  const chunks: Uint8Array[] = [];
  const bytes = format === 'csv' ? csvFile(columns, pages) : workbookFile(title, columns, pages, notes);
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('a plan as departments write it needs no mapping; items by code or title, units as they are worded', async () => {
  const id = await house.draft();
  const imported = done(await house.import(id, file));
  expect(imported).toMatchObject({ rowCount: 2, createdCount: 2, updatedCount: 0, faults: [] });
  expect(imported.warnings.map(({ row, code, field }) => [row, code, field])).toEqual([
    [4, RemarkCode.UNKNOWN_DEPARTMENT, 'executors'],
  ]);
  expect(await batches(id)).toMatchObject([
    {
      ...{ number: 1, title: '公共场所抽查', type: 'UNTARGETED', itemCodes: ['WS-01'], ratioPpm: 100_000 },
      ...{ subject: '公共场所经营者', aboutCount: 6, fromOn: '2026-03-01', toOn: '2026-06-30' },
    },
    {
      ...{ number: 2, type: 'TARGETED', itemCodes: ['WS-02', 'WS-01'], ratioPpm: null, aboutCount: 5 },
      ...{ fromOn: '2026-07-01', executors: ['湛江市卫生健康局', '赤坎区卫健局'] },
    },
  ]);
});

test('a trial run reads, compares and counts, and writes nothing', async () => {
  const id = await house.draft();
  const tried = done(await house.import(id, file, { dryRun: true }));
  expect(tried).toMatchObject({ dryRun: true, createdCount: 2 });
  expect(await batches(id)).toEqual([]);
});

test('a title that the plan has is that batch: changed, or unchanged; the others stay', async () => {
  const id = await house.draft();
  done(await house.import(id, file));
  const changed = file.replace('10%', '12%').replace(rows[1] as string, '');
  const again = done(await house.import(id, changed));
  expect(again).toMatchObject({ rowCount: 1, createdCount: 0, updatedCount: 1, unchangedCount: 0 });
  expect(again.changes).toEqual([{ row: 3, field: 'ratioPpm', from: '100000', to: '120000' }]);
  expect((await batches(id)).map(({ ratioPpm }) => ratioPpm)).toEqual([120_000, null]);
  expect(done(await house.import(id, changed))).toMatchObject({ unchangedCount: 1, updatedCount: 0 });
});

test('all faults come at once, each with row, column and remedy; nothing is lost or half done', async () => {
  const id = await house.draft();
  const faulty = [
    '甲,不定向,没有的事项,,5%,,3月,\n',
    '乙,专项,WS-01,,5,,待定,\n',
    '丙,不定向,WS-01,,5%,,3月,\n',
    '丙,不定向,WS-01,,5%,,4月,\n',
  ].join('');
  const refusal = await house.import(id, heading + faulty);
  expect(refusal).toMatchObject({ __typename: 'ImportRefused', rowCount: 4, rejectedCount: 3 });
  const { faults } = refusal as unknown as { faults: Record<string, unknown>[] };
  expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, '抽查事项', RemarkCode.UNKNOWN_VALUE],
    [3, '抽查类型', RemarkCode.UNKNOWN_VALUE],
    [3, '抽查比例', RemarkCode.BAD_NUMBER],
    [3, '实施时间', RemarkCode.UNREADABLE_DATE],
    [5, '抽查任务名称', RemarkCode.DUPLICATE_ID],
  ]);
  for (const { remedy } of faults) expect(remedy).toMatch(/[\u4e00-\u9fff]{4}/);
  expect(await batches(id)).toEqual([]);
  const good = done(await house.import(id, heading + faulty, { mode: ImportMode.GOOD_ROWS }));
  expect(good).toMatchObject({ createdCount: 1, rejectedCount: 3 });
  expect((await batches(id)).map(({ title }) => title)).toEqual(['丙']);
});

test.each([
  ['a file without a heading that is known', '甲,乙\n1,2\n', 'FileUnreadable'],
  ['a file without the column of times', '抽查任务名称,抽查事项\n甲,WS-01\n', 'FileUnreadable'],
])('%s is refused as a whole', async (_, text, name) => {
  const id = await house.draft();
  expect(await house.import(id, text)).toMatchObject({ __typename: name });
});

test('nothing is imported into a plan that was submitted', async () => {
  const id = await house.draft();
  await house.saved(id);
  done(await house.submit(id, true));
  expect(await house.import(id, file)).toMatchObject({ __typename: 'PlanStateWrong' });
});

test.each(['csv', 'xlsx'] as const)('what is exported as %s comes back unchanged', async (format) => {
  const id = await house.draft();
  done(await house.import(id, file));
  const sheet = await bytesOf(await house.sheet(id), format);
  if (format === 'csv') expect(sheet.toString('utf8')).toContain('抽查任务名称,抽查类型,抽查事项,检查对象');
  expect(done(await house.import(id, sheet))).toMatchObject({ rowCount: 2, unchangedCount: 2 });
  const other = await house.draft();
  done(await house.import(other, sheet));
  const bare = (list: Awaited<ReturnType<typeof batches>>) =>
    list.map(({ title, type, itemCodes, ratioPpm, aboutCount, fromOn, toOn, executors, subject }) => ({
      ...{ title, type, itemCodes, ratioPpm, aboutCount, fromOn, toOn, executors, subject },
    }));
  expect(bare(await batches(other))).toEqual(bare(await batches(id)));
});

test('an approved version is exported as it was, and one that there is not is none', async () => {
  const id = await house.draft();
  await house.saved(id, { title: '=1+1' });
  await house.publish(id);
  const sheet = await house.sheet(id, 1);
  expect(sheet?.edition).toBe('2026-v1');
  // A title that reads as a formula never becomes one.
  expect((await bytesOf(sheet, 'csv')).toString('utf8')).toContain("'=1+1");
  expect(await house.sheet(id, 2)).toBeUndefined();
});

test('another department imports nothing into it', async () => {
  const id = await house.draft();
  await expectRefused(house.job, 'PlanNotFound', () => house.save(id, {}, house.job.stranger));
  expect(await house.job.readAs(house.job.stranger).em.findOne('Plan' as never, { id } as never)).toBeNull();
});
