import { createHash } from 'node:crypto';
import { graphql } from 'graphql';
import { addDays } from '../../../scheduler/calendar/index.js';
import {
  CheckMethod,
  changeItem,
  compareItemLists,
  compareItemVersions,
  endItem,
  enterChecklist,
  enterItem,
  enterResultSystem,
  findCodeMapping,
  holdsThroughout,
  Item,
  ItemKind,
  importChecklist,
  importResultSystem,
  judgeItems,
  lintItems,
  loadResultSystems,
  PointKind,
  publishItemList,
  readItemList,
  saveUpload,
  VisitFinding,
  versionOn,
} from '../../../schema/registry/index.js';
import {
  comparePublicLists,
  listPublicVersions,
  readPublicItemList,
} from '../../../schema/registry/public.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Unit } from '../../../schema/shared/unit.js';
import { buildPortalSchema } from '../../../server/http/portal-schema.js';
import { seededChance } from '../../support/clock.js';
import { expectRefused } from '../../support/unchanged.js';
import { askAs } from './console.js';
import { expectRun, ImportKind, openRegistryHouse, type RegistryHouse } from './registry-house.js';

type Draft = Parameters<typeof enterItem>[1];

let house: RegistryHouse;
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
});
afterAll(() => house.close());

const account = { accountId: '00000000-0000-7000-8000-00000000000a', roles: [Role.REGISTRAR] };
const health = () => ({ ...account, departmentId: house.health.id, scope: [house.health.id] });
const market = () => ({ ...account, departmentId: house.market.id, scope: [house.market.id] });

function act<T>(work: (unit: Unit) => Promise<T>, actor = health()): Promise<T> {
  return house.stepAs(actor)(work);
}

/** An item at which the lint finds nothing but that it has no checklist. */
function draft(code: string, more: Partial<Draft> = {}): Draft {
  return {
    code,
    title: `虚构事项 ${code}`,
    legalBasis: '《公共场所卫生管理条例》第十条',
    kind: ItemKind.GENERAL,
    ratioPpm: 30_000,
    methods: [CheckMethod.ON_SITE],
    requiredSkills: [],
    materials: ['营业执照'],
    resultSystem: 'default',
    validFromOn: '2026-03-02',
    ...more,
  };
}

/** What went through, or the refusal's words. */
function done<T>(value: T): Exclude<T, { messageEn: string }> {
  expect(value).not.toHaveProperty('messageEn');
  return value as Exclude<T, { messageEn: string }>;
}

const enter = (code: string, more?: Partial<Draft>) => act((unit) => enterItem(unit, draft(code, more)));
const change = (code: string, more?: Partial<Draft>) => act((unit) => changeItem(unit, draft(code, more)));

test('a version of an item is never edited: a change and an end are the next versions', async () => {
  done(await enter('A-1'));
  done(await change('A-1', { ratioPpm: 50_000, validFromOn: '2026-04-01' }));
  done(await act((unit) => endItem(unit, 'A-1', '2026-06-30')));
  const versions = await house.readAs().em.find(Item, { code: 'A-1' }, { orderBy: { version: 'asc' } });
  expect(versions.map(({ ratioPpm, validFromOn, validToOn }) => [ratioPpm, validFromOn, validToOn])).toEqual([
    [30_000, '2026-03-02', null],
    [50_000, '2026-04-01', null],
    [50_000, '2026-04-01', '2026-06-30'],
  ]);
  const onDay = (on: string) => versionOn(versions, on)?.version;
  expect(['2026-03-01', '2026-03-31', '2026-04-01', '2026-06-30', '2026-07-01'].map(onDay)).toEqual([
    undefined,
    1,
    3,
    3,
    undefined,
  ]);
});

test('what differs between two versions is told field by field, in words', async () => {
  done(await enter('A-2'));
  done(await change('A-2', { kind: ItemKind.KEY, methods: [CheckMethod.WRITTEN, CheckMethod.ON_SITE] }));
  const differences = await compareItemVersions(house.readAs(health()), house.health.id, 'A-2', 1, 2);
  expect(differences?.map(({ label, before, after }) => [label, before, after])).toEqual([
    ['类别', '一般', '重点'],
    ['检查方式', '实地核查', '实地核查、书面检查'],
  ]);
  expect(await compareItemVersions(house.readAs(), house.health.id, 'A-2', 1, 9)).toBeNull();
});

