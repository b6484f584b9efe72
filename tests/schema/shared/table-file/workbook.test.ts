import { importRows } from '../../../../schema/shared/table-file/index.js';
import { numberCell, type WrittenCell, workbookFile } from '../../../support/workbook-file.js';
import { faultsOf, goodValue, imported, OTHER_CODE, VALID_CODE } from './table-samples.js';

const HEADING = ['企业名称', '统一社会信用代码', '管辖单位', '成立日期', '抽取权重'];
const NO_TITLE: WrittenCell[] = ['演示甲店', VALID_CODE, '所', '', ''];
const one = (...rows: WrittenCell[][]) => workbookFile([{ rows: [HEADING, ...rows] }]);

test('an .xlsx is read like a CSV, whatever it is called: texts shared, rich or inline, numbers, days, truth', async () => {
  const rows = [
    [...HEADING, '住所'],
    [
      { attributes: 't="s"', content: '<v>1</v>' },
      { attributes: 't="s"', content: '<v>0</v>' },
      '所',
      numberCell('45000', 1),
      numberCell('3.0'),
      { attributes: 't="str"', content: '<f>A1&amp;"x"</f><v>一路&#49;号_x000D_</v>' },
    ],
  ];
  const strings = [
    VALID_CODE,
    '<r><t>演示</t></r><rPh sb="0" eb="1"><t>yan</t></rPh><r><t xml:space="preserve">甲店 </t></r>',
  ];
  const [row] = await imported(workbookFile([{ rows }], { strings }), 'entities');
  expect(goodValue(row)).toMatchObject({
    id: `uscc:${VALID_CODE}`,
    name: '演示甲店',
    establishedOn: '2023-03-15',
    weight: 3,
    address: '一路1号',
  });
});

describe('numbers and days', () => {
  test.each<[string, WrittenCell, string]>([
    ['18 digits stay as they are', numberCell('110108000000016123'), '2 统一社会信用代码 BAD_IDENTIFIER'],
    ['a code turned into a figure', numberCell('9.1330E+17'), '2 统一社会信用代码 SCIENTIFIC_NOTATION'],
    ['as programs store it', numberCell('9.144030071526726E17'), '2 统一社会信用代码 SCIENTIFIC_NOTATION'],
    [
      'a formula that failed',
      { attributes: 't="e"', content: '<f>X</f><v>#REF!</v>' },
      '2 统一社会信用代码 BAD_TEXT',
    ],
    ['a formula never calculated', { content: '<f>X</f>' }, '2 统一社会信用代码 BAD_TEXT'],
  ])('%s', async (_what, cell, fault) => {
    expect(faultsOf(await imported(one(['演示', cell, '所']), 'entities'))).toEqual([fault]);
  });

  test.each<[string, WrittenCell, string]>([
    ['by its style', numberCell('44927', 1), '2023-01-01'],
    ['with a time', numberCell('44927.75', 2), '2023-01-01'],
    ['of no style', numberCell('44927'), '2023-01-01'],
    ['of a formula', { attributes: 's="1"', content: '<f>TODAY()</f><v>44927</v>' }, '2023-01-01'],
    ['as ISO text', { attributes: 't="d"', content: '<v>2023-01-01T00:00:00</v>' }, '2023-01-01'],
    ['before the leap day that never was', numberCell('59', 1), '1900-02-28'],
    ['after it', numberCell('61', 1), '1900-03-01'],
    ...[
      '2024/1/5',
      '2024.1.5',
      '2024年1月5日',
      '20240105',
      '２０２４－０１－０５',
      '2024-01-05 08:30:00',
    ].map((text): [string, WrittenCell, string] => [text, text, '2024-01-05']),
    ['a number of eight digits', numberCell('20240105'), '2024-01-05'],
  ])('a day %s', async (_what, cell, on) => {
    const [row] = await imported(one(['演示', VALID_CODE, '所', cell]), 'entities');
    expect(goodValue(row).establishedOn).toBe(on);
  });

  test.each([
    [numberCell('43465', 1), '2023-01-01'],
    [numberCell('43465'), '2023-01-01'],
  ])('an old workbook counts from 1904', async (cell, on) => {
    const rows = [HEADING, ['演示', VALID_CODE, '所', cell]];
    const [row] = await imported(workbookFile([{ rows }], { epoch1904: true }), 'entities');
    expect(goodValue(row).establishedOn).toBe(on);
  });

  test('a day without a style is told; a share is per cent', async () => {
    const [row] = await imported(one(['演示', VALID_CODE, '所', numberCell('44927'), '']), 'entities');
    expect(row).toMatchObject({
      notices: expect.arrayContaining([expect.objectContaining({ code: 'DATE_CONVERTED' })]),
    });
    const item = [
      ['事项编码', '抽查事项', '抽查依据', '抽查比例'],
      ['A1', '演示', '《演示法》第一条', numberCell('0.03', 4)],
    ];
    expect(goodValue((await imported(workbookFile([{ rows: item }]), 'items'))[0]).ratioPermille).toBe(30);
  });
});

