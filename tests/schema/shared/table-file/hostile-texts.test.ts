import { importRows } from '../../../../schema/shared/table-file/index.js';
import { bytes, faultsOf, goodValue, imported, OTHER_CODE, VALID_CODE } from './table-samples.js';

const HEADING = '企业名称,统一社会信用代码,管辖单位';
const ROW = `演示甲店,${VALID_CODE},所`;

describe('CSV', () => {
  test.each<[string, string, string]>([
    ['a line without an end', `${HEADING}\n${'演'.repeat(1_100_000)}`, 'RECORD_TOO_LONG'],
    ['ten million columns', `${HEADING}\n${','.repeat(10_000_000)}`, 'RECORD_TOO_LONG'],
    ['more columns than a register has', `${HEADING}\n${','.repeat(900_000)}`, 'TOO_MANY_COLUMNS'],
    [
      'a quotation mark that is never closed',
      `${HEADING}\n"演示,${'x\n'.repeat(600_000)}`,
      'RECORD_TOO_LONG',
    ],
    ['nothing but NUL', '\u0000'.repeat(5_000), 'HEADING_NOT_FOUND'],
    ['nothing', '', 'EMPTY_FILE'],
  ])('refused by name: %s', async (_what, file, code) => {
    await expect(imported(file, 'entities')).rejects.toMatchObject({ code });
  });

  test('NUL in a cell is a fault of its row', async () => {
    expect(faultsOf(await imported(`${HEADING}\n演示\u0000,${VALID_CODE},所`, 'entities'))).toEqual([
      '2 企业名称 BAD_TEXT',
    ]);
  });

  test.each([
    ['line ends of every kind in one file', `${HEADING}\r\n${ROW}\r演示乙店,${OTHER_CODE},所\n`],
    ['a delimiter at every end', `${HEADING},\n${ROW},\n演示乙店,${OTHER_CODE},所,\n`],
    ['two byte-order marks', `\ufeff\ufeff${HEADING}\n${ROW}\n演示乙店,${OTHER_CODE},所`],
    ['sep=;', `sep=;\r\n${HEADING}\n${ROW}\n演示乙店,${OTHER_CODE},所`.replaceAll(',', ';')],
    [
      'a delimiter that only the file tells',
      `sep=^\r\n${HEADING}\n${ROW}\n演示乙店,${OTHER_CODE},所`.replaceAll(',', '^'),
    ],
    [
      'cells written as formulas',
      `${HEADING}\n"=""演示甲店""","=""${VALID_CODE}""",所\n演示乙店,="${OTHER_CODE}",所`,
    ],
    ['apostrophes before figures', `${HEADING}\n演示甲店,'${VALID_CODE},所\n演示乙店,'${OTHER_CODE},所`],
    [
      'blanks that are none',
      `${HEADING}\n演示甲店\u200b,\u00a0${VALID_CODE}\u00a0,所\n\ufeff演示乙店,${OTHER_CODE},所`,
    ],
  ])('read: %s', async (_what, file) => {
    const rows = await imported(file, 'entities');
    expect(rows.map((row) => [goodValue(row).name, goodValue(row).idValue])).toEqual([
      ['演示甲店', VALID_CODE],
      ['演示乙店', OTHER_CODE],
    ]);
  });

  test('a day that a spreadsheet turned into a number is read and told', async () => {
    const [row] = await imported(`${HEADING},成立日期\n${ROW},44927`, 'entities');
    expect(row).toMatchObject({ value: { establishedOn: '2023-01-01' } });
    expect(JSON.stringify(row)).toContain('DATE_CONVERTED');
  });
});

describe('JSON Lines', () => {
  const line = (fields: object) => JSON.stringify(fields);
  const GOOD = line({ 企业名称: '演示甲店', 统一社会信用代码: VALID_CODE, 管辖单位: '所' });

  test('keys are headings or field names; they may come in any order and any line; blank lines are none', async () => {
    const file = `\ufeff${GOOD}\r\n\r\n${line({ departmentName: '所', uscc: OTHER_CODE, name: '演示"乙"店', weight: 3, 经度: null, 监管标签: '餐饮；网络' })}`;
    const table = await importRows(bytes(file), 'entities');
    expect([table.format, table.headingRow]).toEqual(['jsonl', 0]);
    const rows = await imported(file, 'entities');
    expect(rows.map((row) => [row.row, goodValue(row).name, goodValue(row).weight])).toEqual([
      [1, '演示甲店', 1],
      [3, '演示"乙"店', 3],
    ]);
    expect(goodValue(rows[1]).tags).toEqual(['餐饮', '网络']);
  });

  test('every fault of every line, with the key', async () => {
    const rows = await imported(
      [
        GOOD,
        `{"企业名称":"演示","统一社会信用代码":9144030071526726789,"管辖单位":"所"}`,
        `{"企业名称":"演示","统一社会信用代码":9.1330E+17,"管辖单位":"所"}`,
        `{"企业名称":{"zh":"演示"},"管辖单位":"所"}`,
        `{"企业名称":"演示","监管标签":["a"]}`,
        `{"企业名称":"演示","企业名称":"演示二"}`,
        `{"企业名称":"演示"`,
        `"企业名称"`,
        `{"企业名称":"演示"} x`,
        `{"企业名称":NaN}`,
      ].join('\n'),
      'entities',
    );
    expect(faultsOf(rows)).toEqual([
      '2 统一社会信用代码 BAD_IDENTIFIER',
      '3 统一社会信用代码 SCIENTIFIC_NOTATION',
      '4 企业名称 BAD_LINE',
      '5 undefined BAD_LINE',
      '6 企业名称 BAD_LINE',
      '7 undefined BAD_LINE',
      '8 undefined BAD_LINE',
      '9 undefined BAD_LINE',
      '10 企业名称 BAD_LINE',
    ]);
    expect(rows[4]).toMatchObject({ faults: [{ zh: expect.stringContaining('监管标签') }] });
  });

  test.each<[string, string, string]>([
    ['a line without an end', `${GOOD}\n{"a":"${'x'.repeat(1_100_000)}`, 'RECORD_TOO_LONG'],
    ['one array', `[${GOOD}]`, 'NOT_JSON_LINES'],
    ['an object over several lines', '{\n"a": 1\n}', 'NOT_JSON_LINES'],
    [
      'keys without end',
      line(Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`k${n}`, n]))),
      'TOO_MANY_COLUMNS',
    ],
    ['no known key', '{"a":1}', 'HEADING_NOT_FOUND'],
  ])('refused by name: %s', async (_what, file, code) => {
    await expect(imported(file, 'entities')).rejects.toMatchObject({ code });
  });
});