test.each<[string, string, Partial<Draft>]>([
  ['a floor above its cap', 'ratioFloorPpm', { ratioFloorPpm: 50_000, ratioCapPpm: 40_000, ratioPpm: null }],
  ['a ratio below its floor', 'ratioPpm', { ratioFloorPpm: 50_000 }],
  ['a ratio above its cap', 'ratioPpm', { ratioCapPpm: 20_000 }],
  ['a cap on a key item', 'ratioCapPpm', { kind: ItemKind.KEY, ratioCapPpm: 900_000 }],
  ['an end before the beginning', 'validToOn', { validToOn: '2026-03-01' }],
  ['an unknown checklist', 'checklistCode', { checklistCode: 'NO-SUCH' }],
  ['a version without a checklist', 'checklistCode', { checklistVersion: 1 }],
  ['an unknown system of codes', 'resultSystem', { resultSystem: 'no-such' }],
])('an item with %s is refused', async (_, field, more) => {
  const refusal = await expectRefused(house, 'ItemRuleInvalid', () => enter('A-9', more));
  expect(refusal.field).toBe(field);
});

test('days that are over stay as they were, and a change changes something', async () => {
  done(await enter('A-3', { validFromOn: '2026-01-01' }));
  await expectRefused(house, 'ItemRuleInvalid', () =>
    change('A-3', { ratioPpm: 1, validFromOn: '2026-03-01' }),
  );
  await expectRefused(house, 'ItemRuleInvalid', () => change('A-3'));
  await expectRefused(house, 'ItemRuleInvalid', () => act((unit) => endItem(unit, 'A-3', '2026-03-01')));
  await expectRefused(house, 'ItemExists', () => enter('A-3'));
  await expectRefused(house, 'ItemNotFound', () => change('A-404'));
  await expectRefused(house, 'ItemNotFound', () =>
    act((unit) => endItem(unit, 'A-3', '2026-03-02'), market()),
  );
});

test('in force during a window means on each of its days (compared with counting them, 300 random items)', () => {
  const bytes = seededChance('items in force').bytes(300 * 12);
  const day = (n: number) => addDays('2026-01-01', n % 40);
  for (let trial = 0; trial < 300; trial += 1) {
    const dice = [...bytes.subarray(trial * 12, trial * 12 + 12)] as number[];
    const versions = [0, 1, 2].slice(0, 1 + (dice[0]! % 3)).map((n) => ({
      version: n + 1,
      validFromOn: day(dice[1 + n]!),
      validToOn: dice[4 + n]! % 2 ? day(dice[7 + n]!) : null,
    }));
    const [fromOn = '', toOn = ''] = [day(dice[10]!), day(dice[11]!)].sort();
    const days = Array.from({ length: 40 }, (_, n) => day(n)).filter((one) => one >= fromOn && one <= toOn);
    const expected = days.every((one) => versionOn(versions, one) !== undefined);
    expect({ versions, fromOn, toOn, holds: holdsThroughout(versions, { fromOn, toOn }) }).toEqual({
      versions,
      fromOn,
      toOn,
      holds: expected,
    });
  }
});

describe('a checklist', () => {
  const point = (code: string) => ({ code, text: `检查 ${code}`, isKey: false });
  const list = (points: ReturnType<typeof point>[]) =>
    act((unit) => enterChecklist(unit, { code: 'JC-01', title: '虚构检查表', points }));

  test('is entered as a version, and an item names the newest unless it says otherwise', async () => {
    expect(done(await list([point('1')])).checklist.version).toBe(1);
    expect(done(await list([point('1'), point('2')])).checklist.version).toBe(2);
    const { item } = done(await enter('B-1', { checklistCode: 'JC-01' }));
    expect([item.checklistCode, item.checklistVersion]).toEqual(['JC-01', 2]);
  });

  test('has points with codes of their own, and not too many', async () => {
    await expectRefused(house, 'ChecklistInvalid', () => list([point('1'), point('1')]));
    await expectRefused(house, 'ChecklistInvalid', () => list([]));
    const many = Array.from({ length: 501 }, (_, n) => point(String(n)));
    await expectRefused(house, 'ChecklistInvalid', () => list(many));
    await expectRefused(house, 'ChecklistInvalid', () => list([{ ...point('1'), text: '' }]));
  });

  test.each([
    ['a number without its unit', { kind: PointKind.QUANTITY }],
    ['a choice of one', { kind: PointKind.CHOICE, choices: ['齐全'] }],
    ['a choice with two that are the same', { kind: PointKind.CHOICE, choices: ['有', '有'] }],
    ['a unit where no number is asked for', { unit: 'mg/L' }],
  ])('has no point with %s', async (_, more) => {
    await expectRefused(house, 'ChecklistInvalid', () => list([{ ...point('1'), ...more }]));
  });
});

