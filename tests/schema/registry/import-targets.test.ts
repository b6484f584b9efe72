import { ImportRefused, ImportRun, RemarkCode, Target } from '../../../schema/registry/index.js';
import {
  expectRun,
  ImportKind,
  ImportMode,
  openRegistryHouse,
  type RegistryHouse,
} from './registry-house.js';

const heading = '企业名称,统一社会信用代码,区划代码,风险等级,登记状态\n';
const three = `${heading}甲虚构公司,9144030071526726XG,440802,A,存续\n乙虚构公司,91440300708461136T,440803,B,存续\n丙虚构店,92610822MA707NAX4Q,zj-edz,C,注销\n`;

let house: RegistryHouse;
beforeEach(async () => {
  house = await openRegistryHouse();
});
afterEach(() => house.close());

function bringIn(file: string | Uint8Array, more = {}) {
  return house.bringIn(ImportKind.ENTITIES, file, more);
}

test('targets are created, then known, then updated', async () => {
  const first = expectRun(await bringIn(three));
  expect(first).toMatchObject({ rowCount: 3, acceptedCount: 3, createdCount: 3, updatedCount: 0 });
  const again = expectRun(await bringIn(three));
  expect(again).toMatchObject({ createdCount: 0, updatedCount: 0, unchangedCount: 3 });
  house.clock.advance({ days: 1 });
  const changed = expectRun(await bringIn(three.replace('甲虚构公司', '甲虚构集团')));
  expect(changed).toMatchObject({ createdCount: 0, updatedCount: 1, unchangedCount: 2 });
  const targets = await house.readAs().em.findAll(Target, { orderBy: { realId: 'asc' } });
  expect(
    targets.map(({ realId, name, subject, status, district }) => [realId, name, subject, status, district]),
  ).toEqual([
    ['uscc:91440300708461136T', '乙虚构公司', 'LEGAL_PERSON', 'ACTIVE', '440803'],
    ['uscc:9144030071526726XG', '甲虚构集团', 'LEGAL_PERSON', 'ACTIVE', '440802'],
    ['uscc:92610822MA707NAX4Q', '丙虚构店', 'INDIVIDUAL_BUSINESS', 'CLOSED', 'zj-edz'],
  ]);
  expect(targets[0]?.importRun).toBe(first.id);
  expect(targets[1]?.importRun).toBe(changed.id);
});

test('all faults are told at once, with place and remedy, and nothing changes', async () => {
  const file = `${heading}甲虚构公司,9144030071526726XG,440802,A,存续\n乙虚构公司,9.1330E+17,440803,B,存续\n,91440300708461136T,449999,C,飞升\n甲虚构公司,9144030071526726XG,440802,A,存续\n`;
  const before = await house.countRows();
  const refused = (await bringIn(file)) as ImportRefused;
  expect(refused).toBeInstanceOf(ImportRefused);
  expect(refused).toMatchObject({ rowCount: 4, rejectedCount: 3 });
  expect(refused.faults.map(({ row, column, code }) => [row, column, code])).toEqual([
    [3, '统一社会信用代码', RemarkCode.SCIENTIFIC_NOTATION],
    [4, '企业名称', RemarkCode.BLANK_FIELD],
    [4, '登记状态', RemarkCode.UNKNOWN_VALUE],
    [5, '统一社会信用代码', RemarkCode.DUPLICATE_ID],
  ]);
  expect(refused.faults.every((fault) => fault.message !== '' && fault.remedy !== undefined)).toBe(true);
  expect(await house.countRows()).toEqual(before);
  expect(await house.readAs().em.count(ImportRun)).toBe(0);
});

test('good rows are taken when asked, and the others reported', async () => {
  const file = `${three}丁虚构公司,914403001922038217,440802,A,存续\n`;
  const run = expectRun(await bringIn(file, { mode: ImportMode.GOOD_ROWS }));
  expect(run).toMatchObject({
    rowCount: 4,
    acceptedCount: 3,
    rejectedCount: 1,
    createdCount: 3,
    faultCount: 1,
  });
  expect(run.faults[0]).toMatchObject({ row: 5, code: RemarkCode.BAD_IDENTIFIER });
  expect((await house.countRows()).target).toBe(3);
});

test('a trial counts as the import would, and changes nothing', async () => {
  expectRun(await bringIn(three));
  const changed = `${three.replace('甲虚构公司', '甲虚构集团')}丁虚构公司,11370323MB2859070U,440802,A,存续\n`;
  const before = await house.readAs().em.findAll(Target, { orderBy: { realId: 'asc' } });
  const trial = expectRun(await bringIn(changed, { dryRun: true }));
  expect(trial).toMatchObject({ dryRun: true, createdCount: 1, updatedCount: 1, unchangedCount: 2 });
  expect(await house.readAs().em.findAll(Target, { orderBy: { realId: 'asc' } })).toEqual(before);
});

test('an unknown division and another department’s row are faults', async () => {
  const file =
    '企业名称,统一社会信用代码,区划代码,管辖单位\n甲,9144030071526726XG,440825,\n乙,91440300708461136T,,湛江市市场监督管理局\n丙,92610822MA707NAX4Q,,霞山虚构所\n丁,11370323MB2859070U,440802,霞山虚构所\n';
  const run = expectRun(await bringIn(file, { mode: ImportMode.GOOD_ROWS }));
  expect(run.faults.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, '区划代码', RemarkCode.UNKNOWN_DIVISION],
    [3, '管辖单位', RemarkCode.OTHER_DEPARTMENT],
    [4, '管辖单位', RemarkCode.UNKNOWN_DEPARTMENT],
  ]);
  expect(run.warnings.filter(({ code }) => code === RemarkCode.UNKNOWN_DEPARTMENT)).toHaveLength(1);
  expect(run.createdCount).toBe(1);
});

test('a licence that names no responsible entity is told of, with the column', async () => {
  const file =
    '企业名称,许可证号,区划代码,对象类型,责任主体标识,登记状态\n虚构许可,L-1,440802,许可,,存续\n虚构许可,L-2,440802,许可,9144030071526726XG,存续\n';
  const run = expectRun(await bringIn(file));
  expect(run.warnings.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, '责任主体标识', RemarkCode.NOBODY_RESPONSIBLE],
  ]);
});
