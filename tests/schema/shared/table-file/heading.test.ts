import { importRows } from '../../../../schema/shared/table-file/index.js';
import { bytes, faultsOf, goodValue, imported, OTHER_CODE, VALID_CODE } from './table-samples.js';

const ROW = `演示甲店,${VALID_CODE},演示监管所`;
const HEADING = '企业名称,统一社会信用代码,管辖单位';

describe('the heading is found where it stands', () => {
  test.each([
    ['in row 1', `${HEADING}\n${ROW}`, 1],
    [
      'below a title, a note and a blank row',
      `湛江市主体名录,,\n导出日期：2026-01-05,,\n\n${HEADING}\n${ROW}`,
      4,
    ],
    ['below a title that holds a heading’s word', `企业名称,,\n${HEADING}\n${ROW}`, 2],
    ['in row 50', `${'说明,,\n'.repeat(49)}${HEADING}\n${ROW}`, 50],
  ])('%s', async (_where, file, headingRow) => {
    const table = await importRows(bytes(file), 'entities');
    expect(table.headingRow).toBe(headingRow);
    const [first] = await imported(file, 'entities');
    expect(first).toMatchObject({ row: headingRow + 1, value: { name: '演示甲店' } });
  });

  test('not below row 50', async () => {
    await expect(imported(`${'说明,,\n'.repeat(50)}${HEADING}\n${ROW}`, 'entities')).rejects.toMatchObject({
      code: 'HEADING_NOT_FOUND',
      zh: expect.stringContaining('--map'),
    });
  });

  test('stars, blanks, width and （必填） are no part of a heading', async () => {
    const [row] = await imported(
      `*企业 名称（必填）,统一社会信用代码*,ＤＥＰＡＲＴＭＥＮＴＮＡＭＥ\n${ROW}`,
      'entities',
    );
    expect(goodValue(row)).toMatchObject({ name: '演示甲店', departmentName: '演示监管所' });
  });
});

test.each([
  ['comma', ','],
  ['tab', '\t'],
  ['semicolon', ';'],
])('delimiter %s, with line ends of every kind and text in quotes', async (name, sign) => {
  const lines = [HEADING, `"演示${sign}""甲""店",${VALID_CODE},所`, `"演示\n乙店",${OTHER_CODE},所`].map(
    (line) => line.replace(/,(?=[^"]*$|9|统|管|所)/g, sign),
  );
  for (const end of ['\n', '\r\n', '\r']) {
    const file = lines.join(end) + end;
    const table = await importRows(bytes(file), 'entities');
    expect(table.description).toContain(name);
    const rows = await imported(file, 'entities');
    expect(rows.map((row) => [row.row, goodValue(row).name])).toEqual([
      [2, `演示${sign === '\t' ? ' ' : sign}"甲"店`],
      [3, '演示 乙店'],
    ]);
  }
});

test('row numbers are those of the spreadsheet, blank rows included', async () => {
  const rows = await imported(`${HEADING}\n\n${ROW}\n,,\n演示乙店,${OTHER_CODE},所\n\n`, 'entities');
  expect(rows.map((row) => row.row)).toEqual([3, 5]);
});

test('a needed column that is missing is named; so is one that stands there twice', async () => {
  await expect(imported(`企业名称,管辖单位\n演示,所`, 'entities')).rejects.toMatchObject({
    code: 'MISSING_COLUMN',
    zh: expect.stringContaining('统一社会信用代码'),
  });
  await expect(imported(`${HEADING},企业名称\n${ROW},x`, 'entities')).rejects.toMatchObject({
    code: 'DUPLICATE_HEADING',
    place: { row: 1 },
    zh: expect.stringContaining('企业名称'),
  });
});

test('a quotation mark that is never closed is refused with its row; a stray one inside a text is not', async () => {
  const [stray] = await imported(`${HEADING}\n演示"甲"店,${VALID_CODE},所`, 'entities');
  expect(goodValue(stray).name).toBe('演示"甲"店');
  await expect(
    imported(`${HEADING}\n${ROW}\n"演示乙店,${OTHER_CODE},所\n${ROW}`, 'entities'),
  ).rejects.toMatchObject({
    code: 'BROKEN_QUOTES',
    place: { row: 3 },
  });
  await expect(imported(`${HEADING}\n${ROW}\n"${'演示'.repeat(600_000)}`, 'entities')).rejects.toMatchObject({
    code: 'RECORD_TOO_LONG',
    place: { row: 3 },
  });
});

test('more cells than headings is a fault, fewer are blanks', async () => {
  const rows = await imported(`${HEADING},住所\n${ROW},一号,多出\n演示乙店,${OTHER_CODE},所\n`, 'entities');
  expect(faultsOf(rows)).toEqual(['2 undefined EXTRA_CELLS']);
  expect(goodValue(rows[1]).address).toBeUndefined();
});
