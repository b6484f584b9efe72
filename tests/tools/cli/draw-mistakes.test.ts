import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fairdraw, temporaryFolder } from './command.js';
import { addWitnesses, draw, edit, freeze, keygen, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();
const drawn = join(home, 'drawn');
let count = 0;

const fresh = () => sampleFolder(home, `folder-${++count}`);
const newKeys = () => join(home, `keys-${++count}`);

/** A copy of the bundle of a finished draw, changed in one file. */
function bundleWith(name: string, change: (text: string) => string): string {
  const folder = join(home, `bundle-${++count}`);
  cpSync(join(drawn, 'draws', 'sample-1'), folder, { recursive: true });
  edit(folder, name, change);
  return folder;
}

beforeAll(async () => {
  await sampleFolder(home, 'drawn');
  const keys = newKeys();
  await freeze(drawn, keys);
  await draw('run', drawn, '--keys', keys);
});

describe('in a spreadsheet: code, row, column, remedy, and nothing written', () => {
  const cases: [string, string, (text: string) => string, { code: string; column?: string }][] = [
    [
      'an unknown stratum',
      'targets.csv',
      (t) => t.replace(',高,', ',极高,'),
      { code: 'STRATA_DIFFER', column: '风险等级' },
    ],
    [
      'a duplicate id',
      'targets.csv',
      (t) => `${t}${t.split('\r\n')[1]}\r\n`,
      { code: 'DUPLICATE_ID', column: '统一社会信用代码' },
    ],
    [
      'a capacity of zero',
      'officers.csv',
      (t) => t.replace(/,6\r\n/, ',0\r\n'),
      { code: 'BAD_NUMBER', column: '承检上限' },
    ],
    [
      'a capacity that is a fraction',
      'officers.csv',
      (t) => t.replace(/,6\r\n/, ',2.5\r\n'),
      { code: 'BAD_NUMBER' },
    ],
    [
      'a district without officers',
      'targets.csv',
      (t) => t.replace(',赤坎区,', ',麻章区,'),
      { code: 'DISTRICT_WITHOUT_OFFICERS', column: '区划' },
    ],
    [
      'a number with a wrong check character',
      'targets.csv',
      (t) => t.replace('91440802MA', '91440802MB'),
      { code: 'BAD_IDENTIFIER' },
    ],
    [
      'a blank district',
      'targets.csv',
      (t) => t.replace(',赤坎区,', ',,'),
      { code: 'BLANK_FIELD', column: '区划' },
    ],
    [
      'a certificate that ends before it begins',
      'officers.csv',
      (t) => t.replace(/,20\d\d-\d\d-\d\d,,6/, ',2001-01-01,,6'),
      { code: 'DATE_ORDER' },
    ],
    [
      'a recusal of nobody known',
      'recusals.csv',
      (t) => t.replace('林芳', '无名氏'),
      { code: 'UNKNOWN_CONFLICT', column: '人员' },
    ],
    [
      'headings that nobody knows',
      'targets.csv',
      (t) => t.replace('区划,', '片区,'),
      { code: 'MISSING_COLUMN' },
    ],
  ];
  test.each(cases)('%s', async (_, file, change, expected) => {
    const folder = await fresh();
    edit(folder, file, change);
    const keys = newKeys();
    const { exitCode, json, err } = await freeze(folder, keys);
    expect({ exitCode, code: json.code }).toEqual({ exitCode: 1, code: 'SHEETS_REFUSED' });
    expect(json.faults[0]).toMatchObject({ file, ...expected });
    expect(json.faults[0].zh).toMatch(/[\u4e00-\u9fff]/);
    expect(err).toContain(expected.code);
    expect(err).not.toMatch(/\bat .*\.(ts|js):\d+/);
    expect(existsSync(keys)).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['officers.csv', 'recusals.csv', 'rules.json', 'targets.csv']);
  });

  test('all faults of all files come at once', async () => {
    const folder = await fresh();
    edit(folder, 'targets.csv', (text) => text.replaceAll(',高,', ',极高,'));
    edit(folder, 'officers.csv', (text) => text.replaceAll(/,6\r\n/g, ',0\r\n'));
    const { json } = await draw('preview', folder);
    expect(json.faults.length).toBe(10 + 8);
  });
});

