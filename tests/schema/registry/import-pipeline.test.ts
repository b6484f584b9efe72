import { Department, DepartmentEnded } from '../../../schema/department/index.js';
import {
  AliasKind,
  ConflictRule,
  changeTarget,
  ImportRefused,
  MissingRule,
  RegisterChanged,
  RegisterHistory,
  RemarkCode,
  recordAlias,
  SpecialPoolMember,
  Target,
  TooManyMissing,
} from '../../../schema/registry/index.js';
import {
  expectRun,
  ImportKind,
  ImportMode,
  openRegistryHouse,
  type RegistryHouse,
} from './registry-house.js';

interface Shop {
  readonly no: string;
  name: string;
  risk: string;
  status: string;
}

const heading = '企业名称,许可证号,区划代码,风险等级,登记状态\n';
const asFile = (shops: readonly Shop[]) =>
  heading + shops.map(({ no, name, risk, status }) => `${name},${no},440802,${risk},${status}\n`).join('');

let house: RegistryHouse;
/** Each rule has shops of its own, so that one house serves all. */
let round = 0;
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
});
afterAll(() => house.close());
beforeEach(() => {
  round += 1;
  house.clock.advance({ days: 1 });
});

function shopsOf(count: number): Shop[] {
  return Array.from({ length: count }, (_, n) => ({
    no: `R${round}-${n}`,
    name: `虚构${round}之${n}号店`,
    risk: 'A',
    status: '存续',
  }));
}

const bringIn = (shops: readonly Shop[] | string, more = {}) =>
  house.bringIn(ImportKind.ENTITIES, typeof shops === 'string' ? shops : asFile(shops), more);

const target = (shop: Shop | undefined) =>
  house.readAs().em.findOneOrFail(Target, { realId: `licence:${shop?.no}` });

/** A hand changes a target, as the services do. */
async function byHand(shop: Shop | undefined, change: Partial<Target>): Promise<void> {
  house.clock.advance({ hours: 1 });
  await house.stepAs()((unit) =>
    unit.em.nativeUpdate(Target, { realId: `licence:${shop?.no}` }, { ...change, updatedAt: unit.now }),
  );
}

test('a preview tells new, changed, unchanged, conflicting, invalid and missing, and changes nothing', async () => {
  const shops = shopsOf(5);
  expectRun(await bringIn(shops, { sourceName: `源${round}` }));
  await byHand(shops[2], { riskClass: 'D' });
  const [first, second, third, , last] = shops.map((shop) => ({ ...shop })) as [Shop, Shop, Shop, Shop, Shop];
  second.name = '虚构改名店';
  third.name = '虚构又改名店';
  const added = { ...first, no: `R${round}-new`, name: '虚构新店' };
  const file = `${asFile([first, second, third, last, added])}虚构坏行,R${round}-bad,449999,A,存续\n`;
  const before = await house.countRows();
  const asked = { sourceName: `源${round}`, dryRun: true };
  const run = expectRun(await bringIn(file, asked));
  expect(run).toMatchObject({
    ...{ createdCount: 1, updatedCount: 1, unchangedCount: 2 },
    ...{ conflictCount: 1, rejectedCount: 2, missingCount: 1, removedCount: 0 },
    fieldCounts: { name: 2, riskClass: 1 },
  });
  expect(run.faults.map(({ row, code }) => [row, code])).toEqual([
    [4, RemarkCode.CHANGED_BY_HAND],
    [7, RemarkCode.UNKNOWN_DIVISION],
  ]);
  expect(await house.countRows()).toEqual(before);
  expect((await target(second)).name).not.toBe('虚构改名店');
});

test('what was previewed is imported exactly, or not at all', async () => {
  const shops = shopsOf(2);
  const preview = expectRun(await bringIn(shops, { dryRun: true }));
  const other = await bringIn(shopsOf(3), { token: preview.token });
  expect(other).toBeInstanceOf(RegisterChanged);
  expect(expectRun(await bringIn(shops, { token: preview.token })).createdCount).toBe(2);
  const [shop] = shops;
  const second = expectRun(await bringIn([{ ...shop, risk: 'C' } as Shop], { dryRun: true }));
  await byHand(shop, { trade: '餐饮' });
  const stale = await bringIn([{ ...shop, risk: 'C' } as Shop], { token: second.token });
  expect(stale).toBeInstanceOf(RegisterChanged);
  expect((await target(shop)).riskClass).toBe('A');
});

