import { deflateRawSync } from 'node:zlib';
import { numberCell, sheetXml, workbookFile } from '../../../support/workbook-file.js';
import { zipArchive } from '../../../support/zip-archive.js';
import { faultsOf, goodValue, imported, VALID_CODE } from './table-samples.js';

const ROWS = [
  ['企业名称', '统一社会信用代码', '管辖单位'],
  ['演示甲店', VALID_CODE, '所'],
];
const GOOD = workbookFile([{ rows: ROWS }]);
const HEAD = sheetXml({ rows: ROWS }).replace('</sheetData></worksheet>', '');
const sheet = (rest: string) => workbookFile([{ xml: HEAD + rest }]);
const ole = (stream: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(2_000),
    Buffer.from(stream, 'utf16le'),
  ]);

test.each<[string, Uint8Array, string, RegExp]>([
  [
    'macros',
    workbookFile([{ rows: ROWS }], { files: [{ name: 'xl/vbaProject.bin', content: 'x' }] }),
    'MACRO_WORKBOOK',
    /宏.*另存为/,
  ],
  [
    'macros by their type alone',
    workbookFile([{ rows: ROWS }], {
      files: [
        {
          name: '[Content_Types].xml',
          content:
            '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
        },
      ],
    }),
    'MACRO_WORKBOOK',
    /宏/,
  ],
  ['a password', ole('EncryptedPackage'), 'ENCRYPTED_WORKBOOK', /密码/],
  ['an old .xls, .et or .wps', ole('Workbook'), 'OTHER_WORKBOOK', /\.xls.*另存为 \.xlsx/],
  [
    'OpenDocument',
    zipArchive([
      { name: 'mimetype', content: 'x', stored: true },
      { name: 'content.xml', content: '<x/>' },
    ]),
    'OTHER_WORKBOOK',
    /ODS/,
  ],
  ['a binary workbook', zipArchive([{ name: 'xl/workbook.bin', content: '' }]), 'OTHER_WORKBOOK', /XLSB/],
  [
    'a page saved as .xls',
    Buffer.from('\n<html><table><tr><td>企业名称</td></tr></table>'),
    'OTHER_WORKBOOK',
    /网页/,
  ],
  ['a zip of photographs', zipArchive([{ name: 'a.jpg', content: 'x' }]), 'NOT_A_WORKBOOK', /压缩包/],
  [
    'a text document',
    workbookFile([{ rows: ROWS }], { files: [{ name: 'xl/workbook.xml', content: '<w:document/>' }] }),
    'NOT_A_WORKBOOK',
    /压缩包/,
  ],
  ['an empty zip', zipArchive([]), 'NOT_A_WORKBOOK', /压缩包/],
  ['half a download', GOOD.subarray(0, GOOD.length / 2), 'BROKEN_WORKBOOK', /损坏/],
  [
    'one name twice',
    workbookFile([{ rows: ROWS }], { files: [{ name: 'XL/worksheets/sheet1.xml', content: HEAD }] }),
    'BROKEN_WORKBOOK',
    /损坏/,
  ],
  ['rows that run backwards', sheet('<row r="1"/></sheetData></worksheet>'), 'BROKEN_WORKBOOK', /损坏/],
  ['a sheet that breaks off', sheet('<row r="9"><c r="A9"><v>1'), 'BROKEN_WORKBOOK', /损坏/],
  ['every sheet hidden', workbookFile([{ rows: ROWS, state: 'hidden' }]), 'NO_SHEET', /隐藏/],
  ['65 sheets', workbookFile(Array.from({ length: 65 }, () => ({ rows: ROWS }))), 'TOO_MANY_SHEETS', /64/],
  [
    'a cell in column XFD',
    sheet('<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData></worksheet>'),
    'TOO_MANY_COLUMNS',
    /列数/,
  ],
  [
    'entities of its own, which grow or read files',
    workbookFile([
      { xml: `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${sheetXml({ rows: ROWS })}` },
    ]),
    'BROKEN_WORKBOOK',
    /损坏/,
  ],
  [
    'merges that overlap',
    sheet(
      '</sheetData><mergeCells><mergeCell ref="A3:A9"/><mergeCell ref="A5:A6"/></mergeCells></worksheet>',
    ),
    'BROKEN_WORKBOOK',
    /损坏/,
  ],
  [
    'a content that its checksum denies',
    workbookFile([], {
      files: [{ name: 'xl/sharedStrings.xml', content: '<sst/>', claims: { crc: 1 } }],
    }),
    'NO_SHEET',
    /工作表/,
  ],
])('refused by name, with what to do: %s', async (_what, file, code, words) => {
  await expect(imported(file, 'entities')).rejects.toMatchObject({ code, zh: expect.stringMatching(words) });
});