describe('in the rules', () => {
  const cases: [string, (text: string) => string, string][] = [
    ['a float', (t) => t.replace('"capacity": 6', '"capacity": 6.5'), 'MALFORMED'],
    ['a capacity of zero', (t) => t.replace('"capacity": 6', '"capacity": 0'), 'MALFORMED'],
    ['a rate that is a float', (t) => t.replace('"30%"', '0.3'), 'MALFORMED'],
    ['broken JSON', (t) => t.replace('"strata": [', '"strata": '), 'RULES_NOT_JSON'],
    ['a field that does not exist', (t) => t.replace('"mode"', '"mood"'), 'RULES_FILE'],
    ['a team of one', (t) => t.replace('"n": 2', '"n": 1'), 'TEAM_TOO_SMALL'],
    [
      'an algorithm nobody knows',
      (t) => t.replace('"n": 2 }],', '"n": 2 }], "alg": "sr-assign/9",'),
      'UNKNOWN_ALGORITHM',
    ],
    ['a credit code that is none', (t) => t.replace(/"authority": "\w+"/, '"authority": "x"'), 'MALFORMED'],
    ['more than there is', (t) => t.replace('"rate": "30%"', '"count": 11'), 'SAMPLE_EXCEEDS_POOL'],
    ['nothing to draw', (t) => t.replace('"30%"', '"0%"').replace('"10%"', '"0%"'), 'NOTHING_TO_DRAW'],
  ];
  test.each(cases)('%s', async (_, change, code) => {
    const folder = await fresh();
    edit(folder, 'rules.json', change);
    const keys = newKeys();
    const { exitCode, json } = await freeze(folder, keys);
    expect({ exitCode, code: json.code }).toEqual({ exitCode: 1, code });
    expect(existsSync(keys)).toBe(false);
    expect(existsSync(join(folder, 'log.jsonl'))).toBe(false);
  });
});

describe('in a bundle', () => {
  const swapLines = (text: string) => {
    const [first, second, ...rest] = text.split('\n');
    return [second, first, ...rest].join('\n');
  };
  const cases: [string, string, (text: string) => string, string][] = [
    ['a pool out of order', 'pool/a.jsonl', swapLines, 'RECORD_ORDER'],
    ['an id twice', 'pool/a.jsonl', (t) => t.replace(/^(.*)\n(.*)\n/, '$1\n$1\n'), 'RECORD_ORDER'],
    ['a float', 'inspectors.jsonl', (t) => t.replace(/"rank":60/, '"rank":60.5'), 'NOT_CANONICAL'],
    [
      'a receipt of another authority',
      'receipt.json',
      (t) => t.replace('"authority":"11440800', '"authority":"11440801'),
      'DIFFERS',
    ],
    ['a gap in the log', 'log.jsonl', (t) => t.split('\n').toSpliced(1, 1).join('\n'), 'LOG_CHAIN'],
  ];
  test.each(cases)('%s', async (_, file, change, code) => {
    const { exitCode, json } = await draw('verify', bundleWith(file, change), '--restricted');
    expect({ exitCode, code: json.code }).toEqual({ exitCode: 1, code });
  });

  test('nothing is explained that does not hold', async () => {
    const changed = bundleWith('receipt.json', (text) => text.replace('"k":3', '"k":2'));
    expect((await draw('explain', 'a/0', changed)).json.ok).toBe(false);
  });
});

