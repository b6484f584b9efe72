import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../server/platform/cluster-template.js';
import { settableClock } from '../../support/clock.js';
import { setClock, temporaryFolder } from './command.js';
import { draw, freeze, sampleFolder } from './draw-folder.js';
import { type WorkbookCell, workbook } from './workbook.js';

const home = temporaryFolder();
let count = 0;
beforeAll(() => setClock(settableClock()));

/** Rows of a CSV file of the sample. */
function rowsOf(folder: string, name: string): string[][] {
  const text = readFileSync(join(folder, name), 'utf8').replace(/^\ufeff/, '');
  return text
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
}

/** Days since the one from which a spreadsheet program counts. */
function serial(day: string, from = '1899-12-30'): string {
  return String((Date.parse(day) - Date.parse(from)) / 86_400_000);
}

/** Freezes the sample with these officers. @returns the records frozen, by certificate */
async function frozenOfficers(name: string, book: Buffer) {
  const folder = await sampleFolder(home, name);
  const path = join(home, `${name}.xlsx`);
  writeFileSync(path, book);
  const { json } = await freeze(folder, join(home, `${name}.key`), '--inspectors', path);
  return json.ok ? recordsOf(json) : json;
}

function recordsOf({ bundle }: { bundle: string }): { certificates: object[] }[] {
  const lines = readFileSync(join(bundle, 'inspectors.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

const header = [
  '执法证号',
  '姓名',
  '执法区域',
  '岗位资质资格',
  '有效期起',
  '有效期至',
  '承检上限',
  '人员状态',
];

/** The second stands in the recusals of the sample. */
const NAMES = ['陈明', '林芳', '黄强', '吴静'];

function officer(i: number, from: WorkbookCell, to: WorkbookCell): WorkbookCell[] {
  return [{ number: `44080200100${i}` }, NAMES[i]!, '', '食品安全、药品', from, to, { number: '6' }, '在岗'];
}

test('texts in a workbook do as well as CSV', async () => {
  const folder = await sampleFolder(home, 'texts');
  const path = join(home, '人员.xlsx');
  writeFileSync(path, workbook(rowsOf(folder, 'officers.csv')));
  const fromBook = await draw('preview', folder, '--seeds', '1', '--inspectors', path);
  const fromCsv = await draw('preview', folder, '--seeds', '1');
  expect(fromBook.json).toEqual(fromCsv.json);
});

test('what is no workbook is said so', async () => {
  const folder = await sampleFolder(home, 'broken');
  mkdirSync(join(home, 'other'));
  const broken = join(home, 'other', 'officers.xlsx');
  writeFileSync(broken, 'PK\u0003\u0004 but no workbook');
  const refused = await draw('preview', folder, '--inspectors', broken);
  expect(refused.json).toMatchObject({ code: 'SHEETS_REFUSED', faults: [{ file: 'officers.xlsx' }] });
});

/** Freezes the sample with these officers on a machine of another zone: only a process of its own lives there. */
async function frozenInZone(zone: string, book: Buffer) {
  const name = `zone-${++count}`;
  const folder = await sampleFolder(home, name);
  const path = join(home, `${name}.xlsx`);
  writeFileSync(path, book);
  const keys = join(home, `${name}.key`);
  const words = ['draw', 'freeze', folder, '--no-passphrase', '--keys', keys, '--inspectors', path, '--json'];
  const { stdout } = spawnSync(process.execPath, [join(projectRoot(), 'bin', 'fairdraw.mjs'), ...words], {
    encoding: 'utf8',
    env: { ...process.env, TZ: zone },
  });
  return JSON.parse(stdout);
}

test.each(['Asia/Shanghai', 'America/New_York'])(
  'dates are days of the calendar whatever the zone of the machine: %s',
  async (zone) => {
    const [from, to] = ['2024-02-29', '2027-12-31'];
    const rows = (['date', 'chinese-date', 'own-date', 'date-time'] as const).map((format, i) =>
      officer(i, { number: serial(from), format }, { number: serial(to), format, cached: i === 0 }),
    );
    const json = await frozenInZone(zone, workbook([header, ...rows]));
    expect(recordsOf(json).map(({ certificates }) => certificates)).toEqual(
      [0, 1, 2, 3].map((i) => [{ kind: 'certificate', number: `44080200100${i}`, from, to }]),
    );
  },
);

test.each(['2024-02-29', '2024-02-29T00:00:00'])('a date stored as text is its own day: %s', async (iso) => {
  const to = '2027-12-31';
  const book = workbook([header, officer(0, { iso }, to), officer(1, { iso }, to)]);
  expect(recordsOf(await frozenInZone('America/New_York', book))).toMatchObject([
    { certificates: [{ from: '2024-02-29', to }] },
    { certificates: [{ from: '2024-02-29', to }] },
  ]);
});

test('a time of day does not move the day; a workbook may count from 1904', async () => {
  const [from, to] = ['2024-02-29', '2027-12-31'];
  const late = { number: `${serial(from)}.96`, format: 'date-time' } as const;
  const rows = [officer(0, late, to), officer(1, from, { number: `${serial(to)}.5`, format: 'date' })];
  const found = await frozenOfficers('times', workbook([header, ...rows]));
  expect(found).toMatchObject([{ certificates: [{ from, to }] }, { certificates: [{ from, to }] }]);
  const mac = (day: string) => ({ number: serial(day, '1904-01-01'), format: 'date' }) as const;
  const rows1904 = [officer(0, mac(from), mac(to)), officer(1, mac(from), mac(to))];
  const book = workbook([header, ...rows1904], { epoch1904: true });
  expect(await frozenOfficers('1904', book)).toMatchObject([
    { certificates: [{ from, to }] },
    { certificates: [{ from, to }] },
  ]);
});

test('a number that is not marked as a date is counted as the workbook counts', async () => {
  const [from, to] = ['2024-02-29', '2027-12-31'];
  const certificates = [{ from, to }];
  const rows = [officer(0, from, { number: serial(to) }), officer(1, from, to)];
  expect(await frozenOfficers('serial', workbook([header, ...rows]))).toMatchObject([
    { certificates },
    { certificates },
  ]);
  const mac = [officer(0, from, { number: serial(to, '1904-01-01') }), officer(1, from, to)];
  const book = workbook([header, ...mac], { epoch1904: true });
  expect(await frozenOfficers('serial-1904', book)).toMatchObject([{ certificates }, { certificates }]);
});

describe('numbers', () => {
  const columns = ['注册号', '企业名称', '区划', '风险等级'];

  /** The ids of the pools of a draw over these numbers. */
  async function ids(name: string, numbers: readonly WorkbookCell[], district: WorkbookCell) {
    const folder = await sampleFolder(home, name);
    const path = join(home, `${name}-targets.xlsx`);
    const rows = numbers.map((number, i) => [number, `企业${i}`, district, '高']);
    writeFileSync(path, workbook([columns, ...rows]));
    const officers = join(home, `${name}-officers.xlsx`);
    const inspectors = [0, 1].map((i) => officer(i, '2020-01-01', '2030-01-01'));
    writeFileSync(officers, workbook([header, ...inspectors]));
    const sheets = ['--targets', path, '--inspectors', officers, '--recusals', join(home, 'none.csv')];
    writeFileSync(join(home, 'none.csv'), '人员,回避对象\r\n');
    const { json } = await freeze(folder, join(home, `${name}.key`), ...sheets);
    if (!json.ok) return json;
    const lines = readFileSync(join(json.bundle, 'pool', 'a.jsonl'), 'utf8')
      .trim()
      .split('\n');
    return lines.map((line) => JSON.parse(line));
  }

  test('a code of a place is the text of its digits; 15 digits are kept whole, however they are stored', async () => {
    const written = [
      { number: '440802000000017' },
      { number: '4.40802000000025E14' },
      { number: '4.40802000000033E+14' },
    ];
    const found = await ids('digits', written, { number: '440802' });
    expect(found).toMatchObject([
      { id: 'regno:440802000000017', district: '440802' },
      { id: 'regno:440802000000025', district: '440802' },
      { id: 'regno:440802000000033', district: '440802' },
    ]);
  });

  test('a number that lost its last digits in a figure is refused, never rounded', async () => {
    const json = await ids('lost', [{ number: '4.4080200000000001E+17' }], '赤坎区');
    expect(json.faults).toMatchObject([{ row: 2, code: expect.stringMatching(/IDENTIFIER|SCIENTIFIC/) }]);
  });
});
