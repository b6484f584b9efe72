import {
  appendVisit,
  countPools,
  ImportRun,
  listInspectors,
  listPool,
  listRegister,
  listTargets,
  Target,
  TargetStatus,
  Visit,
  VisitFinding,
} from '../../../schema/registry/index.js';
import { expectRun, ImportKind, openRegistryHouse, type RegistryHouse } from './registry-house.js';

let house: RegistryHouse;
beforeAll(async () => {
  house = await openRegistryHouse();
  const rows = Array.from({ length: 4_500 }, (_, n) => {
    const status = n % 10 === 0 ? '注销' : '存续';
    return `虚构${n}号店,L-${n},${n % 2 ? '440802' : '440803'},${'AB'[n % 2]},${status}\n`;
  });
  const file = `企业名称,许可证号,区划代码,风险等级,登记状态\n${rows.join('')}100%_店,甲-1,440802,,存续\n𠮷野家虚构店,𠮷-1,440802,,存续\n符号店,～-1,440802,,存续\n`;
  expectRun(await house.bringIn(ImportKind.ENTITIES, file));
});
afterAll(() => house.close());

async function gather(pages: AsyncIterable<Target[]>): Promise<Target[]> {
  const all: Target[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

test('the register comes whole, in pages, by the bytes of its ids', async () => {
  const targets = await gather(listRegister(house.readAs(), house.health.id));
  const ids = targets.map((target) => target.realId);
  expect(ids).toHaveLength(4_503);
  expect(ids).toEqual([...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  const managed = await house.readAs().em.findOneOrFail(Target, { realId: 'licence:L-1' });
  expect(targets.find((target) => target.id === managed.id)).toEqual({ ...managed });
});

test('a pool has the active targets of its filter, and counts agree', async () => {
  const filter = { riskClasses: ['A'], divisions: ['440803'] };
  const pool = await gather(listPool(house.readAs(), house.health.id, filter));
  const { counts } = await countPools(house.readAs(), { departmentId: house.health.id, ...filter });
  expect(counts).toEqual([
    { riskClass: 'A', status: TargetStatus.ACTIVE, count: 1_800 },
    { riskClass: 'A', status: TargetStatus.CLOSED, count: 450 },
  ]);
  expect(pool).toHaveLength(1_800);
  const unclassed = await gather(listPool(house.readAs(), house.health.id, { riskClasses: ['-'] }));
  expect(unclassed.map((target) => target.name)).toEqual(
    ['符号店', '100%_店', '𠮷野家虚构店'].sort((a, b) => {
      const idOf = (name: string) => unclassed.find((target) => target.name === name)?.realId ?? '';
      return Buffer.compare(Buffer.from(idOf(a)), Buffer.from(idOf(b)));
    }),
  );
  expect(await gather(listPool(house.readAs(), house.health.id, { tags: ['none'] }))).toEqual([]);
});

test('lists go on where the page before ended, and a part of a name is taken literally', async () => {
  const reader = house.readAs();
  const first = await listTargets(reader, {}, { first: 100 });
  const second = await listTargets(reader, {}, { first: 100, after: first.pageInfo.endCursor });
  const all = [...first.edges, ...second.edges].map((edge) => edge.node.realId);
  expect(new Set(all).size).toBe(200);
  expect(all).toEqual([...all].sort());
  const literal = await listTargets(reader, { nameContains: '%_' }, { first: 10 });
  expect(literal.edges.map((edge) => edge.node.name)).toEqual(['100%_店']);
});

test('another department’s rows are not found', async () => {
  const stranger = { accountId: house.market.id, departmentId: house.market.id, scope: [house.market.id] };
  const reader = house.readAs(stranger);
  expect((await listTargets(reader, {}, { first: 10 })).edges).toEqual([]);
  expect((await listInspectors(reader, {}, { first: 10 })).edges).toEqual([]);
  expect(await reader.em.count(Target)).toBe(0);
  expect(await reader.em.count(ImportRun)).toBe(0);
  expect(await reader.em.nativeUpdate(Target, {}, { name: '改' })).toBe(0);
  const own = house.readAs({ ...stranger, scope: [house.health.id] });
  expect(await own.em.count(Target)).toBe(4_503);
});

test('the visit register is appended, once for an assignment', async () => {
  const draft = {
    department: house.health.id,
    targetRealId: 'licence:L-1',
    inspectorRealIds: ['cert:1', 'cert:2'],
    visitedOn: '2026-03-02',
    finding: VisitFinding.NONE,
    resultCode: 'none',
    campaignId: '00000000-0000-7000-8000-000000000001',
    assignmentId: '00000000-0000-7000-8000-000000000002',
  };
  await house.stepAs()((unit) => appendVisit(unit, draft));
  await expect(house.stepAs()((unit) => appendVisit(unit, draft))).rejects.toThrow(/unique/i);
  const visits = await house.readAs().em.find(Visit, { targetRealId: 'licence:L-1' });
  expect(visits).toMatchObject([{ visitedOn: '2026-03-02', inspectorRealIds: ['cert:1', 'cert:2'] }]);
});
