import {
  Inspector,
  listInspectorPool,
  listInspectorPoolAsOf,
  listInterestChanges,
  listInterests,
  listInterestsAsOf,
  listRegister,
  listRegisterAsOf,
  Secondment,
  type Target,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { askAs } from './console.js';
import { expectRun, ImportKind, openRegistryHouse, type RegistryHouse } from './registry-house.js';

let house: RegistryHouse;
beforeAll(async () => {
  house = await openRegistryHouse();
});
afterAll(() => house.close());

async function gather(pages: AsyncIterable<Target[]>): Promise<Target[]> {
  const all: Target[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

const now = () => house.clock.now();
const bringTargets = async (rows: string) =>
  expectRun(
    await house.bringIn(ImportKind.ENTITIES, `企业名称,许可证号,区划代码,风险等级,登记状态\n${rows}`),
  );
const bringOfficers = async (rows: string, departmentId = house.health.id) =>
  expectRun(
    await house.bringIn(ImportKind.INSPECTORS, `姓名,执法证号,有效期,休假,回避对象\n${rows}`, {
      departmentId,
    }),
  );

/** An officer of the other department comes on loan. */
const lend = (realId: string) =>
  house.stepAs()(async (unit) => {
    const inspector = await unit.em.findOneOrFail(Inspector, { realId });
    const parties = { inspector: inspector.id, home: house.market.id, department: house.health.id };
    const days = { fromOn: unit.today, toOn: '2026-12-31', documentNo: '借〔2026〕1号', districts: [] };
    const stamps = { createdAt: unit.now, updatedAt: unit.now, updatedBy: null };
    await unit.em.insert(Secondment, { id: unit.newId(), ...parties, ...days, ...stamps });
  });

test('the pools of every day are what they were on that day', async () => {
  const read = async () => ({
    targets: await gather(listRegister(house.readAs(), house.health.id)),
    officers: await listInspectorPool(house.readAs(), house.health.id),
    interests: await listInterests(house.readAs(), house.health.id, house.readAs().today),
  });
  const readAsOf = async (instant: Date) => ({
    targets: await gather(listRegisterAsOf(house.readAs(), house.health.id, instant)),
    officers: await listInspectorPoolAsOf(house.readAs(), house.health.id, instant),
    interests: await listInterestsAsOf(house.readAs(), house.health.id, instant),
  });
  const days: [Date, Awaited<ReturnType<typeof read>>][] = [[now(), await read()]];
  const pass = async (work: () => Promise<unknown>) => {
    house.clock.advance({ days: 1 });
    await work();
    days.push([now(), await read()]);
  };
  await pass(() => bringTargets('甲店,L-1,440802,A,存续\n乙店,L-2,440803,B,存续\n'));
  await pass(() => bringOfficers('张三,粤G1,2030-12-31,,\n'));
  await pass(() => bringTargets('甲店,L-1,440802,B,存续\n丙店,L-0,440803,,存续\n'));
  await pass(() => bringOfficers('张三,粤G1,2027-12-31,,91440300708461136T(近亲属)\n'));
  await pass(() => bringTargets('甲店,L-1,440802,B,注销\n'));
  for (const [instant, then] of days) expect(await readAsOf(instant)).toEqual(then);
  // A tie that was declared long before its officer came on loan.
  const tie = '李四,粤M1,2030-12-31,,91440300708461136T(近亲属)\n';
  await pass(() => bringOfficers(tie, house.market.id));
  expect(days.at(-1)?.[1].interests).toHaveLength(1);
  await pass(() => lend('cert:粤M1'));
  expect(days.at(-1)?.[1].interests.map((one) => one.inspectorRealId)).toEqual(['cert:粤G1', 'cert:粤M1']);
  for (const [instant, then] of days) expect(await readAsOf(instant)).toEqual(then);
  const told = await listInterestChanges(house.readAs(), house.health.id, ['cert:粤M1'], now());
  expect([...told.keys()].map((pair) => pair.split(' ')[1])).toEqual(['cert:粤M1']);
  expect(days.at(-1)?.[1].targets.map((target) => target.status)).toEqual(['ACTIVE', 'CLOSED', 'ACTIVE']);
});

test('the console shows the lists of a day, and what happened to one row, by whom', async () => {
  const registrar = { departmentId: house.health.id, roles: [Role.REGISTRAR] };
  const { data, errors } = await askAs(
    house,
    registrar,
    `{ then: targets(asOf: "2026-03-03") { edges { node { name riskClass } } }
       now: targets { edges { node { name riskClass status history { kind by at fields { field from to } } } } }
       before: inspectors(asOf: "2026-03-05") { edges { node { name certificates { validToOn } } } }
       inspectors { edges { node { certificates { validToOn } history { register kind fields { field from to } } } } } }`,
  );
  expect(errors).toBeUndefined();
  const nodes = (list: { edges: { node: unknown }[] }) => list.edges.map(({ node }) => node);
  expect(nodes(data.then)).toEqual([
    { name: '甲店', riskClass: 'A' },
    { name: '乙店', riskClass: 'B' },
  ]);
  expect(nodes(data.now)[1]).toMatchObject({
    name: '甲店',
    status: 'CLOSED',
    history: [
      { kind: 'CHANGED', by: 'command', fields: [{ field: 'status', from: 'ACTIVE', to: 'CLOSED' }] },
      { kind: 'CHANGED', fields: [{ field: 'riskClass', from: 'A', to: 'B' }] },
      { kind: 'ENTERED', at: '2026-03-03T01:00:00.000Z', fields: [] },
    ],
  });
  expect(nodes(data.before)).toEqual([{ name: '张三', certificates: [{ validToOn: '2030-12-31' }] }]);
  expect(nodes(data.inspectors)).toMatchObject([
    {
      certificates: [{ validToOn: '2027-12-31' }],
      history: [
        {
          register: 'certificate',
          kind: 'CHANGED',
          fields: [{ field: 'validToOn', from: '2030-12-31', to: '2027-12-31' }],
        },
        { kind: 'ENTERED' },
        { kind: 'ENTERED' },
      ],
    },
  ]);
  const market = await askAs(
    house,
    { ...registrar, departmentId: house.market.id },
    '{ targets(asOf: "2026-03-03") { edges { node { id } } } inspectors(asOf: "2026-03-05") { edges { node { id } } } }',
  );
  expect(market.data).toEqual({ targets: { edges: [] }, inspectors: { edges: [] } });
});
