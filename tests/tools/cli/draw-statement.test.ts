import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settableClock } from '../../support/clock.js';
import { fairdraw, setClock, temporaryFolder } from './command.js';
import { addWitnesses, draw, edit, freeze, keygen, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();
const place = (...names: string[]) => join(home, ...names);
const clock = settableClock();

beforeAll(() => setClock(clock));

/** Freezes a sample, voids it, changes its spreadsheets and freezes again. @returns what the witness signs */
async function attack(name: string, change: (folder: string) => void) {
  const folder = await sampleFolder(home, name);
  // A key of its own: a witness refuses a second log of one authority.
  const key = place(`${name}-w.key`);
  addWitnesses(folder, [{ id: 'w-ji', publicKey: await keygen(key) }]);
  await freeze(folder, place(`${name}-1.key`));
  await draw('void', folder, '--reason', '名单有误');
  change(folder);
  const { json } = await freeze(folder, place(`${name}-2.key`));
  if (!json.ok) throw new Error(JSON.stringify(json));
  const signed = ['anchor', json.handout, '--witness', 'w-ji', '--key', key];
  const shown = await fairdraw(['draw', ...signed, '--out', place(`${name}.json`)]);
  expect(shown).toMatchObject({ exitCode: 0, err: '' });
  const [comparison] = json.statement.comparisons;
  const { against, on, changes, ...counts } = comparison;
  const counted = Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
  const told = changes.map(({ at: _, ...one }: { at: number }) => one);
  return { counted, told, shown: shown.out };
}

const lin = 'cert:样例440802002';
/** The row of one officer. */
const rowOf = (name: string, change: (cells: string[]) => void) => (text: string) =>
  text
    .split('\r\n')
    .map((line) => {
      const cells = line.split(',');
      if (cells[1] === name) change(cells);
      return cells.join(',');
    })
    .join('\r\n');

const officers = (change: (cells: string[]) => void) => (folder: string) =>
  edit(folder, 'officers.csv', rowOf('林芳', change));

const put = (column: number, value: string) => (cells: string[]) => {
  cells[column] = value;
};

test.each<[string, string, (cells: string[]) => void, string]>([
  ['cut', 'certificates', put(8, '2026-01-02'), '证件'],
  ['capacity', 'capacity', put(10, '1'), '承检上限'],
  ['skill', 'skills', put(4, '食品安全'), '资质'],
  ['district', 'districts', put(3, '霞山区'), '执法区域'],
  ['rank', 'rank', put(5, '一级科员'), '职级'],
])('an officer bent the day before is in what the witness reads: %s', async (name, field, change, word) => {
  const { counted, told, shown } = await attack(name, officers(change));
  expect(counted).toEqual({ officersAltered: 1 });
  expect(told).toEqual([{ what: 'officer-altered', id: lin, fields: [field], by: 'officers.csv' }]);
  expect(shown).toContain(`人员改动 officer-altered ${lin}：${word} (officers.csv)`);
});

test('leave, an officer taken off the list, and one put on it', async () => {
  const leave = await attack('leave', officers(put(9, '2026-01-01~2027-12-31')));
  expect(leave.told).toEqual([{ what: 'leave', id: lin, by: 'officers.csv' }]);
  const swapped = await attack('swap', (folder) =>
    edit(folder, 'officers.csv', (text) => text.replace('样例440802008,梁敏', '样例440802099,新人')),
  );
  expect(swapped.counted).toEqual({ officersAdded: 1, officersRemoved: 1 });
  expect(swapped.shown).toMatch(/officers：新增 added 1，移出 removed 1/);
});

/** The credit codes of the sample, in the order of its rows. */
const unitsOf = (folder: string) =>
  readFileSync(join(folder, 'targets.csv'), 'utf8')
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',')[0]!);