describe('a system of result codes', () => {
  const { NONE, PROBLEM } = VisitFinding;
  const codes = [
    { code: 'A', text: '合格', finding: NONE, standsFor: '01' },
    { code: 'B1', text: '当场改正', finding: PROBLEM, standsFor: '06' },
    { code: 'B2', text: '限期改正', finding: PROBLEM, standsFor: '06' },
    { code: 'X', text: '另行处理', finding: PROBLEM },
  ];
  const system = (more: object = {}, actor = health()) =>
    act((unit) => enterResultSystem(unit, { code: 'zj-2026', title: '虚构体系', codes, ...more }), actor);

  test('is a department’s own; the default one came with the house', async () => {
    expect(done(await system()).system.version).toBe(1);
    expect(done(await system({ title: '虚构体系（新）' })).system.version).toBe(2);
    await expectRefused(house, 'ResultSystemTaken', () => system({}, market()));
    await expectRefused(house, 'ResultSystemTaken', () => system({ code: 'default' }));
    await expectRefused(house, 'ItemRuleInvalid', () =>
      act((unit) => enterItem(unit, draft('C-1', { resultSystem: 'zj-2026' })), market()),
    );
  });

  test('is mapped into another by what its codes stand for; what has no like is told', async () => {
    const mapping = async (from: string, to: string) =>
      (await findCodeMapping(house.readAs(), from, to))?.map(({ code, toCodes }) => [code, toCodes.join()]);
    expect(await mapping('zj-2026', 'default')).toEqual([
      ['A', '01'],
      ['B1', '06'],
      ['B2', '06'],
      ['X', ''],
    ]);
    const back = Object.fromEntries((await mapping('default', 'zj-2026')) ?? []);
    expect(back).toMatchObject({ '01': 'A', '06': 'B1,B2', '02': '' });
    expect(await mapping('zj-2026', 'no-such')).toBeUndefined();
  });

  test.each([
    ['a code that stands there twice', { codes: [codes[0], codes[0]] }],
    ['no codes', { codes: [] }],
    ['a like that the default system lacks', { codes: [{ ...codes[0], standsFor: '77' }] }],
    ['a code without words', { codes: [{ ...codes[0], text: '' }] }],
  ])('with %s is refused', async (_, more) => {
    await expectRefused(house, 'ResultSystemInvalid', () => system(more));
  });

  async function upload(text: string): Promise<string> {
    const bytes = new TextEncoder().encode(text);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const parts = (async function* () {
      yield bytes;
    })();
    const file = { fileName: 'codes', sha256, size: bytes.length, parts };
    return (done(await act((unit) => saveUpload(unit, file))) as { id: string }).id;
  }

  test.each([
    ['CSV', '代码,含义,性质,对应默认代码\n1,合格,未发现问题,01\n2,不合格,发现问题,\n'],
    [
      'JSON',
      '{"entries":[{"code":1,"text":"合格","finding":"NONE","standsFor":"01"},{"code":"2","text":"不合格","finding":"PROBLEM"}]}',
    ],
  ])('may come as a file of %s', async (kind, text) => {
    const input = { uploadId: await upload(text), code: `from-${kind.toLowerCase()}`, title: '文件体系' };
    const entered = done(await act((unit) => importResultSystem(unit, input))) as unknown as {
      system: { codes: object[] };
    };
    expect(entered.system.codes).toEqual([
      { code: '1', text: '合格', finding: 'NONE', standsFor: '01' },
      { code: '2', text: '不合格', finding: 'PROBLEM' },
    ]);
    // What was entered is forgotten as a file.
    expect(await act((unit) => importResultSystem(unit, input))).toMatchObject({
      __typename: 'UnknownUpload',
    });
  });

  test.each([
    ['an unknown finding', '代码,含义,性质\n1,合格,好\n', 2],
    ['no heading', '甲,乙\n1,2\n', undefined],
    ['broken JSON', '{"entries": [', undefined],
    ['JSON of another shape', '{"codes": 3}', undefined],
  ])('a file with %s is refused and says where', async (_, text, row) => {
    const uploadId = await upload(text);
    const refusal = await expectRefused(house, 'CodeFileInvalid', () =>
      act((unit) => importResultSystem(unit, { uploadId, code: 'x', title: '甲' })),
    );
    expect(refusal.row).toBe(row);
  });

  test('a checklist may come as a file too', async () => {
    const uploadId = await upload(
      '序号,检查内容,是否关键,依据\n1.1,证照齐全,是,《食品安全法》第三十五条\n1.2,卫生,否,\n',
    );
    const entered = done(
      await act((unit) => importChecklist(unit, { uploadId, code: 'JC-F', title: '文件检查表' })),
    ) as unknown as { checklist: { points: object[] } };
    expect(entered.checklist.points).toEqual([
      { code: '1.1', text: '证照齐全', isKey: true, basis: '《食品安全法》第三十五条' },
      { code: '1.2', text: '卫生', isKey: false },
    ]);
  });
});

