import {
  CheckMethod,
  ExportRegister,
  enterItem,
  ImportMode,
  ImportRun,
  ItemKind,
  SheetRefused,
  SheetRowFault,
  SheetRowState,
  Target,
} from '../../../../schema/registry/index.js';
import { expectRun, ImportKind } from '../registry-house.js';
import { type ExportHouse, openExportHouse } from './export-house.js';

const file = `企业名称,统一社会信用代码,区划代码,风险等级,登记状态,住所
"=甲,虚构""公司",9144030071526726XG,440802,A,存续,一路1号
乙虚构公司,91440300708461136T,440803,B,存续,二路2号
丙虚构店,92610822MA707NAX4Q,zj-edz,C,注销,
`;

let house: ExportHouse;
beforeEach(async () => {
  house = await openExportHouse('2026-03-02T02:00:00Z');
  expectRun(await house.bringIn(ImportKind.ENTITIES, file));
  house.clock.advance({ days: 1 });
});
afterEach(() => house.close());

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const bytes = (sheet: string) => Buffer.from(sheet, 'utf8');

/** The sheet as somebody brings it back: lines changed, by number from 0. */
async function edited(change: (lines: string[]) => readonly string[]): Promise<Uint8Array> {
  const { bytes: sheet } = await house.takeOut();
  return bytes(`${change(text(sheet).trimEnd().split('\r\n')).join('\r\n')}\r\n`);
}

test('a sheet that nobody changed comes back the same, whatever stands in its cells', async () => {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const { bytes: sheet } = await house.takeOut({ encoding });
    const { counts, rowCount } = await house.compare(sheet);
    expect({ rowCount, same: counts.SAME }).toEqual({ rowCount: 3, same: 3 });
    const run = expectRun(await house.bringIn(ImportKind.ENTITIES, sheet));
    expect(run).toMatchObject({ rowCount: 3, unchangedCount: 3, faultCount: 0 });
  }
});

test('an item that was entered with codes of methods and a ratio below a thousandth comes back the same', async () => {
  const actor = { departmentId: house.health.id, scope: [house.health.id] };
  const methods = Object.values(CheckMethod);
  const lists = { methods, requiredSkills: ['食品'], materials: ['许可证'] };
  const term = { validFromOn: '2026-01-01', resultSystem: 'default' };
  const [kind, title, legalBasis] = [ItemKind.GENERAL, '检查', '《条例》第一条'];
  const item = { code: 'A-1', title, legalBasis, kind, ratioPpm: 500, ratioFloorPpm: 1, ...lists, ...term };
  expect(await house.stepAs(actor)((unit) => enterItem(unit, item))).not.toHaveProperty('messageEn');
  house.clock.advance({ hours: 1 });
  const { bytes: sheet } = await house.takeOut({ register: ExportRegister.ITEMS });
  expect(text(sheet)).toContain('0.05%');
  const run = expectRun(await house.bringIn(ImportKind.ITEMS, sheet));
  expect(run).toMatchObject({ rowCount: 1, unchangedCount: 1, faultCount: 0 });
});

test('what was changed, added and taken out is told field by field, in whatever order the rows come', async () => {
  const sheet = await edited(([heading = '', ...rows]) => {
    const [second = '', first = ''] = rows;
    const added = first.replace('9144030071526726XG', '11370323MB2859070U').replace(/,[^,]*$/, ',');
    return [heading, added, first.replace('一路1号', '三路3号').replace('存续', '注销'), second];
  });
  const { counts, differences } = await house.compare(sheet);
  expect(counts).toMatchObject({ SAME: 1, CHANGED: 1, NEW: 1, MISSING: 1, CONFLICT: 0, FAULTY: 0 });
  const changed = differences.find(({ state }) => state === SheetRowState.CHANGED);
  expect(changed).toMatchObject({ row: 3, key: 'uscc:9144030071526726XG', name: '=甲,虚构"公司' });
  expect(changed?.fields).toEqual([
    { field: 'status', exported: '存续', here: '存续', sheet: '注销' },
    { field: 'address', exported: '一路1号', here: '一路1号', sheet: '三路3号' },
  ]);
  expect(differences.find(({ state }) => state === SheetRowState.MISSING)?.key).toBe(
    'uscc:92610822MA707NAX4Q',
  );
  const run = expectRun((await house.bringBack(sheet)) as ImportRun);
  expect(run).toMatchObject({ createdCount: 1, updatedCount: 1, faultCount: 0 });
  const targets = await house.readAs().em.findAll(Target, { orderBy: { realId: 'asc' } });
  expect(targets.map(({ status, address }) => [status, address])).toEqual(
    [
      ['CLOSED', '三路3号'],
      ['ACTIVE', '二路2号'],
      ['CLOSED', '三路3号'],
      ['CLOSED', null],
    ].map((row, index) => (index === 0 ? ['ACTIVE', '一路1号'] : row)),
  );
});