test.each([
  [ConflictRule.REFUSE, undefined, 'D'],
  [ConflictRule.FILE_WINS, { conflictCount: 1, updatedCount: 1 }, 'B'],
  [ConflictRule.REGISTER_WINS, { conflictCount: 1, updatedCount: 0, unchangedCount: 1 }, 'D'],
])('where a hand has changed what the file says otherwise: %s', async (conflicts, expected, risk) => {
  const [shop] = shopsOf(1) as [Shop];
  expectRun(await bringIn([shop]));
  await byHand(shop, { riskClass: 'D' });
  const outcome = await bringIn([{ ...shop, risk: 'B' }], { conflicts });
  if (expected) expect(expectRun(outcome)).toMatchObject(expected);
  else expect(outcome).toBeInstanceOf(ImportRefused);
  expect((await target(shop)).riskClass).toBe(risk);
});

test('a change beside what a hand has changed is no conflict, and the hand’s change stays where the file agrees', async () => {
  const [shop] = shopsOf(1) as [Shop];
  expectRun(await bringIn([shop]));
  house.clock.advance({ hours: 1 });
  const { id, updatedAt } = await target(shop);
  const details = { tags: ['重点'] };
  const changed = await house.stepAs()((unit) =>
    changeTarget(unit, house.health.id, { id, expectedUpdatedAt: updatedAt, details }),
  );
  expect(changed).toMatchObject({ changedFields: ['tags'] });
  house.clock.advance({ hours: 1 });
  expect(expectRun(await bringIn([{ ...shop, name: '虚构改名' }])).conflictCount).toBe(0);
  expect(await target(shop)).toMatchObject({ name: '虚构改名', tags: ['重点'] });
});

test('two sources that disagree, and a number that is another target’s, are conflicts', async () => {
  const [shop, twin] = shopsOf(2) as [Shop, Shop];
  expectRun(await bringIn([shop], { sourceName: '甲源' }));
  expect(expectRun(await bringIn([shop], { sourceName: '乙源' })).unchangedCount).toBe(1);
  await byHand(shop, { identifiers: [`licence:${twin.no}`] });
  const refused = (await bringIn([{ ...shop, risk: 'B' }, twin], { sourceName: '乙源' })) as ImportRefused;
  expect(refused.faults.map(({ code }) => code)).toEqual([
    RemarkCode.SOURCES_DISAGREE,
    RemarkCode.IDENTIFIER_OF_ANOTHER,
  ]);
});

test('a file cut short empties no pool; what is confirmed is marked as removed and may come back', async () => {
  const shops = shopsOf(10);
  const sourceName = `源${round}`;
  expectRun(await bringIn(shops, { sourceName }));
  const removing = { sourceName, missing: MissingRule.MARK_REMOVED };
  const refused = (await bringIn(shops.slice(0, 7), removing)) as TooManyMissing;
  expect(refused).toBeInstanceOf(TooManyMissing);
  expect(refused).toMatchObject({ missingCount: 3, unitCount: 10 });
  expect((await target(shops[9])).status).toBe('ACTIVE');
  house.clock.advance({ hours: 1 });
  const confirmed = { ...removing, confirmedMissingCount: 3 };
  expect(expectRun(await bringIn(shops.slice(0, 7), confirmed))).toMatchObject({
    missingCount: 3,
    removedCount: 3,
  });
  expect((await target(shops[9])).status).toBe('REMOVED');
  expect(expectRun(await bringIn(shops, removing))).toMatchObject({ updatedCount: 3, missingCount: 0 });
  expect((await target(shops[9])).status).toBe('ACTIVE');
});

test('nothing is concluded from a file with faulty rows', async () => {
  const shops = shopsOf(10);
  const sourceName = `源${round}`;
  expectRun(await bringIn(shops, { sourceName }));
  const file = `${asFile(shops.slice(0, 9))}虚构坏行,R${round}-bad,449999,A,存续\n`;
  const rules = { sourceName, missing: MissingRule.MARK_REMOVED, mode: ImportMode.GOOD_ROWS };
  expect(expectRun(await bringIn(file, rules))).toMatchObject({ missingCount: 1, removedCount: 0 });
});

