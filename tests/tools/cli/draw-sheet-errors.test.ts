import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './command.js';
import { draw, edit, freeze, sampleFolder } from './draw-folder.js';
import { type WorkbookCell, workbook } from './workbook.js';

const home = temporaryFolder();
let count = 0;

const fresh = () => sampleFolder(home, `folder-${++count}`);
const newKeys = () => join(home, `keys-${++count}`);

const header = ['执法证号', '姓名', '执法区域', '岗位资质资格', '有效期起', '有效期至', '请休假', '承检上限'];

/** A preview of the sample with these officers: the last cells are leave and capacity. */
async function previewed(...officers: [leave: WorkbookCell, capacity: WorkbookCell][]) {
  const rows = officers.map((last, i) => [
    { number: `44080200100${i}` },
    ['陈明', '林芳', '黄强', '吴静'][i]!,
    '',
    '食品安全、药品',
    '2020-01-01',
    '2039-12-31',
    ...last,
  ]);
  const path = join(home, `officers-${++count}.xlsx`);
  writeFileSync(path, workbook([header, ...rows]));
  const { json } = await draw('preview', await fresh(), '--inspectors', path, '--seeds', '1');
  return json;
}

describe('a cell without a result is not a blank one', () => {
  const cases: [string, WorkbookCell, string][] = [
    ['a formula that failed', { error: '#N/A' }, '#N/A'],
    ['an error that no list has', { error: '#NEWER!' }, '#VALUE!'],
    ['a formula that was never calculated', { formula: 'VLOOKUP(A2,X:Y,2)' }, '没有它的结果'],
    ['one of a text, never calculated', { formula: 'A1&""', isText: true }, '没有它的结果'],
  ];
  test.each(cases)('%s', async (_, cell, words) => {
    const json = await previewed(['', '6'], [cell, '6'], ['', '6']);
    expect(json.faults).toMatchObject([{ row: 3, column: '请休假', code: 'BAD_TEXT' }]);
    expect(json.faults[0].zh).toContain(words);
  });

  test('in the last row, and beside it a row that is wrong otherwise: both are told', async () => {
    const json = await previewed(['', '0'], ['', { error: '#REF!' }]);
    expect(json.faults).toMatchObject([
      { row: 2, column: '承检上限', code: 'BAD_NUMBER' },
      { row: 3, column: '承检上限', code: 'BAD_TEXT' },
    ]);
  });

  test('in a CSV file, where it is a text', async () => {
    const folder = await fresh();
    edit(folder, 'officers.csv', (text) => text.replace(',吴静,样例市场监督管理局,', ',吴静,#N/A,'));
    const { json } = await draw('preview', folder, '--seeds', '1');
    expect(json.faults).toMatchObject([
      { file: 'officers.csv', row: 5, column: '所属单位', code: 'BAD_TEXT' },
    ]);
  });

  test('a formula with its result is read as ever', async () => {
    const six = { number: '6', cached: true } as const;
    expect(await previewed(['', six], ['', six], ['', six], ['', six])).toMatchObject({ ok: true });
  });
});

describe('one sheet, and it is a sheet', () => {
  test('a CSV file beside a workbook of the same name: neither is taken unasked', async () => {
    const folder = await fresh();
    writeFileSync(join(folder, 'targets.xlsx'), readFileSync(join(folder, 'targets.csv')));
    const { json } = await draw('preview', folder, '--seeds', '1');
    expect(json).toMatchObject({ ok: false, code: 'TWO_SHEETS' });
    expect(json.zh).toContain('--targets');
    const named = ['--targets', join(folder, 'targets.csv'), '--seeds', '1'];
    expect((await draw('preview', folder, ...named)).json.ok).toBe(true);
  });

  test('a folder in the place of a sheet is named', async () => {
    const path = join(home, 'a-folder.csv');
    mkdirSync(path);
    const { json } = await draw('preview', await fresh(), '--targets', path);
    expect(json).toMatchObject({ code: 'NOT_A_FILE', zh: expect.stringContaining(path) });
  });

  test('officers with a heading only: that sheet is blamed, and no other', async () => {
    const folder = await fresh();
    edit(folder, 'officers.csv', (text) => `${text.split('\r\n')[0]}\r\n`);
    const { json } = await draw('preview', folder);
    expect(json.faults).toMatchObject([{ file: 'officers.csv', code: 'EMPTY_SHEET' }]);
  });

  test('nothing that a draw does not have is advised', async () => {
    const folder = await fresh();
    edit(folder, 'targets.csv', () => '甲,乙\r\n1,2\r\n');
    edit(folder, 'officers.csv', (text) => text.replace('样例440802001', ''));
    const { json, err } = await draw('preview', folder);
    expect(json.faults).toMatchObject([{ code: 'HEADING_NOT_FOUND' }, { code: 'BLANK_FIELD' }]);
    expect(err).not.toMatch(/--map|导入|import/);
  });
});

