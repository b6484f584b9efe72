import { Role } from '../../../schema/shared/roles.js';
import { askAs, countStatements } from './console.js';
import { expectRun, ImportKind, openRegistryHouse, type RegistryHouse } from './registry-house.js';

let house: RegistryHouse;
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
  const targets = Array.from({ length: 60 }, (_, n) => `虚构${n}号店,L-${n},440802,存续\n`).join('');
  expectRun(await house.bringIn(ImportKind.ENTITIES, `企业名称,许可证号,区划代码,登记状态\n${targets}`));
  const officers = Array.from(
    { length: 40 },
    (_, n) => `虚构${n},粤G${String(n).padStart(5, '0')},2030-01-05,91440300708461136T(近亲属)\n`,
  ).join('');
  expectRun(await house.bringIn(ImportKind.INSPECTORS, `姓名,执法证号,有效期,回避对象\n${officers}`));
});
afterAll(() => house.close());

const registrar = () => ({ departmentId: house.health.id, roles: [Role.REGISTRAR] });

const targetsWithDepartments = `query ($first: Int!, $after: String) {
  targets(first: $first, after: $after) {
    edges { cursor node { id realId name kind subject status department { code division { name } parent { code } } division { code name } } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

test('targets with their departments and divisions take the same statements for 2 as for 50', async () => {
  const few = await countStatements(house, () =>
    askAs(house, registrar(), targetsWithDepartments, { first: 2 }),
  );
  const many = await countStatements(house, async () => {
    const { data, errors } = await askAs(house, registrar(), targetsWithDepartments, { first: 50 });
    expect(errors).toBeUndefined();
    expect(data.targets.edges).toHaveLength(50);
    expect(data.targets.edges[0].node).toMatchObject({
      realId: 'licence:L-0',
      department: { code: 'zj-health', division: { name: '湛江市' }, parent: null },
      division: { code: '440802', name: '赤坎区' },
    });
    expect(data.targets.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  });
  expect(many).toBe(few);
  expect(many).toBeLessThanOrEqual(4);
});

test('inspectors with certificates and leave take three statements', async () => {
  const source =
    '{ inspectors(first: 40) { edges { node { name certificates { number validToOn } leaves { fromOn } } } } }';
  const count = await countStatements(house, async () => {
    const { data, errors } = await askAs(house, registrar(), source);
    expect(errors).toBeUndefined();
    expect(data.inspectors.edges).toHaveLength(40);
    expect(data.inspectors.edges[7].node.certificates).toEqual([
      { number: '粤G00007', validToOn: '2030-01-05' },
    ]);
  });
  expect(count).toBe(3);
});

test('another department’s registrar finds nothing, not even by id', async () => {
  const [own] = (await askAs(house, registrar(), targetsWithDepartments, { first: 1 })).data.targets.edges;
  const source = `query ($id: UUID!) { target(id: $id) { name } targets { edges { node { id } } } inspectors { edges { node { id } } } importRuns { edges { node { id } } } }`;
  const stranger = { departmentId: house.market.id, roles: [Role.REGISTRAR] };
  const { data } = await askAs(house, stranger, source, { id: own.node.id });
  expect(data).toEqual({
    target: null,
    targets: { edges: [] },
    inspectors: { edges: [] },
    importRuns: { edges: [] },
  });
});

test('declared interests are for the security administrator alone, leave for the registrar', async () => {
  const interests = '{ interests(first: 5) { edges { node { inspectorRealId targetRealId reasonCode } } } }';
  const { data } = await askAs(house, { roles: [Role.SECURITY_ADMIN] }, interests);
  expect(data.interests.edges).toHaveLength(5);
  for (const role of Object.values(Role).filter((one) => one !== Role.SECURITY_ADMIN)) {
    const refused = await askAs(house, { departmentId: house.health.id, roles: [role] }, interests);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  }
  const leaves = '{ inspectors { edges { node { leaves { fromOn } } } } }';
  const planner = { departmentId: house.health.id, roles: [Role.PLAN_OWNER] };
  expect((await askAs(house, planner, leaves)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});

test('departments and divisions are entered by the system administrator', async () => {
  const source = `mutation ($input: CreateDepartmentInput!) { createDepartment(input: $input) {
    __typename
    ... on DepartmentCreated { department { code creditCode division { code name parentCode } } }
    ... on ConsoleError { code message }
  } }`;
  const input = {
    code: 'cj-env',
    name: '赤坎虚构分局',
    creditCode: '9144030071526726XG',
    division: { code: '440825', name: '徐闻县' },
    parentCode: 'zj-health',
  };
  const administrator = { roles: [Role.SYSTEM_ADMIN] };
  const { data, errors } = await askAs(house, administrator, source, { input });
  expect(errors).toBeUndefined();
  expect(data.createDepartment).toEqual({
    __typename: 'DepartmentCreated',
    department: {
      code: 'cj-env',
      creditCode: '9144030071526726XG',
      division: { code: '440825', name: '徐闻县', parentCode: '440800' },
    },
  });
  const again = await askAs(house, administrator, source, { input });
  expect(again.data.createDepartment).toMatchObject({ code: 'DEPARTMENT_CODE_TAKEN' });
  expect((await askAs(house, registrar(), source, { input })).errors?.[0]?.extensions).toMatchObject({
    code: 'FORBIDDEN',
  });
});