describe('the published list of a department', () => {
  const publish = (more: object = {}) =>
    act((unit) => publishItemList(unit, { acknowledgeWarnings: true, ...more }), market());
  const marketItem = (code: string, more: Partial<Draft> = {}) =>
    act((unit) => enterItem(unit, draft(code, more)), market());
  const judge = async (codes: string[], fromOn = '2026-03-02', toOn = '2026-03-31') => {
    const reader = house.readAs(market());
    const { versions, unlisted, lapsed } = await judgeItems(reader, house.market.id, codes, { fromOn, toOn });
    return { versions: versions.map(({ code, version }) => `${code}/${version}`), unlisted, lapsed };
  };

  test('is refused with errors, each named with its remedy, and with warnings nobody acknowledged', async () => {
    await expectRefused(house, 'ItemRuleInvalid', () => publish());
    done(await marketItem('S-1', { legalBasis: '相关法律法规' }));
    done(await marketItem('S-2'));
    const faulty = await expectRefused(house, 'ItemListFaulty', () => publish());
    expect(faulty.findings).toMatchObject([
      { itemCode: 'S-1', code: 'NO_LAW_NAMED', severity: 'ERROR', remedy: expect.stringContaining('《') },
      { itemCode: 'S-1', code: 'CATCH_ALL_BASIS' },
    ]);
    done(await act((unit) => changeItem(unit, draft('S-1', { methods: [] })), market()));
    const warned = await expectRefused(house, 'ItemListHasWarnings', () =>
      publish({ acknowledgeWarnings: false }),
    );
    expect(warned.findings).toMatchObject([
      { itemCode: 'S-1', code: 'NO_METHOD' },
      { itemCode: 'S-1', code: 'NO_CHECKLIST' },
      { itemCode: 'S-2', code: 'NO_CHECKLIST' },
    ]);
  });

  test('before one is published every item counts; afterwards only its entries, in the version it names', async () => {
    expect(await judge(['S-1', 'S-2'])).toEqual({ versions: ['S-1/2', 'S-2/1'], unlisted: [], lapsed: [] });
    const { list } = done(await publish({ documentNo: '湛市监〔2026〕1号' }));
    expect(list).toMatchObject({
      version: 1,
      publishedOn: '2026-03-02',
      entries: [{ code: 'S-1' }, { code: 'S-2' }],
    });
    done(await marketItem('S-3'));
    done(await act((unit) => changeItem(unit, draft('S-2', { ratioPpm: 80_000 })), market()));
    expect(await judge(['S-2', 'S-3'])).toEqual({ versions: ['S-2/1'], unlisted: ['S-3'], lapsed: [] });
    done(await publish());
    expect(await judge(['S-2', 'S-3'])).toEqual({ versions: ['S-2/2', 'S-3/1'], unlisted: [], lapsed: [] });
  });

  test('an item that ends within the window does not hold, though the list still names it', async () => {
    done(await act((unit) => endItem(unit, 'S-3', '2026-03-20'), market()));
    expect(await judge(['S-3'])).toMatchObject({ lapsed: ['S-3'] });
    expect(await judge(['S-3'], '2026-03-02', '2026-03-20')).toMatchObject({ versions: ['S-3/1'] });
  });

  test('compared with the version before it: added, ended, changed field by field', async () => {
    done(await act((unit) => endItem(unit, 'S-1', '2026-03-02'), market()));
    house.clock.set('2026-03-03T01:00:00Z');
    const ended = await lintItems(house.readAs(market()), house.market.id);
    expect(ended.findings).toContainEqual(expect.objectContaining({ itemCode: 'S-1', code: 'EXPIRED' }));
    done(await publish());
    const compare = (from: number, to: number) =>
      compareItemLists(house.readAs(market()), house.market.id, from, to);
    const whole = done(await compare(1, 3)) as Exclude<
      Awaited<ReturnType<typeof compare>>,
      { messageEn: string }
    >;
    expect(whole.added.map((item) => item.code)).toEqual(['S-3']);
    expect(whole.ended.map((item) => item.code)).toEqual(['S-1']);
    expect(whole.changed.map(({ after, fields }) => [after.code, fields])).toEqual([
      ['S-2', [{ field: 'ratioPpm', label: '抽查比例', before: '3%', after: '8%' }]],
    ]);
    expect(await compare(1, 9)).toMatchObject({ __typename: 'ItemListNotFound' });
  });

  test('stands as it was: a past version and the one of a past day are read as they were', async () => {
    const read = (which: object) => readItemList(house.readAs(market()), house.market.id, which);
    expect((await read({ version: 1 }))?.items.map(({ code, version }) => `${code}/${version}`)).toEqual([
      'S-1/2',
      'S-2/1',
    ]);
    expect((await read({ on: '2026-03-02' }))?.version).toBe(2);
    expect((await read({}))?.version).toBe(3);
    expect(await read({ on: '2026-03-01' })).toBeNull();
  });

  test('is published today at the earliest, and read by the public from its day on', async () => {
    await expectRefused(house, 'ItemRuleInvalid', () => publish({ publishedOn: '2026-03-02' }));
    done(await publish({ publishedOn: '2026-03-10' }));
    const anonymous = house.readAs({ kind: 'anonymous' }, 'portal');
    expect((await readPublicItemList(anonymous, 'zj-market'))?.version).toBe(3);
    expect(await readPublicItemList(anonymous, 'zj-market', 4)).toBeNull();
    expect(
      (await listPublicVersions(anonymous, 'zj-market')).map((one) => [one.version, one.itemCount]),
    ).toEqual([
      [3, 2],
      [2, 3],
      [1, 2],
    ]);
    await expectRefused(house, 'ItemRuleInvalid', () => publish());
  });

  test('is read through the portal without signing in', async () => {
    const source = `{ itemList(department: "zj-market", version: 1) { version items { code isKey } }
      item(department: "zj-market", code: "S-2") { title articles { law articles } }
      itemLists(department: "zj-market") { version publishedOn }
      compareItemLists(department: "zj-market", from: 1, to: 3) { added { code } changed { code fields { label before after } } } }`;
    const contextValue = house.readAs({ kind: 'anonymous' }, 'portal');
    const { data, errors } = await graphql({ schema: buildPortalSchema(), source, contextValue });
    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      itemList: {
        version: 1,
        items: [
          { code: 'S-1', isKey: false },
          { code: 'S-2', isKey: false },
        ],
      },
      item: { title: '虚构事项 S-2', articles: [{ law: '公共场所卫生管理条例', articles: ['第十条'] }] },
      itemLists: [3, 2, 1].map((version) => ({
        version,
        publishedOn: version > 2 ? '2026-03-03' : '2026-03-02',
      })),
      compareItemLists: {
        added: [{ code: 'S-3' }],
        changed: [{ code: 'S-2', fields: [{ label: '抽查比例', before: '3%', after: '8%' }] }],
      },
    });
  });

  test('tells the public each item with its articles, and nothing that only the house reads', async () => {
    const anonymous = house.readAs({ kind: 'anonymous' }, 'portal');
    const list = await readPublicItemList(anonymous, 'zj-market', 1);
    expect(list).toMatchObject({ departmentName: '湛江市市场监督管理局', documentNo: '湛市监〔2026〕1号' });
    expect(list?.items[1]).toMatchObject({
      code: 'S-2',
      methods: ['实地核查'],
      articles: [{ law: '公共场所卫生管理条例', articles: ['第十条'] }],
    });
    expect(Object.keys(list?.items[1] ?? {})).not.toContain('requiredSkills');
    expect(await comparePublicLists(anonymous, 'zj-market', 1, 2)).toMatchObject({
      added: [{ code: 'S-3' }],
      changed: [{ code: 'S-2' }],
    });
    expect(await readPublicItemList(anonymous, 'zj-health')).toBeNull();
  });
});

