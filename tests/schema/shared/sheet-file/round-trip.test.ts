import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { idBelow } from '../../../../schema/shared/identifiers/index.js';
import { plainText } from '../../../../schema/shared/plain-text/index.js';
import {
  csvFile,
  encodeGb18030,
  jsonLinesFile,
  type SheetColumn,
  workbookFile,
} from '../../../../schema/shared/sheet-file/index.js';
import { withPlainBlanks } from '../../../../schema/shared/table-file/cell-blanks.js';
import {
  type EntityRow,
  entityCells,
  guarded,
  type InspectorRow,
  type ItemRow,
  importRows,
  inspectorCells,
  itemCells,
  PRESETS,
  type RowCells,
  type RowOfKind,
  type SpecialPoolRow,
  specialPoolCells,
  unguarded,
} from '../../../../schema/shared/table-file/index.js';

/** Texts as they are met, and worse. */
const nasty = fc.oneof(
  fc.constantFrom(
    ...[
      '=1+1',
      "'=1",
      "''@x",
      '+86 759',
      '-5',
      '-5.50',
      '@cmd',
      "'",
      "O'Neill",
      '"',
      'a"b,c',
      '＝SUM(A1)',
      "'＋1",
    ],
    ...[
      '007',
      '440802197001010011',
      '9.1330E+17',
      '２０２６',
      '𠮷野家',
      '🍜面馆',
      'a;b',
      '1e5',
      'true',
      'NULL',
      '<b>&amp;',
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'=+-@\'"，,；、|\t湛江 1') as fc.Arbitrary<string>, maxLength: 6 }),
);

/** As the register holds texts: through the gate, with plain blanks, not blank. */
const text = nasty.map((raw) => {
  const clean = plainText(withPlainBlanks(raw));
  return 'value' in clean && clean.value.trim() !== '' ? clean.value.trim() : '甲';
});
const word = text.map((raw) => raw.replace(/[；;、|]/g, '').trim() || '乙');
const words = fc.uniqueArray(word, { maxLength: 3 });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const day = fc
  .integer({ min: 0, max: 40_000 })
  .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));

/** To a billionth of a degree: the smallest are written with an exponent by nature. */
const degrees = (limit: number) =>
  fc
    .oneof(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -limit * 1e9, max: limit * 1e9 }))
    .map((n) => n / 1e9);

const ids = [
  'uscc:9144030071526726XG',
  'regno:440800000012349',
  'licence:JY1',
  'licence:%2F%25A',
  'foreign:X-1',
];
const identity = fc.constantFrom(
  { id: ids[0], identifiers: ['orgcode:71526726X', 'licence:JY1'] },
  { id: 'licence:JY1', identifiers: ['foreign:X-1'] },
  { id: `np:${'0a'.repeat(32)}`, identifiers: [] },
  { id: idBelow('uscc:9144030071526726XG', 'A/1'), identifiers: ['licence:JY1'], responsibleId: ids[0] },
) as fc.Arbitrary<Pick<EntityRow, 'id' | 'identifiers' | 'responsibleId'>>;

const entity: fc.Arbitrary<EntityRow> = fc
  .record({
    identity,
    name: text,
    formerNames: words,
    stage: maybe(text),
    district: maybe(text),
    departmentName: text,
    registrar: maybe(text),
    trade: maybe(text),
    riskSystem: maybe(text),
    riskClass: maybe(fc.constantFrom('A', '高', '=1')),
    weight: fc.integer({ min: 1, max: 1_000_000 }),
    status: fc.constantFrom('active', 'suspended', 'revoked', 'closed', 'moved'),
    statusOn: maybe(day),
    establishedOn: maybe(day),
    address: maybe(text),
    position: maybe(fc.tuple(degrees(180), degrees(90))),
    datum: maybe(fc.constantFrom('WGS84', 'GCJ02', 'BD09')),
    skills: words,
    tags: words,
  })
  .map(({ identity, position, datum, ...rest }) => {
    const scheme = identity.id.slice(0, identity.id.indexOf(':'));
    return {
      ...rest,
      ...identity,
      idScheme: scheme,
      idValue: identity.id.slice(scheme.length + 1),
      kind: identity.responsibleId ? 'premises' : 'other',
      divisionCode: '440802',
      tradeCodes: ['F5213', 'H'],
      longitude: position?.[0],
      latitude: position?.[1],
      datum: position && datum,
    } as EntityRow;
  });