test('recusals added in the list and in an officer’s own row, and one struck out', async () => {
  const added = await attack('recusals', (folder) => {
    const [first, second] = unitsOf(folder);
    edit(folder, 'recusals.csv', (text) => `${text}黄强,${first},近亲属,\r\n`);
    const column = (cells: string[]) =>
      cells[1] === '姓名' ? '回避对象' : cells[1] === '周涛' ? `${second}（近亲属）` : '';
    edit(folder, 'officers.csv', (text) =>
      text
        .trimEnd()
        .split('\r\n')
        .map((line) => `${line},${column(line.split(','))}\r\n`)
        .join(''),
    );
  });
  expect(added.counted).toEqual({ recused: 2 });
  expect(added.told).toEqual([
    { what: 'recused', id: expect.stringMatching(/^\S+ cert:样例440802003$/), by: 'recusals.csv' },
    { what: 'recused', id: expect.stringMatching(/^\S+ cert:样例440802005$/), by: 'officers.csv' },
  ]);
  expect(added.shown).toContain('新增 recused 2');
  const struck = await attack('struck', (folder) =>
    edit(folder, 'recusals.csv', (text) => text.replace(/\r\n林芳[^\r]*/, '')),
  );
  expect(struck.told).toEqual([
    { what: 'unrecused', id: expect.stringContaining(` ${lin}`), by: 'recusals.csv' },
  ]);
});

test('a unit’s district and needed skill are told; another stratum and class, too', async () => {
  const { counted, told, shown } = await attack('unit', (folder) =>
    edit(folder, 'targets.csv', (text) =>
      text
        .replace(/(样例餐饮店01号),赤坎区/, '$1,霞山区')
        .replace(/(样例食品销售店02号,霞山区,一般),食品安全/, '$1,药品')
        .replace(/(样例食品销售店05号,赤坎区),高/, '$1,一般'),
    ),
  );
  expect(counted).toEqual({ altered: 2, reclassed: 1 });
  expect(told).toMatchObject([
    { what: 'altered', fields: ['district'], by: 'targets.csv' },
    { what: 'altered', fields: ['skills'], by: 'targets.csv' },
    { what: 'reclassed', by: 'targets.csv' },
  ]);
  expect(shown).toMatch(/对象改动 altered \S+：区划 \(targets.csv\)/);
});

test('a unit moved to another stratum by the column of strata, its class kept', async () => {
  const { told } = await attack('stratum', (folder) =>
    edit(folder, 'targets.csv', (text) =>
      text
        .trimEnd()
        .split('\r\n')
        .map((line, i) => `${line},${i === 0 ? '层' : i === 1 ? 'b' : line.includes(',高,') ? 'a' : 'b'}\r\n`)
        .join(''),
    ),
  );
  expect(told).toMatchObject([{ what: 'reclassed', by: 'targets.csv' }]);
});

test('who is excluded is put down to the file that says so', async () => {
  const { counted, told } = await attack('excluded', (folder) => {
    const [, , third] = unitsOf(folder);
    edit(folder, 'targets.csv', (text) => text.replace(/(店01号,[^\r]*),存续/, '$1,注销'));
    writeFileSync(join(folder, 'excluded.csv'), `对象标识,排除原因\n${third},moved\n`);
  });
  expect(counted).toEqual({ excluded: 2 });
  expect(told).toMatchObject([
    { what: 'excluded', by: 'targets.csv' },
    { what: 'excluded', by: 'excluded.csv' },
  ]);
});

test('what was bent a few days ago shows against the freeze of thirty days ago', async () => {
  const folder = await sampleFolder(home, 'month');
  const officer = (column: number, value: string) => officers(put(column, value))(folder);
  let keys = 0;
  const comparisonsNow = async () => {
    const { json } = await freeze(folder, place(`month-${keys++}.key`));
    if (!json.ok) throw new Error(JSON.stringify(json));
    await draw('void', folder, '--reason', '名单有误');
    return json.statement.comparisons.map(
      ({ against, on, changes }: { against: string; on: string; changes: { fields: string[] }[] }) => ({
        against,
        on,
        fields: changes.flatMap((change) => change.fields),
      }),
    );
  };
  expect(await comparisonsNow()).toEqual([]);
  const first = clock.now().toISOString().slice(0, 10);

  // The day before the month is over: the first freeze is the one before, and not yet thirty days old.
  clock.advance({ days: 29 });
  const second = clock.now().toISOString().slice(0, 10);
  officer(10, '1');
  expect(await comparisonsNow()).toEqual([{ against: 'previous', on: first, fields: ['capacity'] }]);

  // Frozen twice, an officer bent looks like nothing against the freeze before: against the month's he does not.
  clock.advance({ days: 2 });
  officer(5, '一级科员');
  expect(await comparisonsNow()).toEqual([
    { against: 'previous', on: second, fields: ['rank'] },
    { against: '30-days', on: first, fields: ['capacity', 'rank'] },
  ]);
});
