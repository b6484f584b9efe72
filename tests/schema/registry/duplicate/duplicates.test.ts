import {
  characterPairs,
  likeness,
  nameForm,
  placeNames,
} from '../../../../schema/registry/duplicate/name-forms.js';
import {
  DuplicateReason,
  listDuplicates,
  markDistinct,
  searchDuplicates,
} from '../../../../schema/registry/index.js';
import { isRefusal } from '../../../../schema/shared/refusal.js';
import { expectRun, ImportKind, openRegistryHouse, type RegistryHouse } from '../registry-house.js';

let house: RegistryHouse;
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T02:00:00Z');
});
afterAll(() => house.close());

const places = placeNames(['广东省', '湛江市', '赤坎区']);

test.each([
  ['湛江市赤坎区李记餐饮有限责任公司', '李记餐饮有限公司'],
  ['广东湛江李记餐饮有限公司', '李记餐饮有限公司'],
  ['李记（湛江）餐饮有限公司', '李记湛江餐饮有限公司'],
  ['ＡＢＣ 商店', 'abc商店'],
  ['湛江', '湛江'],
])('%s and its other spellings have one form', (name, form) => {
  expect(nameForm(name, places)).toBe(form);
});

test('likeness is of what is shared, not of length', () => {
  const of = (one: string, other: string) => likeness(characterPairs(one), characterPairs(other));
  expect(of('李记餐饮店', '李记餐饮店')).toBe(1);
  expect(of('李记餐饮店', '李记餐饮铺')).toBeCloseTo(0.75);
  expect(of('李记餐饮店', '王氏五金行')).toBe(0);
});

const heading = '企业名称,统一社会信用代码,组织机构代码,许可证号,区划代码,住所,登记状态\n';

async function found() {
  const { edges } = await listDuplicates(house.readAs(), house.health.id, { first: 20 });
  return edges.map(({ node }) => [node.score, node.first.realId, node.second.realId, node.reasons]);
}

test('targets that seem to be one are listed with reasons, and not again once they were told apart', async () => {
  const file = `${heading}湛江市李记餐饮有限责任公司,9144030071526726XG,,,440802,赤坎区一路1号二楼,存续
李记餐饮有限公司,,,JY001,440802,赤坎区 一路１号二楼,存续
某某厂,,71526726-X,,440802,坡头区九路9号,存续
王氏五金行,,,JY002,440802,赤坎区三路3号一楼,存续
王氏五金商行,,,JY003,440802,赤坎区三路3号一楼,存续
王氏五金行,,,JY004,440802,赤坎区三路3号一楼,注销
连锁一店,,,JY005,440802,霞山区五路5号,存续
连锁二店,,,JY006,440802,霞山区六路6号,存续
`;
  expectRun(await house.bringIn(ImportKind.ENTITIES, file));
  const count = await house.stepAs()((unit) => searchDuplicates(unit, house.health.id));
  const { SAME_NAME, SAME_ADDRESS, SAME_ORGANISATION_CODE, SIMILAR_NAME } = DuplicateReason;
  expect(await found()).toEqual([
    [90, 'orgcode:71526726X', 'uscc:9144030071526726XG', [SAME_ORGANISATION_CODE]],
    [85, 'licence:JY001', 'uscc:9144030071526726XG', [SAME_NAME, SAME_ADDRESS]],
    [60, 'licence:JY002', 'licence:JY003', [SIMILAR_NAME, SAME_ADDRESS]],
  ]);
  expect(count).toBe(3);
  const registrar = { accountId: house.health.id, departmentId: house.health.id, scope: [house.health.id] };
  const [pair] = (await listDuplicates(house.readAs(registrar), house.health.id, { first: 1 })).edges;
  const told = await house.stepAs(registrar)((unit) =>
    markDistinct(unit, { id: pair?.node.id ?? '', reason: '两家' }),
  );
  expect(isRefusal(told)).toBe(false);
  await house.stepAs()((unit) => searchDuplicates(unit, house.health.id));
  expect((await found()).map(([score]) => score)).toEqual([85, 60]);
  const market = { scope: [house.market.id] };
  expect((await listDuplicates(house.readAs(market), house.health.id, { first: 1 })).edges).toEqual([]);
});

test('the list goes on from page to page', async () => {
  const first = await listDuplicates(house.readAs(), house.health.id, { first: 1 });
  const after = first.pageInfo.endCursor;
  const second = await listDuplicates(house.readAs(), house.health.id, { first: 1, after });
  expect([first.edges[0]?.node.score, second.edges[0]?.node.score]).toEqual([85, 60]);
  expect(second.pageInfo.hasNextPage).toBe(false);
});
