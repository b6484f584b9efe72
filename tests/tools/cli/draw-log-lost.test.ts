import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitHash } from '../../../scheduler/draw/index.js';
import { settableClock } from '../../support/clock.js';
import { setClock, temporaryFolder } from './command.js';
import { draw, edit, freeze, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();
const place = (...names: string[]) => join(home, ...names);
const inputs = ['officers.csv', 'recusals.csv', 'rules.json', 'targets.csv'];
beforeAll(() => setClock(settableClock()));

test('a lost or emptied log is not begun anew on top of a draw that was made', async () => {
  const folder = await sampleFolder(home, 'lost');
  await freeze(folder, place('lost.key'));
  await draw('run', folder, '--keys', place('lost.key'));
  const log = join(folder, 'log.jsonl');
  const [whole, receipt] = [log, join(folder, 'draws', 'sample-1', 'receipt.json')].map((path) =>
    readFileSync(path, 'utf8'),
  );
  rmSync(log);
  expect((await freeze(folder, place('again.key'))).json.code).toBe('LOG_LOST');
  writeFileSync(log, '');
  expect((await freeze(folder, place('again.key'))).json.code).toBe('LOG_LOST');
  expect((await draw('run', folder, '--keys', place('lost.key'))).exitCode).toBe(1);
  expect(readFileSync(join(folder, 'draws', 'sample-1', 'receipt.json'), 'utf8')).toBe(receipt);
  writeFileSync(log, whole!);
  expect((await freeze(folder, place('again.key'), '--campaign', 'next')).json.ok).toBe(true);
});

describe('a log edited between freeze and run makes no draw', () => {
  const frozen = place('frozen');
  const keys = place('frozen.key');
  beforeAll(async () => {
    await sampleFolder(home, 'frozen');
    await freeze(frozen, keys);
  });

  /** A copy whose deadline is a second later: another C, and another result. */
  function edited(name: string, ...files: string[]): string {
    const folder = place(name);
    cpSync(frozen, folder, { recursive: true });
    for (const file of files)
      edit(folder, file, (text) => text.replace(/"drawBy":(\d+)/, (_, at) => `"drawBy":${Number(at) + 1}`));
    return folder;
  }

  test('the log alone', async () => {
    const folder = edited('log-alone', 'log.jsonl');
    expect((await draw('run', folder, '--keys', keys)).json.code).toBe('LOG_EDITED');
  });

  test('the bundle’s log with it, and its draw.json: the key file knows what was frozen', async () => {
    const folder = edited('both-logs', 'log.jsonl', 'draws/sample-1/log.jsonl');
    expect((await draw('run', folder, '--keys', keys)).json.code).toBe('LOG_EDITED');
    const { body } = JSON.parse(readFileSync(join(folder, 'log.jsonl'), 'utf8'));
    edit(folder, 'draws/sample-1/draw.json', (text) =>
      text.replace(/"C":"\w+"/, `"C":"${commitHash(body.commit)}"`),
    );
    const before = readFileSync(join(folder, 'log.jsonl'), 'utf8');
    expect((await draw('run', folder, '--keys', keys)).json.code).toBe('OTHER_FREEZE');
    expect(readFileSync(join(folder, 'log.jsonl'), 'utf8')).toBe(before);
  });

  test('unedited, it is drawn', async () => {
    expect((await draw('run', edited('as-it-was'), '--keys', keys)).json.state).toBe('drawn');
  });
});

describe('the key file’s place', () => {
  test('a folder that is not there: nothing is written', async () => {
    const folder = await sampleFolder(home, 'nowhere');
    expect((await freeze(folder, place('none', 'x.key'))).json.code).toBe('NO_FOLDER');
    expect(readdirSync(folder).sort()).toEqual(inputs);
  });

  test('a folder that takes no file: nothing stays', async () => {
    const folder = await sampleFolder(home, 'refused');
    // A name that no file system takes.
    const { json } = await freeze(folder, place(`${'x'.repeat(300)}.key`));
    expect(json.ok).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(inputs);
  });

  test('a link into the draw folder is inside it', async () => {
    const folder = await sampleFolder(home, 'linked');
    symlinkSync(folder, place('stick'));
    expect((await freeze(folder, place('stick', 'x.key'))).json.code).toBe('KEYS_INSIDE');
    symlinkSync(folder, place('same'));
    expect((await freeze(place('same'), join(folder, 'x.key'))).json.code).toBe('KEYS_INSIDE');
  });
});

test('a pipe or a folder in the place of a sheet is refused at once', async () => {
  const folder = await sampleFolder(home, 'pipe');
  const sheet = join(folder, 'targets.csv');
  rmSync(sheet);
  expect(spawnSync('mkfifo', [sheet]).status).toBe(0);
  expect((await draw('preview', folder)).json.code).toBe('NOT_A_FILE');
  expect((await freeze(folder, place('pipe.key'))).json.code).toBe('NOT_A_FILE');
});

test('an empty lock is passed over once it is old', async () => {
  const folder = await sampleFolder(home, 'lock');
  await freeze(folder, place('lock.key'));
  const lock = join(folder, '.lock');
  writeFileSync(lock, '');
  expect((await draw('void', folder, '--reason', '改期')).json.code).toBe('FOLDER_BUSY');
  const before = Date.now() / 1000 - 11;
  utimesSync(lock, before, before);
  expect((await draw('void', folder, '--reason', '改期')).json.state).toBe('void');
});