test('what both sides changed is a conflict; what one side changed is that side’s', async () => {
  const sheet = await edited((lines) =>
    lines.map((line) => line.replace('一路1号', '甲方改').replace('乙虚构公司', '乙新名')),
  );
  house.clock.advance({ days: 1 });
  const changedHere = file.replace('一路1号', '乙方改').replace('二路2号', '新二路');
  expectRun(await house.bringIn(ImportKind.ENTITIES, changedHere));
  const { counts, differences } = await house.compare(sheet);
  expect(counts).toMatchObject({ CONFLICT: 1, CHANGED: 1, SAME: 1 });
  expect(differences.find(({ state }) => state === SheetRowState.CONFLICT)?.fields).toEqual([
    { field: 'address', exported: '一路1号', here: '乙方改', sheet: '甲方改' },
  ]);
  const refused = await house.bringBack(sheet);
  expect(refused).toBeInstanceOf(SheetRefused);
  const run = expectRun((await house.bringBack(sheet, ImportMode.GOOD_ROWS)) as ImportRun);
  expect(run).toMatchObject({ updatedCount: 1 });
  const second = await house.readAs().em.findOne(Target, { realId: 'uscc:91440300708461136T' });
  expect(second).toMatchObject({ name: '乙新名', address: '新二路' });
  const first = await house.readAs().em.findOne(Target, { realId: 'uscc:9144030071526726XG' });
  expect(first?.address).toBe('乙方改');
});

test('without its hidden column a sheet is compared as any file is', async () => {
  const sheet = await edited((lines) =>
    lines.map((line) => line.replace(/,[^,]*$/, '').replace('二路2号', '四路')),
  );
  const { counts } = await house.compare(sheet);
  expect(counts).toMatchObject({ SAME: 2, CHANGED_WITHOUT_KEY: 1, NEW: 0, MISSING: 0 });
  expect(expectRun((await house.bringBack(sheet)) as ImportRun)).toMatchObject({ updatedCount: 1 });
});

test('forged, foreign and copied keys and exchanged numbers are named, and nothing changes', async () => {
  const items = '事项编码,抽查事项,抽查依据\nA-1,检查,《法》第一条\n';
  expectRun(await house.bringIn(ImportKind.ITEMS, items));
  house.clock.advance({ hours: 1 });
  const other = text((await house.takeOut({ register: ExportRegister.ITEMS })).bytes);
  const foreign = other.trimEnd().split(',').at(-1) ?? '';
  const sheet = await edited(([heading = '', a = '', b = '', c = '']) => [
    heading,
    a.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    b.replace(/,[^,]*$/, `,${foreign}`),
    c,
    c.replace('92610822MA707NAX4Q', '11370323MB2859070U'),
  ]);
  const { counts, differences } = await house.compare(sheet);
  expect(counts.FAULTY).toBe(3);
  expect(differences.flatMap(({ fault }) => fault ?? [])).toEqual([
    SheetRowFault.FORGED_KEY,
    SheetRowFault.FOREIGN_KEY,
    SheetRowFault.DUPLICATED_KEY,
  ]);
  const renumbered = await edited((lines) =>
    lines.map((line) => line.replace('92610822MA707NAX4Q', '11370323MB2859070U')),
  );
  const [difference] = (await house.compare(renumbered)).differences;
  expect(difference?.fault).toBe(SheetRowFault.NUMBER_CHANGED);
  const before = await house.readAs().em.findAll(Target);
  const refused = (await house.bringBack(sheet)) as SheetRefused;
  expect(refused).toBeInstanceOf(SheetRefused);
  expect(refused.message).toMatch(/3 行错误/);
  expect(await house.readAs().em.findAll(Target)).toEqual(before);
});

test('an export of a past day shows that day, and an export is written down before it leaves and after', async () => {
  expectRun(await house.bringIn(ImportKind.ENTITIES, file.replace('一路1号', '新址')));
  house.clock.advance({ days: 1 });
  const past = await house.takeOut({ asOf: '2026-03-02' });
  expect(text(past.bytes)).toContain('一路1号');
  const now = await house.takeOut();
  expect(text(now.bytes)).toContain('新址');
  expect(now.outcome).toMatchObject({ rowCount: 3, isWhole: true });
  const events = await house
    .readAs()
    .em.execute<{ kind: string; data: object }[]>(
      `select kind, data from audit_event where kind like 'registry.export%' order by id`,
    );
  const kinds = events.map(({ kind }) => kind).sort();
  expect(kinds).toEqual([...Array(2).fill('registry.export-begun'), ...Array(2).fill('registry.exported')]);
  expect(events.map(({ data }) => data)).toContainEqual({ ...now.outcome });
});

test('who does not keep the register gets neither keys nor leave', async () => {
  expectRun(
    await house.bringIn(
      ImportKind.INSPECTORS,
      '姓名,执法证号,有效期,请休假,回避对象\n张三,粤G0001,长期,2026-03-04,9144030071526726XG（近亲属）\n',
    ),
  );
  house.clock.advance({ hours: 1 });
  const register = ExportRegister.INSPECTORS;
  const supervisor = { ...house.registrar, roles: ['SUPERVISION' as never] };
  const seen = text((await house.takeOut({ register }, supervisor)).bytes);
  expect(seen).toContain('张三');
  expect(seen).not.toMatch(/行密钥|2026-03-04|9144030071526726XG/);
  const kept = text((await house.takeOut({ register })).bytes);
  expect(kept).toMatch(/行密钥/);
  expect(kept).toMatch(/2026-03-04/);
  expect(kept).not.toMatch(/9144030071526726XG/);
  expect((await house.compare(bytes(kept), register)).counts.SAME).toBe(1);
});
