import { faultsOf, goodValue, imported, VALID_CODE } from './table-samples.js';

const OFFICERS =
  '单位工号,姓名,所属单位,岗位资质资格,是否专家,执法事项范围,担任职务,执法证号,有效期,请休假,回避对象';

test('an officer with two certificates, leave and a declared interest', async () => {
  const [row] = await imported(
    `${OFFICERS}\nZJ001,演示甲,演示局,食品安全、特种设备,否,市场监管、价格,科长,粤A001；国B002,2027-06-30；9999-09-09,2026-03-02~2026-03-06；2026-05-11,${VALID_CODE}（近亲属）`,
    'inspectors',
  );
  expect(goodValue(row)).toMatchObject({
    id: 'cert:国B002',
    name: '演示甲',
    workNo: 'ZJ001',
    certificates: [
      { number: '粤A001', scope: '市场监管、价格', validToOn: '2027-06-30' },
      { number: '国B002', scope: '市场监管、价格', validToOn: '9999-12-31' },
    ],
    skills: ['食品安全', '特种设备'],
    position: '科长',
    rank: 60,
    isExpert: false,
    status: 'active',
    leave: [
      { fromOn: '2026-03-02', toOn: '2026-03-06', kind: 'leave' },
      { fromOn: '2026-05-11', toOn: '2026-05-11', kind: 'leave' },
    ],
    recusals: [{ targetId: `uscc:${VALID_CODE}`, reason: 'kinship' }],
  });
});

test('an officer without a certificate is a fault, an expert is not; an unknown post is the lowest, and said', async () => {
  const rows = await imported(
    `${OFFICERS}\nZJ001,演示甲,局,,否,,,,\nZJ002,演示乙,局,检验,是,,高级工程师,,`,
    'inspectors',
  );
  expect(faultsOf(rows)).toEqual(['2 执法证号 BLANK_FIELD']);
  expect(rows[1]).toMatchObject({
    value: { id: 'staff:ZJ002', isExpert: true, certificates: [], rank: 0 },
    notices: [{ column: '担任职务', code: 'UNKNOWN_RANK' }],
  });
});

test('every fault of an officer’s row at once', async () => {
  const rows = await imported(
    `${OFFICERS},有效期起\nZJ001,,局,,也许,,,粤 A1；粤A2；粤A3,2026-02-30；2026-06-01,2026-05-02~2026-05-01,${VALID_CODE},2026-07-01`,
    'inspectors',
  );
  expect(faultsOf(rows).sort()).toEqual([
    '2 回避对象 UNKNOWN_VALUE',
    '2 姓名 BLANK_FIELD',
    '2 执法证号 BAD_IDENTIFIER',
    '2 是否专家 UNKNOWN_VALUE',
    '2 有效期 DATE_ORDER',
    '2 有效期 IMPOSSIBLE_DATE',
    '2 有效期 UNEQUAL_LISTS',
    '2 请休假 DATE_ORDER',
  ]);
});

test('a period of validity in one cell, and a recusal from a target that only has a licence', async () => {
  const [row] = await imported(
    `${OFFICERS}\n1001,演示甲,局,,,,,粤A001,2022年7月1日至2027年6月30日,,licence:jy001（其他）`,
    'inspectors',
  );
  expect(goodValue(row)).toMatchObject({
    certificates: [{ validFromOn: '2022-07-01', validToOn: '2027-06-30' }],
    recusals: [{ targetId: 'licence:JY001', reason: 'other' }],
  });
});

test('two rows with the same certificate are one officer twice', async () => {
  const rows = await imported(
    `${OFFICERS}\n1001,演示甲,局,,,,,粤A001,长期,,\n1002,演示乙,局,,,,,粤a001,长期,,`,
    'inspectors',
  );
  expect(faultsOf(rows)).toEqual(['3 执法证号 DUPLICATE_ID']);
});

const ITEMS = '事项编码,抽查事项名称,抽查依据,事项类型,抽查比例,所需资质';
const BASIS = '《中华人民共和国食品安全法》第一百一十条';

test.each([
  ['3%', 30],
  ['不低于0.5％', 5],
  ['100 %', 1_000],
  ['30‰', 30],
  ['2.50%', 25],
  ['0.0501%', 0.501],
  ['0.001‰', 0.001],
  ['', undefined],
])('the ratio %s is %p per thousand', async (cell, ratioPermille) => {
  const [row] = await imported(`${ITEMS}\nA-01,演示检查,${BASIS},重点检查事项,${cell},食品安全`, 'items');
  expect(goodValue(row)).toMatchObject({ code: 'A-01', kind: 'key', ratioPermille, skills: ['食品安全'] });
});

test.each(['3', '0.03', '101%', '0.00005%', '三成', '-3%'])(
  'the ratio %s is refused: nobody may guess',
  async (cell) => {
    expect(faultsOf(await imported(`${ITEMS}\nA-01,演示检查,${BASIS},一般,${cell},`, 'items'))).toEqual([
      '2 抽查比例 BAD_NUMBER',
    ]);
  },
);

test('no item without a basis; a catch-all basis is flagged', async () => {
  const rows = await imported(
    `${ITEMS}\nA-01,演示检查,,一般,,\nA-02,演示检查,其他有关规定,一般,,\nA-03,演示检查,${BASIS},一般,,`,
    'items',
  );
  expect(faultsOf(rows)).toEqual(['2 抽查依据 BLANK_FIELD']);
  expect(rows[1]).toMatchObject({ notices: [{ row: 3, column: '抽查依据', code: 'VAGUE_LEGAL_BASIS' }] });
  expect(rows[2]).toMatchObject({ notices: [] });
});
