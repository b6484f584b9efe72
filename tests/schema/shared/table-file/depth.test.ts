import { tradeCode } from '../../../../schema/shared/table-file/index.js';
import { faultsOf, goodValue, imported, OTHER_CODE, VALID_CODE } from './table-samples.js';

/** One row by its headings. */
const sheet = (cells: Record<string, string>) =>
  `${Object.keys(cells).join(',')}\n${Object.values(cells).join(',')}`;

const ENTITY = { 企业名称: '演示店', 管辖单位: '所' };

test('an entity with all a register knows: numbers by priority, former names, trades, days, two addresses, datum', async () => {
  const [row] = await imported(
    sheet({
      ...ENTITY,
      境外登记号: 'HK 1'.replace(' ', '-'),
      食品经营许可证号: 'JY2；JY1',
      许可证号: 'JY3',
      注册号: '110108000000016',
      统一社会信用代码: VALID_CODE,
      曾用名: '演示老店；演示小店',
      行业代码: '5213；f52；F5213',
      成立日期: '2014年6月8日',
      登记状态: '注销',
      注销日期: '20260105',
      住所: '一路1号',
      经营场所: '二路2号',
      经度: '110.36',
      纬度: '21.27',
      坐标系: '火星坐标',
      网格: '赤坎03',
      监管标签: '网络订餐、校园周边',
      检查所需技能: '食品安全',
    }),
    'entities',
  );
  expect(goodValue(row)).toMatchObject({
    id: `uscc:${VALID_CODE}`,
    identifiers: ['regno:110108000000016', 'licence:JY1', 'licence:JY2', 'licence:JY3', 'foreign:HK-1'],
    formerNames: ['演示老店', '演示小店'],
    tradeCodes: ['F5213', 'F52'],
    establishedOn: '2014-06-08',
    status: 'closed',
    statusOn: '2026-01-05',
    address: '一路1号',
    businessAddress: '二路2号',
    datum: 'GCJ02',
    district: '赤坎03',
    tags: ['网络订餐', '校园周边'],
    skills: ['食品安全'],
  });
});

const CODE = '主体统一社会信用代码';

test.each([
  [
    'premises by the row’s serial number',
    { 对象类型: '场所', [CODE]: VALID_CODE, 序号: '3' },
    { id: `uscc:${VALID_CODE}/3`, responsibleId: `uscc:${VALID_CODE}`, identifiers: [] },
  ],
  [
    'equipment by its own number, which goes before the serial one',
    { 对象类型: '特种设备', 序号: '3', 统一社会信用代码: VALID_CODE, 设备代码: '4/B' },
    { id: `uscc:${VALID_CODE}/4%2FB`, responsibleId: `uscc:${VALID_CODE}`, identifiers: [] },
  ],
  [
    'a licence by its number',
    { 对象类型: '许可', 统一社会信用代码: VALID_CODE, 许可证号: 'JY1', 序号: '7' },
    { id: `uscc:${VALID_CODE}/JY1`, responsibleId: `uscc:${VALID_CODE}`, identifiers: ['licence:JY1'] },
  ],
  [
    'a licence whose holder the file does not tell',
    { 对象类型: '许可', 许可证号: 'JY1' },
    { id: 'licence:JY1', identifiers: [] },
  ],
  [
    'a project of an entity that is known by a number of another kind',
    { 对象类型: '项目', [CODE]: 'foreign:HK-1', 项目编号: 'P-9', 项目阶段: '主体施工' },
    { id: 'foreign:HK-1/P-9', responsibleId: 'foreign:HK-1', stage: '主体施工' },
  ],
])('below an entity: %s', async (_what, cells, expected) => {
  const [row] = await imported(sheet({ ...ENTITY, ...cells }), 'entities');
  expect(goodValue(row)).toMatchObject(expected);
});

test('an entity’s serial number is only the row’s, and a site without a number is no target of its own', async () => {
  const [entity] = await imported(sheet({ 序号: '1', ...ENTITY, 统一社会信用代码: VALID_CODE }), 'entities');
  expect(goodValue(entity).id).toBe(`uscc:${VALID_CODE}`);
  const site = await imported(
    sheet({ ...ENTITY, 对象类型: '场所', 统一社会信用代码: VALID_CODE, 编号: '' }),
    'entities',
  );
  expect(faultsOf(site)).toEqual(['2 编号 BLANK_FIELD']);
});

