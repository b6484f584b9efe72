import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../server/platform/cluster-template.js';
import { createProgram } from '../../../tools/cli/program.js';
import { settableClock } from '../../support/clock.js';
import { fairdraw, setClock, temporaryFolder } from './command.js';
import { addPublicSources, addWitnesses, edit } from './draw-folder.js';

const home = temporaryFolder();
const page = readFileSync(join(projectRoot(), 'docs', 'draw-by-hand.md'), 'utf8');
const [chinese, english] = page.split('\n---\n') as [string, string];
const PASSPHRASE = 'correct horse battery\n';

/** The commands of each code block, in order, without the remarks behind them. */
function blocksOf(text: string): string[][] {
  const blocks = [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block!.trimEnd().split('\n'));
  return blocks.map((lines) => lines.map((line) => line.replace(/\s+#.*$/, '')));
}

/** The words of a command, with quotes as a shell takes them. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
}

const set = (folder: string, from: string | RegExp, to: string) =>
  edit(folder, 'rules.json', (text) => text.replace(from, to));

/** What the page asks a person to write into the files of a new folder, by its name. */
const byHand: Readonly<Record<string, (folder: string) => void>> = {
  季度: (folder) => withWitness(folder, 'w.key'),
  quarter: (folder) => withWitness(folder, 'witness.key'),
  彩票: withLottery,
  lottery: withLottery,
  药品: (folder) => set(folder, '"campaign": "sample"', '"campaign": "drugs"'),
  drugs: (folder) => set(folder, '"campaign": "sample"', '"campaign": "drugs"'),
  县局: withList,
  county: withList,
  保密: (folder) => set(folder, '"mode": "open"', '"mode": "confidential"'),
  secret: (folder) => set(folder, '"mode": "open"', '"mode": "confidential"'),
};

function withWitness(folder: string, key: string): void {
  const { publicKey } = JSON.parse(readFileSync(key, 'utf8'));
  addWitnesses(folder, [{ id: 'w-ji', name: '派驻纪检监察组', publicKey }]);
}

/** The lottery of the example's own remark. */
function withLottery(folder: string): void {
  const rules = readFileSync(join(folder, 'rules.json'), 'utf8');
  const [, remark] = /(\{ "type": "number".*?\] \})\n/s.exec(rules.replaceAll(/^ *\/\/ /gm, '')) ?? [];
  addPublicSources(folder, [JSON.parse(remark!)]);
}

function withList(folder: string): void {
  set(folder, '"stage": "both"', '"stage": "officers"');
  set(folder, /"rate": "\d+%", "reserve": 2/g, '"rate": "100%", "reserve": 0');
  // Thirty-nine visits of two are many for eight people.
  edit(folder, 'officers.csv', (text) => text.replace(/,6\r\n/g, ',30\r\n'));
  // Of a list that is given, none may be left out: the example's closed shop goes.
  edit(folder, 'targets.csv', (text) => text.replace(/^.*注销.*\r\n/gm, ''));
  for (const name of ['名单.pdf', 'list.pdf']) writeFileSync(name, 'a scan');
}

/** Runs a half of the page in a folder of its own, by a clock that goes on where the page says that time passes. */
async function follow(name: string, blocks: readonly string[][]): Promise<void> {
  const clock = settableClock('2026-11-24T02:00:00Z');
  setClock(clock);
  const before = process.cwd();
  mkdirSync(join(home, name), { recursive: true });
  process.chdir(join(home, name));
  try {
    for (const command of blocks.flat()) {
      const [program, ...words] = wordsOf(command);
      if (program === 'cp') {
        const [, from, to] = words;
        cpSync(from!, to!, { recursive: true });
        continue;
      }
      expect([program, words[0]]).toEqual(['npx', 'fairdraw']);
      if (command.includes('--numbers')) clock.set('2026-11-24T21:30:00+08:00');
      if (command.includes('draw open')) clock.advance({ days: 30 });
      const { exitCode, err } = await fairdraw(words.slice(1), PASSPHRASE);
      expect({ command, exitCode, err: exitCode === 0 ? '' : err }).toEqual({
        command,
        exitCode: 0,
        err: '',
      });
      if (words[2] === 'init') byHand[words[3]!]?.(words[3]!);
    }
  } finally {
    process.chdir(before);
  }
}

test('the commands of the Chinese page, from first to last', () => follow('zh', blocksOf(chinese)));

test('the commands of the English page, from first to last', () => follow('en', blocksOf(english)));

test('the five minutes of the page as a person types them', () => {
  const [commands] = blocksOf(chinese);
  const folder = join(home, 'typed');
  mkdirSync(folder);
  for (const command of commands!) {
    const [, , ...words] = wordsOf(command);
    const program = join(projectRoot(), 'bin', 'fairdraw.mjs');
    const { status, stderr } = spawnSync(process.execPath, [program, ...words], {
      cwd: folder,
      encoding: 'utf8',
      input: PASSPHRASE,
    });
    expect({ command, status, stderr: status === 0 ? '' : stderr }).toEqual({
      command,
      status: 0,
      stderr: '',
    });
  }
});

test('both halves show the same steps', () => {
  const stepOf = (command: string) => {
    const words = wordsOf(command);
    if (words[0] === 'cp') return 'cp';
    return [...words.slice(2, 4), ...words.filter((word) => word.startsWith('--'))].join(' ');
  };
  const steps = (text: string) => blocksOf(text).map((lines) => lines.map(stepOf));
  expect(steps(english)).toEqual(steps(chinese));
});

test('every option and command that the page names exists', () => {
  const known = new Set(
    createProgram()
      .commands.flatMap((command) => [command, ...command.commands])
      .flatMap((command) => [command.name(), ...command.options.map(({ long }) => long ?? '')]),
  );
  const named = [...page.matchAll(/`[^`\n]*`/g)].flatMap(([code]) => code.match(/--[a-z-]+/g) ?? []);
  expect(named.length).toBeGreaterThan(10);
  for (const option of named) expect([...known, '--help']).toContain(option);
});