test('titles that stand twice, a cap on a key item and a frequency without a ratio are told', async () => {
  const csv =
    '事项编码,抽查事项,抽查依据,事项类型,抽查频次,检查方式\nD-1,同名 事项,《消防法》第五十三条,重点,2,现场检查、书面检查\nD-2,同名事项,《消防法》第五十三条,重点,,\n';
  expectRun(await house.bringIn(ImportKind.ITEMS, csv));
  const { findings } = await lintItems(house.readAs(health()), house.health.id);
  const told = findings
    .filter((one) => one.itemCode.startsWith('D-'))
    .map((one) => `${one.itemCode} ${one.code}`);
  expect(told).toEqual([
    'D-1 FREQUENCY_WITHOUT_RATIO',
    'D-1 NO_CHECKLIST',
    'D-1 DUPLICATE_TITLE',
    'D-2 NO_METHOD',
    'D-2 NO_CHECKLIST',
    'D-2 DUPLICATE_TITLE',
  ]);
  const [item] = await house.readAs().em.find(Item, { code: 'D-1' });
  expect(item?.methods).toEqual([CheckMethod.ON_SITE, CheckMethod.WRITTEN]);
});

test('an import keeps what its file has no column for, and brings an ended item back', async () => {
  const more = { checklistCode: 'JC-01', resultSystem: 'zj-2026', ratioFloorPpm: 10_000, methods: [] };
  done(await enter('F-1', more));
  const csv = (title: string) =>
    `事项编码,抽查事项,抽查依据,抽查比例\nF-1,${title},《公共场所卫生管理条例》第十条,3%\n`;
  expect(expectRun(await house.bringIn(ImportKind.ITEMS, csv('虚构事项 F-1')))).toMatchObject({
    unchangedCount: 1,
  });
  expect(expectRun(await house.bringIn(ImportKind.ITEMS, csv('另名')))).toMatchObject({ updatedCount: 1 });
  const last = async () =>
    (await house.readAs().em.find(Item, { code: 'F-1' }, { orderBy: { version: 'desc' } }))[0];
  expect(await last()).toMatchObject({
    version: 2,
    checklistCode: 'JC-01',
    resultSystem: 'zj-2026',
    ratioFloorPpm: 10_000,
  });
  done(await act((unit) => endItem(unit, 'F-1', house.readAs().today)));
  house.clock.advance({ days: 1 });
  expect(expectRun(await house.bringIn(ImportKind.ITEMS, csv('另名')))).toMatchObject({ updatedCount: 1 });
  expect(await last()).toMatchObject({ version: 4, validToOn: null });
});

