import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { jest } from '@jest/globals';
import { DrawFault } from '../../../scheduler/draw/index.js';
import { printProgress } from '../../../tools/cli/output.js';
import { createProgram } from '../../../tools/cli/program.js';
import { ended, spoken } from '../../../tools/client/fault-words.js';
import { settableClock } from '../../support/clock.js';
import { fairdraw, setClock, temporaryFolder } from './command.js';
import { addPublicSources, addWitnesses, draw, edit, freeze, keygen, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();
const clock = settableClock('2026-11-23T09:00:00+08:00');
let count = 0;
beforeAll(() => setClock(clock));

const fresh = () => sampleFolder(home, `folder-${++count}`);
const newKeys = () => join(home, `keys-${++count}`);

const lottery = {
  ...{ type: 'number', id: 'lottery', name: '双色球' },
  parts: [
    { count: 3, min: 1, max: 33, distinct: true },
    { count: 1, min: 1, max: 16, distinct: true },
  ],
};

async function withLottery() {
  const folder = await fresh();
  addPublicSources(folder, [lottery]);
  return folder;
}

describe('instants are shown as they stand on the clock in China', () => {
  test('a number handed in too early', async () => {
    const [folder, keys] = [await withLottery(), newKeys()];
    await freeze(folder, keys, '--draw-by', '+3d', '--issue', 'lottery=2026134@2026-11-24T21:15');
    const words = ['--keys', keys, '--source', 'lottery', '--numbers', '3,7,12|9'];
    const { json, err } = await draw('run', folder, ...words);
    expect(json.code).toBe('REVEAL_EARLY');
    expect(json.zh).toContain('2026-11-24 21:15:00 +08:00');
    expect(err).not.toMatch(/\b1\d{9}\b/);
  });

  test('times in the wrong order are named by their options', async () => {
    const { json } = await freeze(await withLottery(), newKeys(), '--issue', 'lottery=1@2026-11-30T21:15');
    expect(json).toMatchObject({ code: 'TIME_ORDER' });
    expect(json.zh).toContain('“lottery”的可知时间（--issue 或信标） 应早于 抽取截止时间（--draw-by）');
  });

  test('in every fault that holds one', () => {
    const at = Date.parse('2026-11-24T21:15:00+08:00') / 1000;
    const fault = new DrawFault('ANCHOR_KNOWABLE', { id: 'lottery', at, knowableAt: at });
    const { code, zh, en } = spoken(fault);
    expect(code).toBe('ANCHOR_KNOWABLE');
    expect(zh).toBe(
      '见证时间 2026-11-24 21:15:00 +08:00 不早于公开随机数“lottery”可知的时间 2026-11-24 21:15:00 +08:00',
    );
    expect(en).not.toContain(String(at));
  });
});

describe('the Chinese words are Chinese, and end once', () => {
  test('a log without its last line end', async () => {
    const folder = await fresh();
    await freeze(folder, newKeys());
    edit(folder, 'log.jsonl', (text) => text.trimEnd());
    const { json } = await draw('status', folder);
    expect(json.code).toBe('RECORD_LINE');
    expect(json.zh).toContain('末尾缺少换行');
    expect(json.zh).not.toContain('LF');
  });

  test.each([
    ['坏了', '坏了。'],
    ['坏了。', '坏了。'],
    ['坏了 (bad). 。', '坏了 (bad)。'],
    ['', ''],
  ])('%j', (words, said) => expect(ended(words, '。')).toBe(said));

  test('a preview names each thing in one language and then in the other', async () => {
    const folder = await fresh();
    edit(folder, 'rules.json', (text) => text.replace('{ "n": 2 }', '{ "n": 9 }'));
    const { out } = await fairdraw(['draw', 'preview', folder, '--seeds', '1']);
    expect(out).toMatch(/需 9 人，只有 \d+ 人 \/ slot 1 needs 9, has \d+/);
    expect(out).not.toMatch(/[\u4e00-\u9fff] (?:needs|only|pool|drawn|lacking) /);
  });

  test('and so does the state of a draw', async () => {
    const folder = await fresh();
    await freeze(folder, newKeys());
    const { out } = await fairdraw(['draw', 'status', folder]);
    expect(out).toMatch(/入库 39，排除 1，人员 8 \/ covered 39, excluded 1, officers 8/);
    expect(out).toContain('封库 / frozen: 2026-11-23 ');
  });
});

describe('what to do is said', () => {
  test('a public number needs --issue', async () => {
    const { json } = await freeze(await withLottery(), newKeys());
    expect(json.code).toBe('MALFORMED');
    expect(json.zh).toContain('--issue "lottery=');
  });

  test('a key file in a folder that is not there', async () => {
    const { json } = await freeze(await fresh(), join(home, 'nowhere', 'x.key'));
    expect(json).toMatchObject({ code: 'NO_FOLDER' });
    expect(json.zh).toContain(join(home, 'nowhere'));
  });

  test('a key file that a freeze left behind when it was cut short', async () => {
    const keys = newKeys();
    writeFileSync(keys, '');
    const { json } = await freeze(await fresh(), keys);
    expect(json.code).toBe('FILE_EXISTS');
    expect(json.zh).toContain('中途停止');
  });

  test('an audit that could not be written is refused before its trials', async () => {
    const place = join(home, 'page');
    mkdirSync(place);
    for (const html of [place, join(home, 'nowhere', 'audit.html')]) {
      const { exitCode, err } = await fairdraw(['draw', 'audit', home, '--html', html]);
      expect(exitCode).toBe(1);
      expect(err).toContain(`无法写入 ${html}`);
      expect(err).not.toMatch(/EISDIR|ENOENT|trials/);
    }
  });
});

test('a file that is not there is named, and the machine’s own words are not shown', async () => {
  const path = join(home, 'no-certificate.html');
  const { exitCode, err } = await fairdraw(['draw', 'certificate', '--check', path]);
  expect(exitCode).toBe(1);
  expect(err).toContain(`${path}：没有此文件或文件夹`);
  expect(err).not.toContain('no such file or directory');
});

test('a key of somebody else is told that the rules may name no witness', async () => {
  const [folder, key] = [await fresh(), newKeys()];
  await keygen(key);
  await freeze(folder, newKeys());
  const { json } = await draw('anchor', folder, '--key', key);
  expect(json).toMatchObject({ code: 'OTHER_KEY', zh: expect.stringContaining('没有登记见证人') });
});

test('lottery numbers are taken as they are announced', async () => {
  const [folder, keys] = [await withLottery(), newKeys()];
  await freeze(folder, keys, '--draw-by', '+3d', '--issue', 'lottery=2026134@+1h');
  clock.advance({ hours: 2 });
  const words = ['--keys', keys, '--source', 'lottery', '--numbers'];
  expect((await draw('run', folder, ...words, '07,03,12|09')).json.code).toBe('NUMBER_FORMAT');
  const { json } = await draw('run', folder, ...words, '03, 07，１２｜09');
  expect(json).toMatchObject({ ok: true, state: 'drawn' });
  const values = readFileSync(join(folder, 'log.jsonl'), 'utf8');
  expect(values).toContain(Buffer.from('3,7,12|9').toString('hex'));
});

describe('throws that nobody threw', () => {
  async function anchored(option: string, thrown: string) {
    const [folder, key] = [await fresh(), newKeys()];
    addWitnesses(folder, [{ id: 'w', publicKey: await keygen(key) }]);
    await freeze(folder, newKeys());
    const { json } = await fairdraw(
      ['draw', 'anchor', folder, '--key', key, option, '--json'],
      `${thrown}\n`,
    );
    return json;
  }

  test.each([
    ['--dice', '1'.repeat(25)],
    ['--dice', '123'.repeat(9)],
    ['--digits', '8'.repeat(20)],
  ])('%s %s', async (option, thrown) => {
    const json = await anchored(option, thrown);
    expect(json).toMatchObject({ ok: false, code: 'THROWN_ALIKE' });
  });

  test.each([
    ['--dice', '1234'.repeat(7)],
    ['--digits', '0123'.repeat(5)],
  ])('four different ones will do: %s %s', async (option, thrown) => {
    expect(await anchored(option, thrown)).toMatchObject({ ok: true, anchored: true });
  });
});

describe('progress', () => {
  /** Everything that is written on standard error on the way. */
  function progressed(all: number, isTTY: boolean): string {
    const known = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');
    let said = '';
    const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
    Object.defineProperty(process.stderr, 'isTTY', { configurable: true, value: isTTY });
    for (let done = 1; done <= all; done++) printProgress('试抽 / trials', done, all);
    spy.mockRestore();
    if (known) Object.defineProperty(process.stderr, 'isTTY', known);
    else Reflect.deleteProperty(process.stderr, 'isTTY');
    return said;
  }

  test('in a log: ten lines, none written over', () => {
    const said = progressed(1000, false);
    expect(said.trimEnd().split('\n')).toHaveLength(10);
    expect(said).not.toContain('\r');
    expect(said).toMatch(/1000 \/ 1000\n$/);
    expect(progressed(3, false).trimEnd().split('\n')).toHaveLength(3);
  });

  test('at a terminal: one line, written over', () => {
    const said = progressed(1000, true);
    expect(said.split('\n')).toHaveLength(2);
    expect(said.split('\r')).toHaveLength(101);
  });
});

describe('a witness’s key at a terminal', () => {
  /** `witness keygen` with a person who answers every prompt. @returns the prompts */
  async function typed(words: readonly string[], answers: readonly string[]): Promise<string[]> {
    const left = [...answers];
    const prompts: string[] = [];
    const stdin = Object.assign(new Readable({ read: () => {} }), { isTTY: true });
    const out = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const err = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      if (!String(text).endsWith(': ')) return true;
      prompts.push(String(text));
      setImmediate(() => stdin.push(`${left.shift()}\r`));
      return true;
    });
    const known = Object.getOwnPropertyDescriptor(process, 'stdin') as PropertyDescriptor;
    Object.defineProperty(process, 'stdin', { configurable: true, value: stdin });
    try {
      await createProgram().parseAsync(['node', 'fairdraw', 'witness', 'keygen', ...words]);
    } finally {
      Object.defineProperty(process, 'stdin', known);
      for (const spy of [out, err]) spy.mockRestore();
    }
    return prompts;
  }

  test('is sealed by a passphrase typed twice', async () => {
    const key = newKeys();
    expect(await typed(['--key', key], ['long words', 'long words'])).toHaveLength(2);
    expect(JSON.parse(readFileSync(key, 'utf8'))).toHaveProperty('sealed');
  });

  test('is not made where the two differ', async () => {
    const key = newKeys();
    await expect(typed(['--key', key], ['long words', 'lnog words'])).rejects.toThrow('两次输入不同');
    expect(readdirSync(home)).not.toContain(key.slice(home.length + 1));
  });

  test('is left open where that is asked for', async () => {
    const key = newKeys();
    expect(await typed(['--key', key, '--no-passphrase'], [])).toHaveLength(0);
    expect(JSON.parse(readFileSync(key, 'utf8'))).toHaveProperty('secretKey');
  });
});
