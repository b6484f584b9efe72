import { findCurrentItems, ImportRefused, Item, RemarkCode } from '../../../schema/registry/index.js';
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