/** Numbers from 0 to `below`, the same each time. */
function pseudo(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('the same file twice changes nothing, whatever was edited before; the register is what the file says', async () => {
  const seed = 20_260_302;
  const pick = pseudo(seed);
  const shops = shopsOf(40);
  const count = () => house.readAs().em.count(RegisterHistory);
  for (let edit = 0; edit < 6; edit++) {
    house.clock.advance({ hours: 1 });
    for (let n = 0; n < pick(12); n++) {
      const shop = shops[pick(shops.length)] as Shop;
      shop.name = `虚构${pick(1_000)}号店`;
      shop.risk = 'ABCD'[pick(4)] ?? 'A';
      shop.status = ['存续', '注销', '吊销'][pick(3)] ?? '存续';
    }
    const listed = shops.filter(() => pick(5) > 0);
    expectRun(await bringIn(listed));
    const history = await count();
    house.clock.advance({ hours: 1 });
    expect(expectRun(await bringIn(listed))).toMatchObject({
      createdCount: 0,
      updatedCount: 0,
      unchangedCount: listed.length,
    });
    expect({ seed, history: await count() }).toEqual({ seed, history });
    for (const shop of listed)
      expect(await target(shop)).toMatchObject({ name: shop.name, riskClass: shop.risk });
  }
});

test('a column that the file does not have leaves the register’s as it stands', async () => {
  const [shop] = shopsOf(1) as [Shop];
  expectRun(await bringIn([shop]));
  const file = `企业名称,许可证号,区划代码\n虚构新名,${shop.no},440802\n`;
  expectRun(await bringIn(file));
  expect(await target(shop)).toMatchObject({ name: '虚构新名', riskClass: 'A' });
});

test('special pools come with their members, are known again, and a licence that is renewed changes its member', async () => {
  const row = (until: string) =>
    `专项库名称,统一社会信用代码,监管标签,许可证名称,许可证编号,有效期至\n校外托管,91440300708461136T,托管,餐饮,L-${round},${until}\n`;
  const first = expectRun(await house.bringIn(ImportKind.SPECIAL_POOLS, row('2027-01-01')));
  expect(first).toMatchObject({ createdCount: 1, faultCount: 0 });
  expect(expectRun(await house.bringIn(ImportKind.SPECIAL_POOLS, row('2027-01-01')))).toMatchObject({
    unchangedCount: 1,
  });
  house.clock.advance({ days: 1 });
  expect(expectRun(await house.bringIn(ImportKind.SPECIAL_POOLS, row('2029-01-01')))).toMatchObject({
    updatedCount: 1,
  });
  expect(await house.readAs().em.findOneOrFail(SpecialPoolMember, { licenceNo: `L-${round}` })).toMatchObject(
    {
      validToOn: '2029-01-01',
    },
  );
});

test('a certificate is one officer’s, in the file and in the register', async () => {
  const file = (rows: string) => `姓名,单位工号,执法证号,有效期,执法区域\n${rows}`;
  expectRun(await house.bringIn(ImportKind.INSPECTORS, file('张虚构,001,粤Z1；粤Z9,2030-01-01,440802\n')));
  const rows = '李虚构,002,粤Z2；粤Z9,2030-01-01,440802\n王虚构,003,粤Y3；粤Z2,2030-01-01,440802\n';
  const refused = (await house.bringIn(ImportKind.INSPECTORS, file(rows))) as ImportRefused;
  expect(refused.faults.map(({ row, code }) => [row, code])).toEqual([
    [2, RemarkCode.CERTIFICATE_OF_ANOTHER],
    [3, RemarkCode.CERTIFICATE_OF_ANOTHER],
  ]);
});

test('nothing is imported into a department that has ended; what names it belongs to its successor', async () => {
  const [shop] = shopsOf(1) as [Shop];
  const { health, market } = house;
  const end = (row: Partial<Department>) =>
    house.stepAs()((unit) => unit.em.nativeUpdate(Department, { id: market.id }, row));
  await end({ endedOn: '2026-03-01', successor: health.id });
  const refused = await bringIn([shop], { departmentId: market.id });
  expect(refused).toBeInstanceOf(DepartmentEnded);
  expect(refused).toMatchObject({ departmentCode: market.code, successorCode: health.code });
  const file = `企业名称,许可证号,区划代码,管辖单位\n${shop.name},${shop.no},440802,${market.name}\n`;
  const { createdCount, warnings } = expectRun(await bringIn(file));
  expect([createdCount, ...warnings.map(({ code }) => code)]).toEqual([1, RemarkCode.DEFAULT_USED]);
  await end({ endedOn: null, successor: null });
});

test('a source that goes on listing a merged shop brings nothing back to life, and blocks no file', async () => {
  const [shop, heir] = shopsOf(2) as [Shop, Shop];
  const ids = [`licence:${shop.no}`, `licence:${heir.no}`] as [string, string];
  const below = `${ids[0]}/1`;
  const sourceName = `源${round}`;
  const stalls = '企业名称,编号,区划代码,对象类型,责任主体标识\n';
  const stall = `${stalls}虚构摊位,1,440802,场所,${ids[0]}\n`;
  expectRun(await bringIn([shop, heir], { sourceName }));
  expectRun(await bringIn(stall, { sourceName }));
  house.clock.advance({ hours: 1 });
  const act = { kind: AliasKind.MERGE, fromRealIds: [ids[0]], toRealIds: [ids[1]], newTargets: [] };
  const told = { effectiveOn: '2026-03-01', reason: '合并' };
  const recorded = await house.stepAs()((unit) => recordAlias(unit, house.health.id, { ...act, ...told }));
  expect(recorded).toHaveProperty('alias');
  house.clock.advance({ hours: 1 });
  const run = expectRun(await bringIn([{ ...shop, name: '虚构旧店新名' }, heir], { sourceName }));
  expect(run).toMatchObject({ updatedCount: 1, conflictCount: 0, faultCount: 0 });
  const [warning] = run.warnings.filter(({ code }) => code === RemarkCode.BECAME_ANOTHER);
  expect(warning).toMatchObject({ row: 2, column: '登记状态' });
  expect(warning?.message).toContain(ids[1]);
  expect(await target(shop)).toMatchObject({
    ...{ status: 'MERGED', statusOn: '2026-03-01', name: '虚构旧店新名' },
  });
  expect(expectRun(await bringIn(stall, { sourceName }))).toMatchObject({ unchangedCount: 1 });
  const moved = await house.readAs().em.findOneOrFail(Target, { realId: below });
  expect(moved.responsibleId).toBe(ids[1]);
});

test('another number that a row claims is no other standing target’s, until that one is gone', async () => {
  const [twin, shop] = shopsOf(2) as [Shop, Shop];
  const file = (number: string, others: string, status = '存续') =>
    `企业名称,许可证号,区划代码,登记状态,其他标识\n虚构店,${number},440802,${status},${others}\n`;
  const number = `licence:S${round}`;
  expectRun(await bringIn(file(shop.no, '', '歇业')));
  await byHand(shop, { identifiers: [number] });
  const codes = async (text: string) =>
    ((await bringIn(text)) as ImportRefused).faults?.map(({ code }) => code);
  expect(await codes(file(twin.no, number))).toEqual([RemarkCode.IDENTIFIER_OF_ANOTHER]);
  expect(await codes(file(twin.no, `licence:${shop.no}`))).toEqual([RemarkCode.IDENTIFIER_OF_ANOTHER]);
  house.clock.advance({ hours: 1 });
  expectRun(await bringIn(file(shop.no, number, '注销')));
  expect(expectRun(await bringIn(file(twin.no, number)))).toMatchObject({
    createdCount: 1,
    conflictCount: 0,
  });
  expect(expectRun(await bringIn(file(twin.no, number)))).toMatchObject({ unchangedCount: 1 });
  house.clock.advance({ hours: 1 });
  expect(await codes(file(shop.no, number))).toEqual([RemarkCode.IDENTIFIER_OF_ANOTHER]);
});