describe('the rules file', () => {
  const rulesOf = (folder: string) => join(folder, 'rules.json');

  test('in GB18030 the names come out as they were typed', async () => {
    const folder = await fresh();
    edit(folder, 'rules.json', (text) =>
      text.replace(/^\s*\/\/.*$/gm, '').replace(/"filter": ".*"/, '"filter": "两区"'),
    );
    // 两区 and what else is not ASCII, by the table of GB18030.
    const known: Readonly<Record<string, number[]>> = { 两: [0xc1, 0xbd], 区: [0xc7, 0xf8] };
    const ascii = readFileSync(rulesOf(folder), 'utf8').replace(/[^ -~\n两区]/g, 'x');
    writeFileSync(
      rulesOf(folder),
      Buffer.from([...ascii].flatMap((one) => known[one] ?? [one.charCodeAt(0)])),
    );
    edit(folder, 'targets.csv', (text) => text.replaceAll(',高,', ',x,').replaceAll(',一般,', ',xx,'));
    const { json } = await freeze(folder, newKeys());
    expect(json.ok).toBe(true);
    expect(json.statement.filter).toBe('两区');
  });

  test('in no encoding at all: refused, and nothing is frozen', async () => {
    const folder = await fresh();
    writeFileSync(rulesOf(folder), Buffer.concat([readFileSync(rulesOf(folder)), Buffer.from([0xff, 0xff])]));
    const { json } = await freeze(folder, newKeys());
    expect(json).toMatchObject({ ok: false, code: 'BROKEN_ENCODING' });
    expect(existsSync(join(folder, 'log.jsonl'))).toBe(false);
  });

  const cases: [string, (text: string) => string, string, string][] = [
    [
      'a key twice',
      (t) => t.replace('"mode": "open",', '"mode": "open",\n  "mode": "confidential",'),
      'RULES_KEY_TWICE',
      '“mode”',
    ],
    [
      'a key twice, deep',
      (t) => t.replace('"rate": "30%"', '"rate": "30%", "r\\u0061te": "1%"'),
      'RULES_KEY_TWICE',
      '“rate”',
    ],
    ['a comma missing', (t) => t.replace('"mode": "open",', '"mode": "open"'), 'RULES_NOT_JSON', '缺少逗号'],
    [
      'a comma too many',
      (t) => t.replace('"reserve": 2 }\n', '"reserve": 2 },\n'),
      'RULES_NOT_JSON',
      '多了一个逗号',
    ],
    [
      'a Chinese quotation mark',
      (t) => t.replace('"mode": "open"', '"mode": “open”'),
      'RULES_NOT_JSON',
      '此处用了中文标点',
    ],
    ['cut short', (t) => t.slice(0, t.indexOf('"team"')), 'RULES_NOT_JSON', '字段名'],
    ['a field misspelt', (t) => t.replace('"mode"', '"mood"'), 'RULES_FILE', '没有“mood”这个字段'],
    ['a field missing', (t) => t.replace(/"operator": "op",/, ''), 'RULES_FILE', '“operator”'],
    [
      'a number for a text',
      (t) => t.replace('"campaign": "sample"', '"campaign": 4'),
      'RULES_FILE',
      '“campaign”应为加双引号的文字',
    ],
    ['more than all', (t) => t.replace('"30%"', '"300%"'), 'MALFORMED', '应为 0% 至 100%'],
    ['a share without its sign', (t) => t.replace('"30%"', '"30"'), 'MALFORMED', '例如 "30%"'],
  ];
  test.each(cases)('%s', async (_, change, code, words) => {
    const folder = await fresh();
    edit(folder, 'rules.json', change);
    const { json } = await freeze(folder, newKeys());
    expect(json.code).toBe(code);
    expect(json.zh).toContain(words);
    expect(json.zh).not.toMatch(/Invalid|Unrecognized|Expected|position|\. 。|。。/);
  });

  test('the line is that of the file, remarks counted', async () => {
    const folder = await fresh();
    edit(folder, 'rules.json', (text) => text.replace('"mode": "open",', '"mode": open,'));
    const line =
      readFileSync(rulesOf(folder), 'utf8')
        .split('\n')
        .findIndex((one) => one.includes('"mode"')) + 1;
    expect((await draw('preview', folder)).json.zh).toContain(`第 ${line} 行`);
  });
});
