import {
  enterChecklist,
  enterResultSystem,
  findCurrentItems,
  ImportRefused,
  Item,
  RemarkCode,
  VisitFinding,
} from '../../../schema/registry/index.js';
import { expectRun, ImportKind, openRegistryHouse, type RegistryHouse } from './registry-house.js';

const heading = '事项编码,抽查事项,抽查依据,事项类型,抽查比例,实施单位\n';
const two = [
  'WS-01,公共场所卫生监督检查,《公共场所卫生管理条例》第十条,一般,3%,湛江市卫生健康局',
  'WS-02,医疗机构监督检查,《医疗机构管理条例》第四十条,重点,50%,',
].join('\n');

let house: RegistryHouse;
beforeEach(async () => {
  house = await openRegistryHouse();
});
afterEach(() => house.close());

test('a changed entry becomes the next version and the earlier one stands', async () => {
  expect(expectRun(await house.bringIn(ImportKind.ITEMS, heading + two))).toMatchObject({ createdCount: 2 });
  expect(expectRun(await house.bringIn(ImportKind.ITEMS, heading + two))).toMatchObject({
    unchangedCount: 2,
  });
  const changed = heading + two.replace('3%', '5%');
  expect(expectRun(await house.bringIn(ImportKind.ITEMS, changed))).toMatchObject({ updatedCount: 1 });
  const versions = await house.readAs().em.find(Item, { code: 'WS-01' }, { orderBy: { version: 'asc' } });
  expect(versions.map(({ version, ratioPpm }) => [version, ratioPpm])).toEqual([
    [1, 30_000],
    [2, 50_000],
  ]);
  const current = await findCurrentItems(house.readAs(), house.health.id, ['WS-02', 'WS-01', 'WS-09']);
  expect(current.map(({ code, version }) => [code, version])).toEqual([
    ['WS-01', 2],
    ['WS-02', 1],
  ]);
});

test('a ratio without its sign and an item of another department are faults; nothing changes', async () => {
  const rows = 'WS-01,甲,《某法》第一条,一般,3,\nWS-02,乙,《某法》第二条,一般,3%,湛江市市场监督管理局\n';
  const refused = (await house.bringIn(ImportKind.ITEMS, heading + rows)) as ImportRefused;
  expect(refused).toBeInstanceOf(ImportRefused);
  expect(refused.faults.map(({ row, code }) => [row, code])).toEqual([
    [2, RemarkCode.BAD_NUMBER],
    [3, RemarkCode.OTHER_DEPARTMENT],
  ]);
  expect((await house.countRows()).item).toBe(0);
});

test('a changed entry keeps the days that are over: its next version begins today, or later where the list says so', async () => {
  const dated = (ratio: string, on: string) =>
    `事项编码,抽查事项,抽查依据,抽查比例,生效日期\nWS-01,检查,《条例》第十条,${ratio},${on}\n`;
  for (const [ratio, on, count] of [
    ['3%', '2026-01-01', 0],
    ['5%', '2026-01-01', 1],
    ['5%', '2026-01-01', 0],
    ['5%', '2026-02-01', 0],
    ['6%', '2027-01-01', 1],
  ] as const) {
    const run = expectRun(await house.bringIn(ImportKind.ITEMS, dated(ratio, on)));
    expect(run.updatedCount).toBe(count);
  }
  const versions = await house.readAs().em.find(Item, { code: 'WS-01' }, { orderBy: { version: 'asc' } });
  const { today } = house.readAs();
  expect(versions.map((item) => item.validFromOn)).toEqual(['2026-01-01', today, '2027-01-01']);
});

test('a checklist and a system of result codes are those of the hand: the newest version, or a fault', async () => {
  const points = [{ code: '1', text: '查', isKey: false }];
  const codes = [{ code: 'A', text: '合格', finding: VisitFinding.NONE, standsFor: '01' }];
  const actor = { departmentId: house.health.id, scope: [house.health.id] };
  const act = house.stepAs(actor);
  for (const _ of [1, 2]) await act((unit) => enterChecklist(unit, { code: 'JC', title: '表', points }));
  for (const _ of [1, 2]) await act((unit) => enterResultSystem(unit, { code: 'zj', title: '体系', codes }));
  const row = (checklist: string, system: string) =>
    `事项编码,抽查事项,抽查依据,检查表编码,检查表版本,结果代码体系\nWS-01,检查,《条例》第十条,${checklist},${system}\n`;
  for (const text of [row(',', ''), row('JC,', 'zj'), row('JC,2', 'zj')])
    expectRun(await house.bringIn(ImportKind.ITEMS, text));
  const items = await house.readAs().em.find(Item, {}, { orderBy: { version: 'asc' } });
  expect(
    items.map((item) => [
      item.checklistCode,
      item.checklistVersion,
      item.resultSystem,
      item.resultSystemVersion,
    ]),
  ).toEqual([
    [null, null, 'default', 1],
    ['JC', 2, 'zj', 2],
  ]);
  for (const [wrong, field] of [
    [row('JC,3', 'zj'), 'checklistCode'],
    [row(',1', 'zj'), 'checklistCode'],
    [row('JC,', 'none'), 'resultSystem'],
  ]) {
    const refused = (await house.bringIn(ImportKind.ITEMS, wrong as string)) as ImportRefused;
    expect(refused.faults).toMatchObject([{ row: 2, field, code: RemarkCode.UNKNOWN_VALUE }]);
  }
});