async function gather(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function tableOf(kind: keyof RowOfKind, rows: readonly RowCells[]) {
  const fields = Object.keys(PRESETS[kind]);
  const columns: SheetColumn[] = fields.map((field) => ({
    heading: PRESETS[kind][field]?.[0] ?? '',
    width: 12,
  }));
  async function* pages() {
    yield rows.map((cells) => fields.map((field) => cells[field] ?? ''));
  }
  return { columns, pages, fields };
}

async function readBack(kind: keyof RowOfKind, file: Uint8Array): Promise<unknown[]> {
  const outcomes: unknown[] = [];
  for await (const outcome of (await importRows(file, kind)).rows()) {
    outcomes.push('value' in outcome ? outcome.value : outcome.faults);
  }
  return outcomes;
}

const notes = () => ({ visible: ['企业名称：说明', '行数 rows：1'], hidden: ['x'] });

/** JSON has neither `undefined` nor −0, and so has no register. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

test('what is written as CSV in either encoding or as JSON Lines is read back exactly', async () => {
  await fc.assert(
    fc.asyncProperty(entity, fc.constantFrom('utf-8', 'gb18030', 'jsonl'), async (row, form) => {
      const { columns, pages } = tableOf('entities', [entityCells(row)]);
      const bytes =
        form === 'jsonl' ? jsonLinesFile(columns, pages()) : csvFile(columns, pages(), form as 'utf-8');
      const file = await gather(bytes);
      const [back] = await readBack('entities', file);
      expect(plain({ ...(back as EntityRow), idValue: '' })).toEqual(plain({ ...row, idValue: '' }));
    }),
    { numRuns: 150 },
  );
});

test('a workbook shows every cell as the text it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { maxLength: 5 }),
      async (rows) => {
        const columns = [
          { heading: '甲', width: 10 },
          { heading: '乙', width: 10, isHidden: true },
        ];
        async function* pages() {
          yield rows;
        }
        const book = await readXlsx(await gather(workbookFile('名单', columns, pages(), notes)));
        expect(book.sheets.map(({ name }) => name)).toEqual(['名单', '说明', '_fairdraw']);
        const shown = book.sheets[0]?.rows.slice(1).map((cells) => cells.map((cell) => String(cell ?? '')));
        expect(shown).toEqual(rows);
      },
    ),
    { numRuns: 60 },
  );
});

test('JSON Lines carry every heading in every line', async () => {
  const { columns, pages } = tableOf('items', [{ code: 'A', title: '=1' }, {}]);
  const lines = Buffer.from(await gather(jsonLinesFile(columns, pages())))
    .toString()
    .trim()
    .split('\n');
  const [first, second] = lines.map((line) => JSON.parse(line));
  expect(first).toMatchObject({ 事项编码: 'A', 抽查事项: '=1', 抽查频次: '' });
  expect(Object.keys(second)).toEqual(columns.map(({ heading }) => heading));
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', '-1'],
  ['-110.25', '-110.25'],
  ['-1+1', "'-1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ['＝1', "'＝1"],
  ["'=1", "''=1"],
  ["'甲", "'甲"],
  ["'5", "''5"],
  ["''甲", "'''甲"],
  ['甲=乙', '甲=乙'],
  ['', ''],
])('no spreadsheet calculates %j: it stands as %j', (value, cell) => {
  expect(guarded(value)).toBe(cell);
  expect(unguarded(cell)).toBe(value);
});

test('guarding is undone exactly, whatever the text', () => {
  fc.assert(fc.property(nasty, (value) => unguarded(guarded(value)) === value));
});

test('GB18030 is read back by the decoder, beyond the first plane too', () => {
  fc.assert(
    fc.property(
      text,
      (value) => new TextDecoder('gb18030', { fatal: true }).decode(encodeGb18030(value)) === value,
    ),
  );
  const firstPlane = Array.from({ length: 0xd7ff - 0xa0 }, (_, index) =>
    String.fromCharCode(0xa0 + index),
  ).join('');
  expect(new TextDecoder('gb18030').decode(encodeGb18030(firstPlane))).toBe(firstPlane);
});

test('officers, items and memberships come back as they were', async () => {
  const inspector = {
    id: 'cert:粤G001',
    idScheme: 'cert',
    idValue: '粤G001',
    name: "=HYPERLINK('x')",
    workNo: '007',
    certificates: [
      { number: '粤G001', kind: '行政执法证', scope: '食品、药品', validToOn: '9999-12-31', status: 'valid' },
      {
        number: '粤G002',
        kind: '行政执法证',
        issuer: '省厅',
        validFromOn: '2024-01-01',
        validToOn: '2027-12-31',
        status: 'suspended',
      },
    ],
    departmentName: '湛江市卫生健康局',
    divisions: ['440802', '440803'],
    skills: ['食品'],
    position: '所长',
    rank: 3,
    capacity: 0,
    isExpert: false,
    expertFields: [],
    isInPool: true,
    status: 'active',
    leave: [
      { fromOn: '2026-03-02', toOn: '2026-03-06', kind: 'training' },
      { fromOn: '2026-05-11', toOn: '2026-05-11', kind: 'leave' },
    ],
    recusals: [],
  } as InspectorRow;
  const item = {
    code: 'SP-01',
    title: '-食品',
    legalBasis: '《食品安全法》第一百一十条',
    kind: 'key',
    ratioPermille: 0.5,
    floorPermille: 0.001,
    capPermille: 1_000,
    frequency: 2,
    skills: ['食品'],
    materials: ['许可证'],
    checklistCode: 'C1',
    checklistVersion: 2,
    resultSystem: 'default',
    validFromOn: '2026-01-01',
  } as ItemRow;
  const member = {
    id: 'licence:JY1%2F2',
    idScheme: 'licence',
    idValue: 'JY1/2',
    poolName: '@专项',
    labels: ['食品'],
    licenceNo: 'JY1',
    validToOn: '9999-12-31',
    skills: ['食品'],
    needsExpert: false,
  } as SpecialPoolRow;
  const tables = [
    ['inspectors', inspectorCells(inspector), inspector],
    ['items', itemCells(item), item],
    ['specialPools', specialPoolCells(member), member],
  ] as const;
  for (const [kind, cells, row] of tables) {
    const { columns, pages } = tableOf(kind, [cells]);
    expect(plain(await readBack(kind, await gather(csvFile(columns, pages()))))).toEqual([plain(row)]);
  }
});
