import type { Command } from 'commander';
import type { Clock } from '../../schema/shared/unit.js';
import { systemClock } from '../../server/platform/clock.js';
import { addAnchor } from './draw/anchor.js';
import { addAudit } from './draw/audit.js';
import { addCertificate } from './draw/certificate.js';
import { addClose } from './draw/close.js';
import { exampleOf } from './draw/examples.js';
import { addExplain } from './draw/explain.js';
import { addFetch } from './draw/fetch.js';
import { addFreeze } from './draw/freeze.js';
import { addInit } from './draw/init.js';
import { addPreview } from './draw/preview.js';
import { addProve } from './draw/prove.js';
import { addPublish } from './draw/publish.js';
import { addReveal } from './draw/reveal.js';
import { addRun } from './draw/run.js';
import { addSlip } from './draw/slip.js';
import { addStatus } from './draw/status.js';
import { addSubstitute } from './draw/substitute.js';
import { addVerify } from './draw/verify.js';

/** What can be done with a draw, in the order in which `--help` shows it. Each file adds its own. */
const commands = [
  addInit,
  addPreview,
  addFreeze,
  addStatus,
  addAnchor,
  addReveal,
  addRun,
  addClose,
  addSubstitute,
  addVerify,
  addExplain,
  addProve,
  addPublish,
  addFetch,
  addSlip,
  addAudit,
  addCertificate,
];

const beginning = `
例 / example:
  fairdraw draw init 抽查
  fairdraw draw freeze 抽查 --rehearsal --keys operator.key
  fairdraw draw run 抽查/rehearsal --keys operator.key
  fairdraw draw verify 抽查/rehearsal
每个命令的说明 / help of a command: fairdraw draw freeze --help`;

/**
 * `fairdraw draw …`: nothing of a server's database is touched. The clock is the machine's; there is no option and no
 * variable that would set it, so that nobody dates an event back.
 */
export function addDraw(program: Command, clock: Clock = systemClock): void {
  const draw = program
    .command('draw')
    .description('抽取：从表格到结果，以及核验 / draws: from spreadsheets to a result, and verifying them');
  for (const add of commands) add(draw, clock);
  draw.addHelpText('after', beginning);
  for (const command of draw.commands) {
    command.addHelpText('after', `\n例 / example:\n  ${exampleOf(command.name())}`);
  }
}
