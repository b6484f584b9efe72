import type { Command } from 'commander';
import { addFetch } from './draw/fetch.js';
import { addSlip } from './draw/slip.js';
import { addVerify } from './draw/verify.js';

/** What can be done with a draw, in the order in which `--help` shows it. Each file adds its own. */
const commands = [addVerify, addFetch, addSlip];

/** `fairdraw draw …`: nothing of a server's database is touched. */
export function addDraw(program: Command): void {
  const draw = program.command('draw').description('抽取的核验 / verifying draws');
  for (const add of commands) add(draw);
}