describe('the table stands anywhere in the workbook', () => {
  test('the visible sheet whose heading fits best; what is hidden is no data', async () => {
    const file = workbookFile([
      { name: '说明', rows: [['企业名称如何填写']] },
      {
        name: '旧',
        state: 'hidden',
        rows: [
          [...HEADING, '住所', '经度', '纬度'],
          ['隐藏店', VALID_CODE, '所'],
        ],
      },
      {
        name: '更旧',
        state: 'veryHidden',
        rows: [
          [...HEADING, '住所'],
          ['隐藏店', VALID_CODE, '所'],
        ],
      },
      { name: '名录', rows: [HEADING, NO_TITLE] },
    ]);
    const table = await importRows(file, 'entities');
    expect([table.description, table.format]).toEqual(['XLSX, 名录', 'xlsx']);
    expect((await imported(file, 'entities')).map((row) => goodValue(row).name)).toEqual(['演示甲店']);
  });

  test('another sheet that fits as well is told', async () => {
    const table = await importRows(
      workbookFile([{ rows: [HEADING, NO_TITLE] }, { name: '二月', rows: [HEADING] }]),
      'entities',
    );
    expect(table.skipped).toMatchObject([{ code: 'ROW_SKIPPED', zh: expect.stringContaining('二月') }]);
  });

  test('below titles and instructions, in two rows with groups, examples and hints passed over and told', async () => {
    const file = workbookFile([
      {
        rows: [
          ['湛江市检查对象名录'],
          ['填写说明：一、企业名称按营业执照填写；二、统一社会信用代码为 18 位。'],
          ['基本信息', '', '监管信息', ''],
          ['＊企业　名称（必填）', '统一社会信用代码', '管辖单位', '成立日期'],
          ['必填', '必填，18 位', '必填', '如：2024-01-05'],
          ['示例：某某店', '91440800XXXXXXXXXX', '某所', '2024-01-05'],
          ['演示甲店', VALID_CODE, '所', '2024.1.5'],
          ['备注：本表每月更新'],
        ],
        merges: ['A1:D1', 'A3:B3', 'C3:D3'],
      },
    ]);
    const table = await importRows(file, 'entities');
    const rows = [];
    for await (const row of table.rows()) rows.push(row);
    expect(rows).toMatchObject([{ row: 7, value: { name: '演示甲店', establishedOn: '2024-01-05' } }]);
    expect(table.skipped.map(({ row }) => row)).toEqual([5, 6, 8]);
    expect(table.head.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
  });

  test.each([
    ['merged', ['A1:A2', 'B1:B2', 'D1:E1']],
    ['not merged', []],
  ])('a heading over two rows, %s', async (_what, merges) => {
    const rows = [
      ['企业名称', '统一社会信用代码', '管辖单位', '其他', ''],
      ['', '', '', '成立日期', '住所'],
      ['演示甲店', VALID_CODE, '所', '2024-01-05', '一路'],
    ];
    const file = workbookFile([{ rows, merges }]);
    const table = await importRows(file, 'entities');
    expect(table.headingRow).toBe(2);
    const [row] = await imported(file, 'entities');
    expect(goodValue(row)).toMatchObject({ name: '演示甲店', establishedOn: '2024-01-05', address: '一路' });
  });

  test('a value merged over rows counts for each of them, and a row of nothing else is none', async () => {
    const rows = [
      HEADING,
      ['演示甲店', VALID_CODE, '赤坎所', '', ''],
      ['演示乙店', OTHER_CODE, '', '', ''],
      ['', '', '', '', ''],
    ];
    const outcomes = await imported(
      workbookFile([{ rows, merges: ['C2:C4', 'A3:A4', 'B3:B4'] }]),
      'entities',
    );
    expect(outcomes.map((row) => [row.row, goodValue(row).name, goodValue(row).departmentName])).toEqual([
      [2, '演示甲店', '赤坎所'],
      [3, '演示乙店', '赤坎所'],
    ]);
  });

  test('full-width letters and blanks of every kind are no part of a value', async () => {
    const code = [...VALID_CODE].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
    const rows = [
      ['\u00a0企业名称\u200b', '统一社会信用代码', '管辖单位', '成立日期'],
      ['\u3000演示\u00a0甲店\u200b\ufeff', `\u200b${code}\u00a0`, '所\u3000', '２０２４年１月５日'],
    ];
    const [row] = await imported(workbookFile([{ rows }]), 'entities');
    expect(goodValue(row)).toMatchObject({
      id: `uscc:${VALID_CODE}`,
      name: '演示 甲店',
      departmentName: '所',
      establishedOn: '2024-01-05',
    });
  });

  test('a file read piece by piece gives the same rows as one in memory', async () => {
    const file = one(NO_TITLE, ['演示乙店', OTHER_CODE, '所']);
    async function* pieces() {
      for (let at = 0; at < file.length; at += 37) yield file.subarray(at, at + 37);
    }
    expect(await imported(() => pieces(), 'entities')).toEqual(await imported(file, 'entities'));
  });
});
