import { type CellValue, readXlsx, writeXlsx } from 'hucre/xlsx';
import { SheetRowState } from '../../../../schema/registry/index.js';
import { expectRun, ImportKind } from '../registry-house.js';
import { type ExportHouse, openExportHouse } from './export-house.js';

let house: ExportHouse;
beforeAll(async () => {
  house = await openExportHouse('2026-03-02T02:00:00Z');
  const file = `企业名称,统一社会信用代码,许可证号,区划代码,风险等级,住所
=1+1虚构公司,9144030071526726XG,,440802,A,一路1号
乙虚构公司,91440300708461136T,,440803,B,'2-3
𠮷野家虚构店,,000123,440803,C,四路4号
`;
  expectRun(await house.bringIn(ImportKind.ENTITIES, file));
  house.clock.advance({ days: 1 });
});
afterAll(() => house.close());

/** Somebody opens the workbook, changes the table and saves it; only the cells are kept, as programs do. */
async function edited(change: (rows: CellValue[][]) => CellValue[][]): Promise<Uint8Array> {
  const { bytes } = await house.takeOut({ format: 'xlsx' });
  const book = await readXlsx(bytes);
  const sheets = book.sheets.map(({ name, rows }, index) => ({
    name,
    rows: index === 0 ? change(rows) : rows,
  }));
  return writeXlsx({ sheets });
}

test('a workbook comes back the same, from us and saved by another program', async () => {
  const { bytes, outcome } = await house.takeOut({ format: 'xlsx' });
  expect((await house.compare(bytes)).counts.SAME).toBe(3);
  expect((await house.compare(await edited((rows) => rows))).counts.SAME).toBe(3);
  expect(expectRun(await house.bringIn(ImportKind.ENTITIES, bytes))).toMatchObject({
    rowCount: 3,
    unchangedCount: 3,
  });
  expect(outcome.rowCount).toBe(3);
});

test('rows that were changed, sorted, added and taken out are told apart', async () => {
  const sheet = await edited(([heading = [], ...rows]) => {
    const at = (text: string) => heading.indexOf(text);
    const [first = [], second = [], third = []] = rows;
    const moved = third.with(at('住所'), '五路5号');
    const added = second.map((cell, index) => (index === heading.length - 1 ? null : cell));
    added[at('统一社会信用代码')] = '11370323MB2859070U';
    return [heading, moved, added, first];
  });
  const { counts, differences } = await house.compare(sheet);
  expect(counts).toMatchObject({ SAME: 1, CHANGED: 1, NEW: 1, MISSING: 1, FAULTY: 0 });
  expect(differences.find(({ state }) => state === SheetRowState.CHANGED)?.fields).toHaveLength(1);
});

test('without the hidden column the differences are those of any file', async () => {
  const sheet = await edited((rows) =>
    rows.map((cells) => cells.slice(0, -1).map((cell) => (cell === '四路4号' ? '六路6号' : cell))),
  );
  const { counts, differences } = await house.compare(sheet);
  expect(counts).toMatchObject({ SAME: 2, CHANGED_WITHOUT_KEY: 1, MISSING: 0, FAULTY: 0 });
  expect(differences[0]?.fields).toEqual([
    { field: 'address', exported: '四路4号', here: '四路4号', sheet: '六路6号' },
  ]);
});