test('what is wrong with the new columns is told with the rest', async () => {
  const rows = await imported(
    sheet({
      ...ENTITY,
      统一社会信用代码: VALID_CODE,
      行业代码: 'A5213；521',
      坐标系: '地心',
      经度: '110',
      纬度: '',
      成立日期: '昨天',
      主体统一社会信用代码: '9.1330E+17',
    }),
    'entities',
  );
  expect(faultsOf(rows).sort()).toEqual([
    '2 主体统一社会信用代码 SCIENTIFIC_NOTATION',
    '2 坐标系 UNKNOWN_VALUE',
    '2 成立日期 UNREADABLE_DATE',
    '2 纬度 BLANK_FIELD',
    '2 行业代码 BAD_IDENTIFIER',
  ]);
});

test.each([
  ['0111', 'A0111'],
  ['Ｆ５２', 'F52'],
  ['t', 'T'],
  ['T97', 'T97'],
  ['98', undefined],
  ['00', undefined],
  ['5', undefined],
  ['U10', undefined],
  ['C4411', undefined],
])('trade %s is %s', (text, code) => expect(tradeCode(text)).toBe(code));

test('a special pool says what its officers must be', async () => {
  const [row, bad] = await imported(
    `专项库名称,统一社会信用代码,检查所需技能,是否需要专家,许可批准日期,有效期至\n电梯,${VALID_CODE},特种设备,是,,\n电梯,${OTHER_CODE},,,2026-05-01,2026-04-30`,
    'specialPools',
  );
  expect(goodValue(row)).toMatchObject({ skills: ['特种设备'], needsExpert: true });
  expect(faultsOf(bad ? [bad] : [])).toEqual(['3 有效期至 DATE_ORDER']);
});

test('an officer: fields of an expert, in the pool or not, state of each certificate, kinds of leave, periods of interests', async () => {
  const [row] = await imported(
    sheet({
      姓名: '演示甲',
      单位工号: 'ZJ1',
      是否入库: '否',
      专家领域: '电梯；锅炉',
      执法证号: '粤A1；国B2',
      证件状态: '暂扣；有效',
      有效期: '2027-06-30',
      请休假: '2026-03-02~2026-03-06（培训）；2026-05-11',
      请假类型: '病假',
      回避对象: `${VALID_CODE}（曾任职，2020-01-01至2023-12-31）；${OTHER_CODE}（持股）`,
      离岗日期: '2027-01-31',
    }),
    'inspectors',
  );
  expect(goodValue(row)).toMatchObject({
    isInPool: false,
    leftOn: '2027-01-31',
    expertFields: ['电梯', '锅炉'],
    certificates: [
      { number: '粤A1', status: 'suspended' },
      { number: '国B2', status: 'valid' },
    ],
    leave: [
      { fromOn: '2026-03-02', toOn: '2026-03-06', kind: 'training' },
      { fromOn: '2026-05-11', toOn: '2026-05-11', kind: 'illness' },
    ],
    recusals: [
      {
        targetId: `uscc:${VALID_CODE}`,
        reason: 'formerEmployment',
        fromOn: '2020-01-01',
        endsOn: '2023-12-31',
      },
      { targetId: `uscc:${OTHER_CODE}`, reason: 'interest' },
    ],
  });
});

test('an item: floor and cap, materials, checklist, system of results, term', async () => {
  const item = { 事项编码: 'A1', 抽查事项: '演示', 抽查依据: '《演示法》第一条' };
  const [row] = await imported(
    sheet({
      ...item,
      抽查比例: '不低于3%',
      比例上限: '10%',
      检查材料: '营业执照；进货台账',
      检查表编码: 'CL-1',
      检查表版本: '2',
      结果代码体系: 'gd-2025',
      生效日期: '2026-01-01',
      失效日期: '长期',
    }),
    'items',
  );
  expect(goodValue(row)).toMatchObject({
    ratioPermille: 30,
    floorPermille: 30,
    capPermille: 100,
    materials: ['营业执照', '进货台账'],
    checklistCode: 'CL-1',
    checklistVersion: 2,
    resultSystem: 'gd-2025',
    validFromOn: '2026-01-01',
  });
  const wrong = { 比例下限: '5%', 比例上限: '3%', 生效日期: '2026-02-01', 失效日期: '2026-01-01' };
  expect(faultsOf(await imported(sheet({ ...item, ...wrong }), 'items'))).toEqual([
    '2 比例上限 BAD_NUMBER',
    '2 失效日期 DATE_ORDER',
  ]);
});
