import { addDays } from '../../../scheduler/calendar/index.js';
import {
  Certificate,
  countPools,
  Inspector,
  listRegister,
  Secondment,
  SpecialPool,
  SpecialPoolMember,
  searchTargets,
  type Target,
  type TargetSearch,
  TargetStatus,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { askAs } from './console.js';
import { seededNumbers } from './register-model.js';
import { expectRun, ImportKind, openRegistryHouse, type RegistryHouse } from './registry-house.js';

const seed = Number(process.env.SEARCH_SEED ?? 4);
const random = seededNumbers(seed);
const oneOf = <T>(values: readonly T[]): T => values[random(values.length)] as T;

let house: RegistryHouse;
let all: Target[];
const specialPoolId = '00000000-0000-7000-8000-0000000000aa';
const foreignPoolId = '00000000-0000-7000-8000-0000000000ab';
const inPool = new Set<string>();
beforeAll(async () => {
  house = await openRegistryHouse();
  const words = ['鑫隆', '隆盛', '鑫', '𠮷野', 'KTV', '（总）', 'Éa', '%_', '"\\', '餐饮'];
  const rows = Array.from({ length: 600 }, (_, n) => {
    const name = `${oneOf(words)}${oneOf(words)}${oneOf(['店', '公司'])}`.replaceAll('"', '""');
    const place = oneOf(['440802', '440803', 'zj-edz']);
    return `"${name}",L-${String(n).padStart(5, '0')},${place},${oneOf(['A', 'B', ''])},${oneOf(['存续', '注销'])},${oneOf(['餐饮', '零售', ''])}\n`;
  });
  const heading = '企业名称,许可证号,区划代码,风险等级,登记状态,行业';
  expectRun(await house.bringIn(ImportKind.ENTITIES, `${heading}\n${rows.join('')}`));
  expectRun(
    await house.bringIn(
      ImportKind.INSPECTORS,
      '姓名,执法证号,有效期\n张三,粤G1,2030-12-31\n李四,粤G2,2020-12-31\n',
    ),
  );
  await house.stepAs()(async (unit) => {
    const stamps = { updatedAt: unit.now, createdAt: unit.now };
    await unit.em.execute(
      `update target set former_names = array['旧鑫店'], tags = '{重点,"a b"}', trade_codes = '{F5213,H62}',
         identifiers = '{regno:440800123456789}' where right(real_id, 1) = '7'`,
    );
    await unit.em.insert(SpecialPool, {
      ...{ id: specialPoolId, department: house.health.id, name: '液化气', tag: null, requiredSkills: [] },
      ...{ needsExpert: false, closedOn: null, ...stamps },
    });
    for (let n = 0; n < 600; n += 9) {
      const realId = `licence:L-${String(n).padStart(5, '0')}`;
      inPool.add(realId);
      await unit.em.insert(SpecialPoolMember, {
        ...{ id: unit.newId(), specialPool: specialPoolId, realId, licenceNo: '', ...stamps },
        ...{ licenceName: null, issuer: null, approvedOn: null, validToOn: null, removedOn: null },
      });
    }
    await unit.em.insert(SpecialPool, {
      ...{ id: foreignPoolId, department: house.market.id, name: '电梯', tag: null, requiredSkills: [] },
      ...{ needsExpert: false, closedOn: null, ...stamps },
    });
    const [standing] = inPool;
    await unit.em.insert(SpecialPoolMember, {
      ...{
        id: unit.newId(),
        specialPool: foreignPoolId,
        realId: standing as string,
        licenceNo: '',
        ...stamps,
      },
      ...{ licenceName: null, issuer: null, approvedOn: null, validToOn: null, removedOn: null },
    });
    // Approved from tomorrow on: today it is in no search and no count.
    await unit.em.insert(SpecialPoolMember, {
      ...{
        id: unit.newId(),
        specialPool: specialPoolId,
        realId: 'licence:L-00001',
        licenceNo: '',
        ...stamps,
      },
      ...{ licenceName: null, issuer: null, validToOn: null, removedOn: null },
      approvedOn: addDays(unit.today, 1),
    });
  });
  all = [];
  for await (const page of listRegister(house.readAs(), house.health.id)) all.push(...page);
});
afterAll(() => house.close());

const small = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The meaning of a search, said once more in the simplest way. */
function isFound(target: Target, search: TargetSearch): boolean {
  const numbers = [target.realId, ...target.identifiers].map((id) => id.slice(id.indexOf(':') + 1));
  const own = target.realId.slice(target.realId.indexOf(':') + 1);
  const { text, code, division, trade, tags = [], riskClass, status, district } = search;
  const below = division === '440800' ? ['440800', '440802', '440803', 'zj-edz'] : [division];
  return [
    !text || [target.name, ...target.formerNames].some((name) => small(name).includes(small(text))),
    !code || (code.length < 4 ? [own] : numbers).some((number) => number.startsWith(code)),
    !division || below.includes(target.division),
    !trade || target.trade === trade || target.tradeCodes.some((one) => one.startsWith(trade)),
    tags.every((tag) => target.tags.includes(tag)),
    !riskClass || (target.riskClass ?? '-') === riskClass,
    !status || target.status === status,
    !district || target.district === district,
    !search.specialPoolId || inPool.has(target.realId),
  ].every(Boolean);
}

function randomSearch(): TargetSearch {
  const perhaps = <T>(share: number, values: readonly T[]) =>
    random(share) === 0 ? oneOf(values) : undefined;
  return {
    text: perhaps(2, [
      '鑫',
      '隆',
      '鑫隆',
      '隆盛',
      '鑫隆盛',
      '隆鑫',
      '𠮷',
      '𠮷野',
      '%',
      '%_',
      '"\\',
      '（总）',
      'ktv',
      'KTV店',
      'É',
      '旧',
      '旧鑫店',
      '无此名',
      '店',
    ]),
    code: perhaps(6, ['L', 'L-000', 'L-0001', '4408', '44080012345', '440800123456789', '9']),
    division: perhaps(5, ['440800', '440802', 'zj-edz', '999999']),
    trade: perhaps(5, ['餐饮', '零售', 'F', 'F52', 'H62', 'A01']),
    tags: perhaps(8, [['重点'], ['重点', 'a b'], ['无']]),
    riskClass: perhaps(5, ['A', 'B', '-']),
    status: perhaps(5, [TargetStatus.ACTIVE, TargetStatus.CLOSED]),
    district: perhaps(8, ['440802', 'zj-edz']),
    specialPoolId: perhaps(8, [specialPoolId]),
  };
}

const countBy = (rows: Target[], value: (row: Target) => string) =>
  Object.fromEntries([...Map.groupBy(rows, value)].map(([key, some]) => [key, some.length]));

test(`a search finds what its words mean, page by page, with exact counts (SEARCH_SEED=${seed})`, async () => {
  const reader = house.readAs({ accountId: house.health.id, scope: [house.health.id] });
  let found = 0;
  for (let n = 0; n < 80; n += 1) {
    const search = n < 20 ? { text: randomSearch().text } : randomSearch();
    const expected = all.filter((target) => isFound(target, search));
    const first = await searchTargets(reader, search, { first: 20 });
    const after = first.pageInfo.endCursor;
    const second = first.pageInfo.hasNextPage
      ? await searchTargets(reader, search, { first: 20, after })
      : undefined;
    const ids = [...first.edges, ...(second?.edges ?? [])].map(({ node }) => node.realId);
    expect([search, ids]).toEqual([search, expected.slice(0, 40).map(({ realId }) => realId)]);
    expect(first).toMatchObject({ totalCount: expected.length, isExact: true });
    const told = Object.fromEntries(first.riskClasses.map(({ value, count }) => [value, count]));
    expect(told).toEqual(countBy(expected, ({ riskClass }) => riskClass ?? '-'));
    found += expected.length;
  }
  expect(found).toBeGreaterThan(1_000);
});

test('a special pool of a department that the reader may not see finds nothing', async () => {
  const reader = house.readAs({ accountId: house.health.id, scope: [house.health.id] });
  const found = await searchTargets(reader, { specialPoolId: foreignPoolId }, { first: 5 });
  expect(found).toMatchObject({ totalCount: 0, edges: [] });
});

test('a search of names goes by the index, for one character as for two', async () => {
  const { em } = house.readAs({ kind: 'account', scope: [house.health.id] });
  for (const grams of ['{隆}', '{鑫隆}']) {
    const plan = await em.execute(
      `explain select 1 from target_in_scope where department_id = ? and target_grams(name, former_names) @> ?::text[]
         and target_marks(risk_class, status, division_code, district, trade, trade_codes, tags, identifiers) @> '{c=A}'`,
      [house.health.id, grams],
    );
    expect(JSON.stringify(plan)).toContain('target_search');
  }
});

test('the counts of a filter are those that a freeze would find, with the officers who could go', async () => {
  const filter = { departmentId: house.health.id, divisions: ['440802', '440803'], strata: ['A'] };
  const counts = await countPools(house.readAs(), filter);
  const within = all.filter(({ division }) => filter.divisions.includes(division));
  const active = within.filter(({ status }) => status === 'ACTIVE');
  const drawable = active.filter(({ riskClass }) => riskClass === 'A');
  expect(counts.drawable).toBe(drawable.length);
  expect(Object.fromEntries(counts.excluded.map(({ value, count }) => [value, count]))).toEqual({
    closed: within.length - active.length,
    'no-stratum': active.length - drawable.length,
  });
  expect(counts.counts.reduce((sum, { count }) => sum + count, 0)).toBe(within.length);
  expect(counts.districts).toEqual(
    ['440802', '440803'].map((district) => ({
      district,
      targetCount: drawable.filter((target) => target.district === district).length,
      // The certificate of the other officer has expired.
      officerCount: 1,
    })),
  );
  const pooled = await countPools(house.readAs(), {
    departmentId: house.health.id,
    specialPools: [specialPoolId],
  });
  expect(pooled.counts.reduce((sum, { count }) => sum + count, 0)).toBe(inPool.size);
});

test('counts know one target per entity, closed special pools, guests, and who is away or has left', async () => {
  await house.stepAs()(async (unit) => {
    const [own] = await unit.em.find(Inspector, { department: house.health.id, name: '张三' });
    const officer = own as Inspector;
    const certificate = await unit.em.findOneOrFail(Certificate, { inspector: officer.id });
    const stamps = { createdAt: unit.now, updatedAt: unit.now, updatedBy: null };
    const add = async (name: string, more: Partial<Inspector>) => {
      const id = unit.newId();
      await unit.em.insert(Inspector, { ...officer, id, name, realId: `cert:${name}`, ...more });
      await unit.em.insert(Certificate, { ...certificate, id: unit.newId(), inspector: id, number: name });
      return id;
    };
    const [from, to] = [house.market.id, house.health.id];
    const days = { fromOn: unit.today, toOn: unit.today, documentNo: '借调1号', ...stamps };
    const second = (inspector: string, home: string, department: string, districts: string[]) =>
      unit.em.insert(Secondment, { id: unit.newId(), inspector, home, department, districts, ...days });
    await second(await add('GUEST', { department: from }), from, to, ['440803']);
    await second(await add('AWAY', {}), to, from, []);
    await add('LEFT', { leftOn: addDays(unit.today, -1) });
    await unit.em.execute(
      `update target set responsible_id = 'uscc:ONE' where real_id in
         (select real_id from target where status = 'ACTIVE' and district in ('440802', '440803') order by 1 limit 3)`,
    );
    await unit.em.nativeUpdate(SpecialPool, { id: specialPoolId }, { closedOn: unit.today });
  });
  const filter = { departmentId: house.health.id, divisions: ['440802', '440803'] };
  const [all, once] = [
    await countPools(house.readAs(), filter),
    await countPools(house.readAs(), { ...filter, onePerEntity: true }),
  ];
  expect(once.drawable).toBe(all.drawable - 2);
  expect(once.excluded).toEqual([...all.excluded, { value: 'same-entity', count: 2 }]);
  expect(all.districts.map(({ district, officerCount }) => [district, officerCount])).toEqual([
    ['440802', 1],
    ['440803', 2],
  ]);
  const closed = await countPools(house.readAs(), { ...filter, specialPools: [specialPoolId] });
  expect(closed).toMatchObject({ counts: [], drawable: 0, excluded: [] });
});

test('the console searches, and another department’s registrar finds and counts nothing', async () => {
  const source = `query ($department: UUID!) {
    searchTargets(text: "鑫隆", first: 1) { edges { node { name } } totalCount isExact statuses { value count } }
    poolCounts(departmentId: $department) { drawable counts { riskClass status count } }
  }`;
  const ask = (departmentId: string) =>
    askAs(house, { departmentId, roles: [Role.REGISTRAR] }, source, { department: house.health.id });
  const { data, errors } = await ask(house.health.id);
  expect(errors).toBeUndefined();
  expect(data.searchTargets.edges[0].node.name).toContain('鑫隆');
  expect(data.poolCounts.drawable).toBe(all.filter(({ status }) => status === 'ACTIVE').length);
  expect((await ask(house.market.id)).data).toEqual({
    searchTargets: { edges: [], totalCount: 0, isExact: true, statuses: [] },
    poolCounts: { drawable: 0, counts: [] },
  });
});

test('too many hits to count one by one are walked in order and counted from a sample, here of the whole table', async () => {
  const em = house.readAs().em;
  await em.execute(
    `insert into target (id, department_id, real_id, name, kind, subject, identifiers, former_names, division_code,
       district, trade_codes, risk_class, weight, status, required_skills, tags, created_at, updated_at)
     select gen_random_uuid(), ?, 'licence:M-' || n, '批量店', 'ENTITY', 'LEGAL_PERSON', '{}', '{}', '440802', '440802', '{}',
       'A', 1, 'ACTIVE', '{}', '{}', now(), now() from generate_series(10000, 15199) n`,
    [house.market.id],
  );
  const reader = house.readAs({ accountId: house.market.id, scope: [house.market.id] });
  const first = await searchTargets(reader, { text: '批量' }, { first: 2 });
  expect(first).toMatchObject({
    totalCount: 5_200,
    isExact: true,
    riskClasses: [{ value: 'A', count: 5_200 }],
  });
  const after = first.pageInfo.endCursor;
  const second = await searchTargets(reader, { text: '批量' }, { first: 2, after });
  expect([...first.edges, ...second.edges].map(({ node }) => node.realId)).toEqual(
    [10_000, 10_001, 10_002, 10_003].map((n) => `licence:M-${n}`),
  );
});
