import { faultsOf, goodValue, imported, OTHER_CODE, VALID_CODE } from './table-samples.js';

const HEADING = '主体名称,统一社会信用代码/注册号,管辖单位,登记状态,住所,行业门类,风险等级,权重,经度,纬度';

test('a department’s export is read without a mapping file', async () => {
  const [row] = await imported(
    `${HEADING}\n演示食品店,${VALID_CODE},赤坎监管所,存续,演示路1号,F 批发和零售业,A级,3,110.36,21.27`,
    'entities',
  );
  expect(goodValue(row)).toEqual({
    id: `uscc:${VALID_CODE}`,
    idScheme: 'uscc',
    idValue: VALID_CODE,
    name: '演示食品店',
    identifiers: [],
    formerNames: [],
    kind: 'enterprise',
    departmentName: '赤坎监管所',
    trade: 'F 批发和零售业',
    riskClass: 'A',
    weight: 3,
    status: 'active',
    address: '演示路1号',
    longitude: 110.36,
    latitude: 21.27,
    tradeCodes: [],
    skills: [],
    tags: [],
  });
});

test.each([
  ['110108000000016', 'regno:110108000000016'],
  ['D2143569-X', 'orgcode:D2143569X'],
  ["'９１４４０３００７１５２６７２６ｘｇ", `uscc:${VALID_CODE}`],
  [`"=""${VALID_CODE}"""`, `uscc:${VALID_CODE}`],
])('the number %s is %s', async (cell, id) => {
  const [row] = await imported(`${HEADING}\n演示店,${cell},所,在业`, 'entities');
  expect(goodValue(row)).toMatchObject({ id });
});

test.each([
  ['92610822MA707NAX4Q', 'individualBusiness'],
  ['11370323MB2859070U', 'governmentBody'],
])('%s was given to: %s', async (code, kind) => {
  const [row] = await imported(`${HEADING}\n演示店,${code},所,注销`, 'entities');
  expect(goodValue(row)).toMatchObject({ kind, status: 'closed' });
});

test('all faults are told at once, each with row, column, remedy, and without the value', async () => {
  const outcomes = await imported(
    [
      HEADING,
      ',9.1330E+17,,疑似,,,,0,200,abc',
      `演示\u0000店,914403001922038217,所,存续`,
      `演示甲店,${VALID_CODE},所,存续`,
      `演示乙店,${VALID_CODE.toLowerCase()},所,存续`,
      `演示丙店,,所,存续`,
    ].join('\n'),
    'entities',
  );
  expect(faultsOf(outcomes)).toEqual([
    '2 统一社会信用代码/注册号 SCIENTIFIC_NOTATION',
    '2 主体名称 BLANK_FIELD',
    '2 管辖单位 BLANK_FIELD',
    '2 权重 BAD_NUMBER',
    '2 登记状态 UNKNOWN_VALUE',
    '2 经度 BAD_NUMBER',
    '2 纬度 BAD_NUMBER',
    '3 主体名称 BAD_TEXT',
    '3 统一社会信用代码/注册号 BAD_IDENTIFIER',
    '5 统一社会信用代码/注册号 DUPLICATE_ID',
    '6 统一社会信用代码/注册号 BLANK_FIELD',
  ]);
  const faults = outcomes.flatMap((outcome) => ('faults' in outcome ? outcome.faults : []));
  expect(faults[0]).toMatchObject({
    zh: expect.stringContaining('科学记数'),
    remedy: { zh: expect.stringContaining('“文本”'), en: expect.stringContaining('"text"') },
  });
  expect(faults.find((fault) => fault.code === 'DUPLICATE_ID')?.zh).toBe('与第 4 行的标识重复。');
  expect(JSON.stringify(faults)).not.toContain('914403001922038217');
});

test('text is normalised to NFC, a blank status is said to be taken as active', async () => {
  const [row] = await imported(`${HEADING}\nCafe\u0301 演示,${OTHER_CODE},所`, 'entities');
  expect(row).toMatchObject({
    value: { name: 'Caf\u00e9 演示', status: 'active', weight: 1 },
    notices: [{ row: 2, column: '登记状态', code: 'DEFAULT_USED' }],
  });
});

test('separate columns of numbers: the fixed priority decides, whatever their order', async () => {
  const file = `企业名称,注册号,统一社会信用代码,区划代码\n演示店,110108000000016,${VALID_CODE},440802\n演示二店,110108000000016,,440802`;
  const rows = await imported(file, 'entities');
  expect(rows.map((row) => goodValue(row).id)).toEqual([`uscc:${VALID_CODE}`, 'regno:110108000000016']);
});

test('special pools: one target in several pools, a licence without end, and what is impossible', async () => {
  const outcomes = await imported(
    [
      '专项库名称,统一社会信用代码,监管标签,许可证名称,许可证编号,许可批准日期,有效期至,许可发证机关',
      `食品经营,${VALID_CODE},餐饮；网络订餐,食品经营许可证,JY演示001,2025年3月1日,2099/12/31,演示局`,
      `特种设备,${VALID_CODE},,,,,,`,
      `食品经营,${VALID_CODE},,食品经营许可证,JY演示001,,,`,
      `食品经营,${OTHER_CODE},,,JY演示002,2025-02-29,05/06/2026,`,
    ].join('\n'),
    'specialPools',
  );
  expect(goodValue(outcomes[0])).toMatchObject({
    id: `uscc:${VALID_CODE}`,
    labels: ['餐饮', '网络订餐'],
    licenceNo: 'JY演示001',
    approvedOn: '2025-03-01',
    validToOn: '9999-12-31',
  });
  expect(faultsOf(outcomes)).toEqual([
    '4 统一社会信用代码 DUPLICATE_ID',
    '5 许可批准日期 IMPOSSIBLE_DATE',
    '5 有效期至 UNREADABLE_DATE',
  ]);
});
