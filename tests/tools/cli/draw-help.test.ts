import { createProgram } from '../../../tools/cli/program.js';
import { fairdraw } from './command.js';

const commands = createProgram()
  .commands.find((command) => command.name() === 'draw')!
  .commands.map((command) => command.name());

/** Chinese, then English behind a slash. */
const both = /[\u4e00-\u9fff].*\/ .*[A-Za-z]/;

test('the help of draw lists every command in Chinese and English, and shows how to begin', async () => {
  const { exitCode, out } = await fairdraw(['draw', '--help']);
  expect(exitCode).toBe(0);
  for (const name of commands) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
  expect(out).toMatch(/^用法 \/ Usage: fairdraw draw/m);
  expect(out).toContain('fairdraw draw init 抽查');
  expect(out).not.toMatch(/display help|default: (false|\[\])/);
});

test.each(commands)(
  '%s: what it does, each option in both languages, an example that is taken',
  async (name) => {
    const { exitCode, out } = await fairdraw(['draw', name, '--help']);
    expect(exitCode).toBe(0);
    const command = createProgram()
      .commands.find((one) => one.name() === 'draw')!
      .commands.find((one) => one.name() === name)!;
    for (const words of [command.description(), ...command.options.map(({ description }) => description)])
      expect(words).toMatch(both);
    for (const { description } of command.registeredArguments) expect(description).toMatch(both);
    const [, example] = /例 \/ example:\n {2}fairdraw draw (.+)$/m.exec(out) ?? [];
    const [said, ...words] = example!.split(' ');
    expect(said).toBe(name);
    const { operands, unknown } = command.parseOptions(words);
    expect(unknown).toEqual([]);
    const needed = command.registeredArguments.filter(({ required }) => required).length;
    expect(operands.length).toBeGreaterThanOrEqual(needed);
  },
);
