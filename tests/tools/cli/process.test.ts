import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../server/platform/cluster-template.js';
import { temporaryFolder } from './command.js';

const folder = temporaryFolder();
const built = join(projectRoot(), 'dist', 'tools', 'cli', 'witness.js');

/** The installed command, in a process of its own. */
function run(...words: string[]) {
  const file = join(projectRoot(), 'bin', 'fairdraw.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...words], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('it is built: npm ci does, or npm run build', () => {
  expect(existsSync(built)).toBe(true);
});

test('0 done, 1 refused or failed, 2 asked in the wrong way', () => {
  const done = run('deadline', '2026-02-10', '7', '--json');
  expect({ status: done.status, dueOn: JSON.parse(done.stdout).dueOn }).toEqual({
    status: 0,
    dueOn: '2026-02-26',
  });
  const refused = run('deadline', '2026-02-30', '7');
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr).toContain('2026-02-30');
  expect(run('deadline', '2026-02-10', 'x').status).toBe(2);
  expect(run('witness', 'keygen').status).toBe(2);
  const missing = run('draw', 'verify', folder);
  expect(missing.status).toBe(1);
  expect(missing.stderr).toContain('FILE_MISSING: 缺少文件“draw.json”');
});

test.each([
  ['draw verify'],
  ['draw fetch'],
  ['draw init'],
  ['draw preview'],
  ['draw freeze'],
  ['draw anchor'],
  ['draw reveal'],
  ['draw run'],
  ['draw explain'],
  ['witness keygen'],
  ['witness register'],
  ['witness anchor'],
  ['witness reveal'],
  ['deadline'],
])('%s --help speaks Chinese and English', (command) => {
  const { status, stdout } = run(...command.split(' '), '--help');
  expect(status).toBe(0);
  expect(stdout).toMatch(/[\u4e00-\u9fff].* \/ [a-z]/);
  expect(stdout).toContain('--json');
});