describe('in a folder', () => {
  test('a gap in the log stops every command', async () => {
    const folder = join(home, 'gap');
    cpSync(drawn, folder, { recursive: true });
    edit(folder, 'log.jsonl', (text) => text.split('\n').toSpliced(1, 1).join('\n'));
    for (const command of [
      ['status', folder],
      ['void', folder, '--reason', 'x'],
      ['explain', 'a/0', folder],
    ]) {
      expect((await draw(...command)).json.code).toBe('LOG_CHAIN');
    }
  });

  test('keys of another freeze do not match, before anything is revealed', async () => {
    const [one, other] = [await fresh(), await fresh()];
    const [mine, theirs] = [newKeys(), newKeys()];
    await freeze(one, mine);
    await freeze(other, theirs);
    expect((await draw('run', one, '--keys', theirs)).json.code).toBe('REVEAL_MISMATCH');
    expect((await draw('status', one)).json.seq).toBe(1);
  });

  test('a pool key that is not the one frozen is found before the operator reveals', async () => {
    const folder = await fresh();
    const keys = newKeys();
    addWitnesses(folder, [{ id: 'w', publicKey: await keygen(join(home, 'pool-key-w')) }]);
    await freeze(folder, keys);
    await draw('anchor', folder, '--key', join(home, 'pool-key-w'));
    edit(home, keys.slice(home.length + 1), (text) =>
      text.replace(/"poolKey": "\w+"/, `"poolKey": "${'0'.repeat(64)}"`),
    );
    const { json } = await draw('reveal', folder, '--operator', '--keys', keys);
    expect(json.code).toBe('POOL_CHANGED');
    expect((await draw('status', folder)).json.seq).toBe(2);
  });

  test('an empty contribution and an anchor of a stranger are refused', async () => {
    const folder = await fresh();
    const key = join(home, 'own-w');
    addWitnesses(folder, [{ id: 'w', publicKey: await keygen(key) }]);
    await freeze(folder, newKeys());
    await keygen(join(home, 'stranger'));
    expect((await draw('anchor', folder, '--key', join(home, 'stranger'))).json.code).toBe('OTHER_KEY');
    const { json } = await draw('anchor', folder, '--key', key);
    const value = join(home, 'empty.json');
    const carried = { format: 'fairdraw-value/1', session: json.session, witness: 'w', value: '' };
    writeFileSync(value, JSON.stringify(carried));
    expect((await draw('reveal', folder, '--add', value)).json.code).toBe('REVEAL_WEAK');
    writeFileSync(value, '{}');
    expect((await draw('reveal', folder, '--add', value)).json.code).toBe('NOT_CARRIED');
  });

  test('a statement that was changed is not signed', async () => {
    const folder = await fresh();
    const key = join(home, 'statement-w');
    addWitnesses(folder, [{ id: 'w', publicKey: await keygen(key) }]);
    const { json } = await freeze(folder, newKeys());
    edit(json.handout, 'statement.json', (text) => text.replace('"covered":39', '"covered":38'));
    expect((await draw('anchor', json.handout, '--key', key)).json.code).toBe('OTHER_STATEMENT');
    rmSync(join(json.handout, 'statement.json'));
    expect((await draw('anchor', json.handout, '--key', key)).json.code).toBe('NO_FILE');
  });

  test('keys stay out of the folder, and nothing is overwritten', async () => {
    const folder = await fresh();
    expect((await freeze(folder, join(folder, 'my.key'))).json.code).toBe('KEYS_INSIDE');
    const keys = newKeys();
    writeFileSync(keys, 'mine');
    expect((await freeze(folder, keys)).json.code).toBe('FILE_EXISTS');
    expect(readFileSync(keys, 'utf8')).toBe('mine');
    expect((await draw('init', folder)).json.code).toBe('NOT_EMPTY');
  });

  test('what is not there, or is no such thing, is said so', async () => {
    const empty = join(home, 'empty');
    mkdirSync(empty);
    expect((await freeze(empty, newKeys())).json.code).toBe('NO_FILE');
    expect((await draw('status', empty)).json.code).toBe('NOT_A_DRAW_FOLDER');
    expect((await draw('run', drawn, '--keys', join(home, 'nothing'))).json.code).toBe('NO_KEY_FILE');
    expect((await draw('explain', 'nobody', drawn)).json.code).toBe('ID_UNKNOWN');
    expect((await draw('status', drawn, '--draw', 'x')).exitCode).toBe(2);
    expect((await draw('void', drawn, '--draw', 'x', '--reason', 'x')).json.code).toBe('DRAW_ABSENT');
    const folder = await fresh();
    expect((await freeze(folder, newKeys(), '--draw-by', 'tomorrow')).json.code).toBe('BAD_TIME');
    expect((await freeze(folder, newKeys(), '--draw-by', '2001-01-01')).json.code).toBe('TIME_ORDER');
    expect((await freeze(folder, newKeys(), '--campaign', 'Ä')).json.code).toBe('MALFORMED');
  });

  test('a folder belongs to one authority', async () => {
    const folder = join(home, 'other-authority');
    cpSync(drawn, folder, { recursive: true });
    edit(folder, 'rules.json', (t) => t.replace(/"authority": "\w+"/, '"authority": "11440000MB2D000007"'));
    const { json } = await freeze(folder, newKeys());
    expect(['OTHER_AUTHORITY', 'MALFORMED']).toContain(json.code);
  });
});

test('asked in the wrong way: 2, and how it is meant', async () => {
  expect((await fairdraw(['draw', 'freeze', home])).exitCode).toBe(2);
  expect((await fairdraw(['draw', 'reveal', home])).exitCode).toBe(2);
});