test('a content that its checksum denies', async () => {
  const xml = sheetXml({ rows: ROWS });
  const files = [{ name: 'xl/worksheets/sheet1.xml', content: xml, claims: { crc: 1 } }];
  await expect(imported(workbookFile([{ rows: ROWS }], { files }), 'entities')).rejects.toMatchObject({
    code: 'BROKEN_WORKBOOK',
  });
});

test('a bomb is stopped by what it unpacks to, not by what it says', async () => {
  const name = 'xl/worksheets/sheet1.xml';
  const content = Buffer.concat([Buffer.from(HEAD), Buffer.alloc(80 * 1024 * 1024, ' ')]);
  expect(deflateRawSync(content).length).toBeLessThan(200_000);
  const file = workbookFile([{ rows: ROWS }], { files: [{ name, content, claims: { size: 100 } }] });
  await expect(imported(file, 'entities')).rejects.toMatchObject({ code: 'UNPACKS_TOO_LARGE' });
});

test('names that climb out of the archive, links to other files and sheets without data harm nobody', async () => {
  const file = workbookFile([{ rows: ROWS }], {
    files: [
      { name: '../../etc/passwd', content: 'x' },
      { name: '/etc/passwd', content: 'x' },
      {
        name: 'xl/worksheets/_rels/sheet1.xml.rels',
        content:
          '<Relationships><Relationship Id="rId1" Type="x/externalLink" Target="http://127.0.0.1:1/" TargetMode="External"/></Relationships>',
      },
    ],
  });
  expect((await imported(file, 'entities')).map((row) => goodValue(row).name)).toEqual(['演示甲店']);
});

test('a hundred thousand formatted rows below the table hold nothing, and are not kept', async () => {
  const empty: string[] = [];
  for (let row = 3; row <= 100_000; row += 1)
    empty.push(`<row r="${row}" s="1" customFormat="1"><c r="A${row}" s="1"/></row>`);
  const rows = await imported(sheet(`${empty.join('')}</sheetData></worksheet>`), 'entities');
  expect(rows.map(({ row }) => row)).toEqual([2]);
});

test('the spreadsheet with every defect: each is told with its row, column and remedy', async () => {
  const rows = [
    ['湛江市检查对象名录'],
    ['企业名称', '统一社会信用代码', '管辖单位', '登记状态', '成立日期', '权重', '经度', '纬度', '行业代码'],
    ['示例：某某店', 'X', 'X', 'X', 'X', 'X', 'X', 'X', 'X'],
    ['', numberCell('9.1330E+17'), '', '疑似', '昨天', '0', '200', '', 'Z9'],
    ['演示\u0001店', '914403001922038217', '所', '存续', '2024-02-30', '1', '', '', ''],
    [
      { attributes: 't="e"', content: '<v>#N/A</v>' },
      VALID_CODE,
      '所',
      '存续',
      '05/06/2024',
      'x',
      '',
      '',
      '',
    ],
    ['演示甲店', VALID_CODE, '所', '存续', '2024/1/5', '1', '', '', '5213', '多出的'],
    ['演示乙店', VALID_CODE, '所', '存续', numberCell('45000', 1), '1', '110.36', '21.27', '5213'],
    ['演示丙店', VALID_CODE.toLowerCase(), '所', '存续', '20240105', '1', '', '', ''],
  ];
  const outcomes = await imported(workbookFile([{ rows }]), 'entities');
  expect(faultsOf(outcomes).sort()).toEqual(
    [
      '4 企业名称 BLANK_FIELD',
      '4 成立日期 UNREADABLE_DATE',
      '4 登记状态 UNKNOWN_VALUE',
      '4 管辖单位 BLANK_FIELD',
      '4 经度 BAD_NUMBER',
      '4 纬度 BLANK_FIELD',
      '4 权重 BAD_NUMBER',
      '4 统一社会信用代码 SCIENTIFIC_NOTATION',
      '4 行业代码 BAD_IDENTIFIER',
      '5 企业名称 BAD_TEXT',
      '5 成立日期 IMPOSSIBLE_DATE',
      '5 统一社会信用代码 BAD_IDENTIFIER',
      '6 企业名称 BAD_TEXT',
      '6 成立日期 UNREADABLE_DATE',
      '6 权重 BAD_NUMBER',
      '7 undefined EXTRA_CELLS',
      '8 统一社会信用代码 DUPLICATE_ID',
      '9 统一社会信用代码 DUPLICATE_ID',
    ].sort(),
  );
  const faults = outcomes.flatMap((outcome) => ('faults' in outcome ? outcome.faults : []));
  for (const { zh, en, remedy } of faults) expect([zh, en, remedy.zh, remedy.en]).not.toContain('');
});
