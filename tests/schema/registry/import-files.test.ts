import iconv from 'iconv-lite';
import { FileFault } from '../../../schema/registry/import/import.errors.js';
import { FileUnreadable, holdPools, PoolInUse, Target, takePools } from '../../../schema/registry/index.js';
import { workbookFile } from '../../support/workbook-file.js';
import { expectRun, ImportKind, openRegistryHouse, type RegistryHouse } from './registry-house.js';

const text = '企业名称,统一社会信用代码,区划代码,登记状态\n赤坎虚构餐饮店,9144030071526726XG,440802,存续\n';

let house: RegistryHouse;
beforeEach(async () => {
  house = await openRegistryHouse();
});
afterEach(() => house.close());

async function expectUnreadable(file: string | Uint8Array, fault: FileFault, more = {}) {
  const before = await house.countRows();
  const refused = (await house.bringIn(ImportKind.ENTITIES, file, more)) as FileUnreadable;
  expect(refused).toBeInstanceOf(FileUnreadable);
  expect(refused).toMatchObject({ fault, message: expect.stringMatching(/[\u4e00-\u9fff]/) });
  expect(await house.countRows()).toEqual(before);
}

test('a file in GB18030 is found out and converted', async () => {
  const run = expectRun(await house.bringIn(ImportKind.ENTITIES, iconv.encode(text, 'gb18030')));
  expect(run.encoding).toContain('GB18030');
  expect(await house.readAs().em.findOneOrFail(Target, { realId: 'uscc:9144030071526726XG' })).toMatchObject({
    name: '赤坎虚构餐饮店',
  });
});

const cells = text.split('\n').map((line) => line.split(','));

test.each([
  [
    'a workbook',
    workbookFile([{ rows: [['名录'], ['示例：不导入'], ...cells.slice(0, 2), [], ['注：此行不是数据']] }]),
  ],
  [
    'JSON Lines',
    JSON.stringify(Object.fromEntries((cells[0] ?? []).map((key, at) => [key, cells[1]?.[at]]))),
  ],
])('%s is imported like a CSV; what was passed over is told', async (what, file) => {
  const run = expectRun(await house.bringIn(ImportKind.ENTITIES, file));
  expect(run).toMatchObject({ rowCount: 1, createdCount: 1 });
  expect(run.warnings.map(({ row, code }) => `${row} ${code}`)).toEqual(
    what === 'a workbook' ? ['6 ROW_SKIPPED'] : [],
  );
});

test('a broken file is refused by name', async () => {
  const broken = Buffer.concat([Buffer.from(text), Buffer.from([0xe8, 0xb5, 0x0a])]);
  await expectUnreadable(broken, FileFault.BROKEN_ENCODING);
});

test.each([
  ['an empty file', '', FileFault.EMPTY_FILE],
  ['a PDF', '%PDF-1.7', FileFault.NOT_A_TEXT_FILE],
  ['half a workbook', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]), FileFault.BROKEN_WORKBOOK],
  [
    'a workbook with macros',
    workbookFile([{ rows: [['企业名称']] }], { files: [{ name: 'xl/vbaProject.bin', content: '' }] }),
    FileFault.MACRO_WORKBOOK,
  ],
  ['headings that nobody knows', 'a,b\n1,2\n', FileFault.HEADING_NOT_FOUND],
  ['a column that is missing', '企业名称,登记状态\n甲,存续\n', FileFault.MISSING_COLUMN],
])('%s is refused by name', (_what, file, fault) => expectUnreadable(file, fault));

test('a mapping that is none is refused by name', () =>
  expectUnreadable(text, FileFault.INVALID_MAPPING, { mapping: '{"fairdraw":"map/1"' }));

test('a file that breaks in its middle leaves nothing of its beginning', async () => {
  const rows = Array.from({ length: 1_500 }, (_, n) => `虚构${n},L${n},440802,存续\n`).join('');
  const file = `企业名称,许可证号,区划代码,登记状态\n${rows}"没有结束的引号,L9999,440802,存续\n`;
  await expectUnreadable(file, FileFault.BROKEN_QUOTES);
});

test('a second import into the same pool is refused while the first is under way', async () => {
  // The embedded database has one session, which never waits for itself.
  if (house.database.kind === 'embedded') return;
  await house.stepAs()(async (unit) => {
    await takePools(unit, house.health.id);
    const second = await house.bringIn(ImportKind.ENTITIES, text);
    expect(second).toBeInstanceOf(PoolInUse);
    expect(second).toMatchObject({ holder: 'IMPORT', since: expect.any(Date) });
    // A freeze is told so too, once it has waited.
    const impatient = { ...house.readAs(), installation: { training: false, poolWaitSeconds: 0 } };
    expect(await holdPools(impatient, house.health.id)).toBe(false);
  });
});