test('the console enters an item, tells what is vague in it, and lets registrars alone do so', async () => {
  const source = `mutation ($input: ItemInput!) { enterItem(input: $input) { __typename
    ... on ItemEntered { item { code version methods validFromOn } findings { code severity remedyEn } }
    ... on ConsoleError { code } } }`;
  const input = { ...draft('E-1', { legalBasis: '《消防法》第五十三条等' }) };
  const { data, errors } = await askAs(house, health(), source, { input });
  expect(errors).toBeUndefined();
  expect(data.enterItem).toMatchObject({
    __typename: 'ItemEntered',
    item: { code: 'E-1', version: 1, methods: ['ON_SITE'] },
    findings: [{ code: 'CATCH_ALL_BASIS', severity: 'WARNING' }, { code: 'NO_CHECKLIST' }],
  });
  const planner = { ...health(), roles: [Role.PLAN_OWNER] };
  expect((await askAs(house, planner, source, { input })).errors?.[0]?.extensions).toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('a campaign that passed reads the item it was approved for, though its new department lists the code too', async () => {
  const validFromOn = house.readAs().today;
  const codes = [{ code: 'K', text: '合格', finding: VisitFinding.NONE }];
  done(await act((unit) => enterResultSystem(unit, { code: 'own-system', title: '自有体系', codes })));
  done(await act((unit) => enterItem(unit, draft('BOTH-1', { validFromOn, resultSystem: 'own-system' }))));
  done(await act((unit) => enterItem(unit, draft('BOTH-1', { validFromOn })), market()));
  const window = { fromOn: validFromOn, toOn: addDays(validFromOn, 9) };
  const { versions } = await judgeItems(house.readAs(), house.health.id, ['BOTH-1'], window);
  const systems = await loadResultSystems(house.readAs(), house.market.id, versions);
  expect(systems.map(({ code }) => code)).toEqual(['own-system']);
});
