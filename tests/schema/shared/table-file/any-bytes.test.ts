import fc from 'fast-check';
import { TableFileError } from '../../../../schema/shared/table-file/index.js';
import { numberCell, workbookFile } from '../../../support/workbook-file.js';
import { bytes, imported, OTHER_CODE, VALID_CODE } from './table-samples.js';

const LINES = [
  ['企业名称', '统一社会信用代码', '管辖单位', '成立日期'],
  ['演示甲店', VALID_CODE, '所', '2024-01-05'],
  ['演示"乙"店', OTHER_CODE, '所', '2024年1月5日'],
];
const CSV = LINES.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join(
  '\r\n',
);
const [HEADING = [], ...ROWS] = LINES;
const JSON_LINES = ROWS.map((cells) =>
  JSON.stringify(Object.fromEntries(HEADING.map((heading, at) => [heading, cells[at]]))),
).join('\n');
const WORKBOOK = workbookFile(
  [
    {
      rows: [...LINES, ['演示丙店', numberCell('9.1330E+17'), '所', numberCell('45000', 1)]],
      merges: ['C2:C3'],
    },
  ],
  { strings: ['演示'] },
);

/** Rows, or a refusal by name; whatever else is thrown fails the test. */
async function isUnderstood(file: Uint8Array): Promise<boolean> {
  try {
    await imported(file, 'entities');
  } catch (error) {
    if (!(error instanceof TableFileError)) throw error;
    expect(error.zh).not.toBe('');
  }
  return true;
}

const damage = fc.oneof(
  fc.record({ kind: fc.constant('cut'), at: fc.nat(), value: fc.nat() }),
  fc.record({ kind: fc.constant('flip'), at: fc.nat(), value: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('repeat'), at: fc.nat(), value: fc.nat({ max: 64 }) }),
);

function damaged(
  file: Uint8Array,
  { kind, at, value }: { kind: string; at: number; value: number },
): Uint8Array {
  const place = at % Math.max(1, file.length);
  if (kind === 'cut') return file.subarray(0, place);
  if (kind === 'repeat') return Buffer.concat([file.subarray(0, place + value), file.subarray(place)]);
  const copy = Uint8Array.from(file);
  copy[place] = (copy[place] ?? 0) ^ value;
  return copy;
}

test.each<[string, Uint8Array]>([
  ['a workbook', WORKBOOK],
  ['a CSV', bytes(CSV)],
  ['a CSV in GB18030', bytes(CSV, 'gb18030')],
  ['JSON Lines', bytes(JSON_LINES)],
])('%s cut off, with bits turned or pieces doubled: rows or a refusal by name', async (_what, file) => {
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) =>
      isUnderstood(damages.reduce(damaged, file)),
    ),
    { numRuns: 150 },
  );
});

test('any bytes, also behind the marks by which formats are known', async () => {
  const marks = [
    '',
    'PK\u0003\u0004',
    'PK\u0005\u0006',
    '{',
    '[{',
    '<',
    '\u00d0\u00cf\u0011\u00e0',
    '\u00ff\u00fe',
    '\u00fe\u00ff',
    '\u00ef\u00bb\u00bf',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...marks), fc.uint8Array({ maxLength: 400 }), (mark, rest) =>
      isUnderstood(Buffer.concat([Buffer.from(mark, 'latin1'), rest])),
    ),
    { numRuns: 300 },
  );
});
