import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../server/platform/cluster-template.js';
import { temporaryFolder } from './command.js';
import { draw, freeze, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();
const before = join(home, 'before');
const after = join(home, 'after');
const keys = join(home, 'operator.key');

/** Kinds of the events of a folder's log. */
function kinds(folder: string): string[] {
  const lines = readFileSync(join(folder, 'log.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line).kind);
}

/** A copy of a folder, left as a crash might leave it. */
function left(name: string, from: string, change: (draws: string, folder: string) => void): string {
  const folder = join(home, name);
  cpSync(from, folder, { recursive: true });
  change(join(folder, 'draws'), folder);
  return folder;
}

const bundle = (folder: string) => join(folder, 'draws', 'sample-1');

beforeAll(async () => {
  await sampleFolder(home, 'before');
  await freeze(before, keys);
  cpSync(before, after, { recursive: true });
  await draw('run', after, '--keys', keys);
});

test('staged, and the log not yet written: nothing has happened, and the draw can be made', async () => {
  const folder = left('staged', before, (draws) =>
    cpSync(bundle(after), join(draws, '.sample-1.next'), { recursive: true }),
  );
  expect((await draw('status', folder)).json.draws).toMatchObject([{ state: 'anchored' }]);
  expect(readdirSync(join(folder, 'draws'))).toEqual(['sample-1']);
  expect((await draw('run', folder, '--keys', keys)).json.state).toBe('drawn');
});

test.each(['the old bundle still in place', 'the old bundle moved away'])(
  'log written, %s: the draw has happened, with its result',
  async (how) => {
    const folder = left(how, before, (draws, place) => {
      cpSync(bundle(after), join(draws, '.sample-1.next'), { recursive: true });
      cpSync(join(after, 'log.jsonl'), join(place, 'log.jsonl'));
      if (how.endsWith('away')) renameSync(join(draws, 'sample-1'), join(draws, '.sample-1.old'));
    });
    expect((await draw('verify', folder, '--restricted')).json).toMatchObject({ ok: true, state: 'drawn' });
    expect(readdirSync(join(folder, 'draws'))).toEqual(['sample-1']);
    expect(kinds(folder)).toEqual(['freeze', 'reveal', 'receipt']);
  },
);

test('a freeze that did not come to the log leaves room for the next', async () => {
  const folder = await sampleFolder(home, 'no-log');
  cpSync(bundle(before), join(folder, 'draws', '.sample-1.next'), { recursive: true });
  expect((await freeze(folder, join(home, 'no-log.key'))).json).toMatchObject({ ok: true, name: 'sample-1' });
});

test('a lock of a process that is gone is passed over; that of a living one is not', async () => {
  const gone = left('gone', before, (_, folder) =>
    writeFileSync(join(folder, '.lock'), `999999999@${hostname()}`),
  );
  expect((await draw('void', gone, '--reason', 'x')).json.state).toBe('void');
  expect(existsSync(join(gone, '.lock'))).toBe(false);
  const living = left('living', before, (_, folder) =>
    writeFileSync(join(folder, '.lock'), `${process.pid}@${hostname()}`),
  );
  expect((await draw('void', living, '--reason', 'x')).json.code).toBe('FOLDER_BUSY');
  expect((await draw('status', living)).exitCode).toBe(0);
});

test('killed at any moment: either nothing, or reveal and receipt together', async () => {
  const command = join(projectRoot(), 'bin', 'fairdraw.mjs');
  const folder = left('killed', before, () => {});
  for (const delay of [150, 250, 300, 350, 400, 450]) {
    const child = spawn(process.execPath, [command, 'draw', 'run', folder, '--keys', keys], {
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, delay))]);
    child.kill('SIGKILL');
    await ended;
    expect([['freeze'], ['freeze', 'reveal', 'receipt']]).toContainEqual(kinds(folder));
    expect((await draw('status', folder)).exitCode).toBe(0);
    expect(readdirSync(join(folder, 'draws'))).toEqual(['sample-1']);
  }
  if (kinds(folder).length === 1) {
    expect((await draw('run', folder, '--keys', keys)).json).toMatchObject({ ok: true });
  }
  expect((await draw('verify', folder, '--restricted')).json).toMatchObject({ ok: true, state: 'drawn' });
});
