import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settableClock } from '../../support/clock.js';
import { fairdraw, setClock, temporaryFolder } from './command.js';
import { addPublicSources, addWitnesses, draw, edit, freeze, keygen, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();
const place = (...names: string[]) => join(home, ...names);
const key = place('w.key');
let publicKey: string;
let other: string;
beforeAll(async () => {
  setClock(settableClock());
  publicKey = await keygen(key);
  other = await keygen(place('other.key'));
});

/** A folder with two witnesses, frozen. @returns its handout */
async function handoutOf(name: string, change: (folder: string) => void = () => {}, ...words: string[]) {
  const folder = await sampleFolder(home, name);
  addWitnesses(folder, [
    { id: 'w-ji', name: '纪检组', publicKey },
    { id: 'w-si', name: '司法局', publicKey: other },
  ]);
  change(folder);
  const { json } = await freeze(folder, place(`${name}.key`), ...words);
  expect(json.ok).toBe(true);
  return json.handout as string;
}

const show = (handout: string) => fairdraw(['draw', 'anchor', handout, '--key', key, '--show']);

test('the witness reads rates, days, deadline, the other witnesses, the issue of the lottery', async () => {
  const handout = await handoutOf(
    'shown',
    (folder) =>
      addPublicSources(folder, [
        {
          ...{ type: 'number', id: 'lottery', name: '双色球' },
          parts: [{ count: 1, min: 1, max: 6, distinct: false }],
        },
      ]),
    ...['--draw-by', '+3h', '--issue', 'lottery=第2026134期@+1h'],
  );
  const { out } = await show(handout);
  expect(out).toMatch(/层 stratum a: 入库 of 10，抽 draws 30%（进一 up），备选 reserve 2/);
  expect(out).toMatch(/检查时段 window: \d{4}-\d\d-\d\d ~ \d{4}-\d\d-\d\d/);
  expect(out).toMatch(/公开 open\n/);
  expect(out).toMatch(/截止 draw by \d{4}-/);
  expect(out).toContain(`司法局 (w-si) ${other}`);
  expect(out).toMatch(/双色球 \(lottery\) 第2026134期，最早可知 not before \d{4}-/);
  expect(out).toMatch(/2 检查人员 officer，每人最多 capacity 6/);
});

test('the day on which a confidential draw is opened is shown too', async () => {
  const handout = await handoutOf(
    'confidential',
    (folder) =>
      edit(folder, 'rules.json', (text) => text.replace('"mode": "open"', '"mode": "confidential"')),
    ...['--open-by', '+3d'],
  );
  expect((await show(handout)).out).toMatch(/保密 confidential[\s\S]*公开日期 to open by \d{4}-/);
});

test('rules that are not those committed to, or none, are not signed', async () => {
  const handout = await handoutOf('altered');
  const before = readFileSync(key, 'utf8');
  edit(handout, 'rules.json', (text) => text.replace('300000', '10000'));
  expect((await draw('anchor', handout, '--key', key)).json.code).toBe('OTHER_RULES');
  rmSync(join(handout, 'rules.json'));
  expect((await draw('anchor', handout, '--key', key)).json.code).toBe('NO_FILE');
  expect(readFileSync(key, 'utf8')).toBe(before);
});

test('reasons are told in words, and only in words whose code they are', async () => {
  const handout = await handoutOf('words', (folder) => {
    const [, row] = readFileSync(join(folder, 'targets.csv'), 'utf8').split('\r\n');
    writeFileSync(join(folder, 'excluded.csv'), `检查对象,排除原因\r\n${row!.split(',')[0]},迁出本区\r\n`);
  });
  const words = JSON.parse(readFileSync(join(handout, 'words.json'), 'utf8'));
  expect(Object.values(words)).toEqual(['迁出本区']);
  expect((await show(handout)).out).toMatch(/迁出本区（n-[0-9a-f]{12}）: 1/);
  edit(handout, 'words.json', (text) => text.replace('迁出本区', '重复登记'));
  const { exitCode, out } = await show(handout);
  expect(exitCode).toBe(0);
  expect(out).not.toContain('重复登记');
});

test('a filter is one line: it forges no other', async () => {
  const folder = await sampleFolder(home, 'lines');
  edit(folder, 'rules.json', (text) => text.replace('两区在册', '两区\\n  登记 registered 9\\n在册'));
  expect((await freeze(folder, place('lines.key'))).json.code).toBe('FILTER_LINES');
});

test('a draw that is never due is refused', async () => {
  const folder = await sampleFolder(home, 'never');
  const far = await freeze(folder, place('never.key'), '--draw-by', '9999-12-31T23:59');
  expect(far).toMatchObject({ exitCode: 1, json: { code: 'TIME_FAR' } });
});
