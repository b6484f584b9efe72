import {
  createDepartment,
  Department,
  type DepartmentDraft,
  Division,
  findDepartmentByCode,
  listDepartments,
  listDivisions,
  saveDivisions,
} from '../../../schema/department/index.js';
import { isRefusal } from '../../../schema/shared/refusal.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';

const draft: DepartmentDraft = {
  code: 'zj-health',
  name: '湛江市卫生健康局',
  creditCode: '１１３７０３２３mb2859070u',
  division: { code: '440800', name: '湛江市' },
};

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

function create(change: Partial<DepartmentDraft> = {}) {
  return house.stepAs()((unit) => createDepartment(unit, { ...draft, ...change }));
}

async function countRows() {
  const { em } = house.readAs();
  return [await em.count(Department), await em.count(Division)];
}

test('a department is entered with its division, its credit code in the one written form', async () => {
  const department = await create();
  expect(isRefusal(department)).toBe(false);
  expect(await findDepartmentByCode(house.readAs(), 'zj-health')).toMatchObject({
    creditCode: '11370323MB2859070U',
    division: '440800',
    parent: null,
  });
  expect(await countRows()).toEqual([1, 1]);
});

test.each([
  ['a code in use', {}, 'DEPARTMENT_CODE_TAKEN'],
  ['a credit code in use', { code: 'other' }, 'DEPARTMENT_CODE_TAKEN'],
  ['a code in Chinese', { code: '卫健局' }, 'INVALID_DEPARTMENT_CODE'],
  [
    'a credit code that fails its check',
    { code: 'b', creditCode: '914403001922038217' },
    'INVALID_DEPARTMENT_CODE',
  ],
  [
    'a division that cannot be',
    { code: 'b', creditCode: '91440300708461136T', division: { code: '999999', name: '甲' } },
    'INVALID_DIVISION_CODE',
  ],
  [
    'a division below one that is not known',
    {
      code: 'b',
      creditCode: '91440300708461136T',
      division: { code: 'edz', name: '甲', parentCode: '440100' },
    },
    'UNKNOWN_DIVISION',
  ],
  [
    'a department above it that is not known',
    {
      code: 'b',
      creditCode: '91440300708461136T',
      division: { code: '440803', name: '霞山区' },
      parentCode: 'x',
    },
    'UNKNOWN_DEPARTMENT',
  ],
])('%s is refused by name, and nothing changes', async (_what, change, code) => {
  await create();
  const before = await countRows();
  const refused = await create(change);
  expect(isRefusal(refused) && refused.code).toBe(code);
  expect(isRefusal(refused) && refused.message).toMatch(/[\u4e00-\u9fff]/);
  expect(await countRows()).toEqual(before);
});

test('divisions find their parents, are renamed, and come in pages', async () => {
  const divisions = [
    { code: '440802', name: '赤坎' },
    { code: '440800', name: '湛江市' },
    { code: 'zj-edz', name: '开发区', parentCode: '440800' },
  ];
  await house.stepAs()((unit) => saveDivisions(unit, divisions));
  await house.stepAs()((unit) => saveDivisions(unit, [{ code: '440802', name: '赤坎区' }]));
  const first = await listDivisions(house.readAs(), { first: 2 });
  const rest = await listDivisions(house.readAs(), { first: 2, after: first.pageInfo.endCursor });
  expect([...first.edges, ...rest.edges].map(({ node }) => [node.code, node.name, node.parentCode])).toEqual([
    ['440800', '湛江市', null],
    ['440802', '赤坎区', '440800'],
    ['zj-edz', '开发区', '440800'],
  ]);
  expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
});

test('departments are listed by code', async () => {
  await create();
  await create({
    code: 'a-market',
    name: '市场监督管理局',
    creditCode: '91440300708461136T',
    parentCode: 'zj-health',
  });
  const { edges } = await listDepartments(house.readAs(), { first: 10 });
  expect(edges.map(({ node }) => node.code)).toEqual(['a-market', 'zj-health']);
});
