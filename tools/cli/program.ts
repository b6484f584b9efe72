import { Command, type Option } from 'commander';
import type { Clock } from '../../schema/shared/unit.js';
import { systemClock } from '../../server/platform/clock.js';
import { productVersion } from '../../server/platform/product-version.js';
import { addAuditCommands } from './audit.js';
import { addBackup } from './backup.js';
import { addDeadline } from './deadline.js';
import { addDraw } from './draw.js';
import { addDuplicates } from './duplicates.js';
import { addEvidence } from './evidence.js';
import { addExport } from './export.js';
import { addImport } from './import.js';
import { addMigrate } from './migrate.js';
import { addMove } from './move.js';
import { addRestore } from './restore.js';
import { addServe } from './serve.js';
import { addUserCommands } from './user.js';
import { addWitness } from './witness.js';

/** Every command, in the order in which `--help` shows them. Each file adds its own. */
const commands = [
  addServe,
  addMigrate,
  addBackup,
  addRestore,
  addMove,
  addEvidence,
  addUserCommands,
  addImport,
  addExport,
  addDuplicates,
  addDraw,
  addAuditCommands,
  addDeadline,
  addWitness,
];

/** Headings of a help page, which are English otherwise. */
const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法 / Usage:',
  'Arguments:': '参数 / Arguments:',
  'Options:': '选项 / Options:',
  'Commands:': '命令 / Commands:',
};

/** What an option means, with the values it may take and the one it has when it is left out. */
function describe({ description, argChoices, defaultValue }: Option): string {
  const isSaid = typeof defaultValue === 'string' || typeof defaultValue === 'number';
  const [choices, left] = [argChoices?.join('|'), isSaid ? `默认 / default ${defaultValue}` : undefined];
  const more = [choices, left].filter((part) => part !== undefined);
  return more.length > 0 ? `${description} (${more.join('; ')})` : description;
}

/** The `fairdraw` command line. @param clock the machine's; another one in tests alone */
export function createProgram(clock: Clock = systemClock): Command {
  const program = new Command('fairdraw')
    .description('公正抽：可验证的双随机抽查 / verifiable double-random inspections')
    .version(productVersion(), '-V, --version', '显示版本 / show the version')
    .helpOption('-h, --help', '显示用法 / show how it is used')
    .helpCommand('help [command]', '显示某个命令的用法 / show how a command is used')
    .configureHelp({ styleTitle: (title) => titles[title] ?? title, optionDescription: describe })
    .showHelpAfterError('(--help 查看用法 / shows how)')
    .exitOverride();
  for (const add of commands) add(program, clock);
  inheritExit(program);
  return program;
}

/** Usage errors of subcommands come back to us too, to be given their exit code. */
function inheritExit(command: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(command).exitOverride();
    if (child.commands.length > 0)
      child.helpCommand('help [command]', '显示某个命令的用法 / show how a command is used');
    inheritExit(child);
  }
}
