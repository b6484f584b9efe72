import { type Command, Option } from 'commander';
import type { Statement } from '../../../scheduler/draw/index.js';
import type { Clock } from '../../../schema/shared/unit.js';
import type { IssueText } from '../../draw-folder/issues.js';
import { describeComparison } from '../comparison-words.js';
import { CommandError, print, printJson } from '../output.js';
import { guarded } from './guarded.js';
import { KEYS_PASSPHRASE, secondsOf } from './options.js';
import { addSheetOptions, type SheetOptions } from './sheet-options.js';
import { actJson, describeDraw, drawJson } from './show-draw.js';

interface FreezeOptions extends SheetOptions {
  readonly campaign?: string;
  readonly with: readonly string[];
  readonly drawBy: string;
  readonly openBy?: string;
  readonly issue: readonly string[];
  readonly keys: string;
  readonly passphrase: boolean;
  readonly rehearsal: boolean;
  readonly source?: string;
  readonly issuer?: string;
  readonly documentNo?: string;
  readonly json: boolean;
}

/** A new passphrase: typed twice at a terminal, once from another program. */
async function newPassphrase(): Promise<string> {
  const { InputLines } = await import('../../client/input-lines.js');
  const lines = new InputLines();
  const first = await lines.next(KEYS_PASSPHRASE, { secret: true });
  const isSame = !lines.isTyped || (await lines.next('再输入一次 / once more', { secret: true })) === first;
  if (!isSame) throw new CommandError('两次输入不同，未写入任何内容。The two differ; nothing was written.');
  return first;
}

async function freeze(folder: string, options: FreezeOptions, clock: Clock): Promise<void> {
  const { freezeFolder } = await import('../../draw-folder/freeze.js');
  const { parseIssue } = await import('../../draw-folder/issues.js');
  const { showInstant } = await import('../../draw-folder/times.js');
  const { systemChance: chance } = await import('../../../server/platform/clock.js');
  const { printable } = await import('../../client/printable.js');
  const issues: IssueText[] = options.issue.map(parseIssue);
  const passphrase = options.passphrase ? await newPassphrase() : undefined;
  const now = secondsOf(clock);
  const frozen = await freezeFolder({ ...options, folder, issues, passphrase }, { now, chance });
  const { folder: place, handout, notices, log } = frozen;
  if (options.json) {
    const shown = frozen.draws.map(({ draw, bundle, statement }) => ({
      ...drawJson(draw),
      bundle,
      statement,
    }));
    return printJson({ ok: true, folder: place, handout, keys: options.keys, notices, ...actJson(shown) });
  }
  const hasWitness = frozen.draws[0]!.draw.commit.entropy.some(({ type }) => type === 'witness');
  print(
    ...notices.slice(0, 20).map(printable),
    ...frozen.draws.flatMap(({ draw, bundle, statement }) => [
      `已封库 / frozen: ${bundle}`,
      ...describeDraw(log, draw, showInstant).map(printable),
      ...describeComparisons(statement),
    ]),
    `密钥 / keys: ${options.keys}（没有它不能完成抽取，不要外传 / nothing can be drawn without it; show it to nobody）`,
    ...(hasWitness
      ? [`请见证人在十分钟内签名 / to be signed by the witnesses within ten minutes: ${handout}`]
      : ['没有见证人：只能自证（SELF）/ without a witness the operator alone vouches']),
  );
}

function describeComparisons({ comparisons }: Statement): string[] {
  if (comparisons.length === 0) return ['  首次封库，无可比较 / the first freeze: nothing to compare with'];
  return comparisons.flatMap(describeComparison);
}

/** `fairdraw draw freeze`. */
export function addFreeze(draw: Command, clock: Clock): void {
  const command = draw
    .command('freeze')
    .description('封库：由表格确定名录、规则，写入日志 / fix rules and pools from spreadsheets')
    .argument('<folder>', '抽取文件夹，内有 rules.json、targets、officers / the draw folder');
  addSheetOptions(command)
    .option(
      '--with <folder>',
      '同一次封库的另一项任务，可重复 / another campaign frozen in the same act; may be repeated',
      (text: string, all: string[]) => [...all, text],
      [],
    )
    .option('--campaign <code>', '任务代号，如 2026-q4；不写则取规则中的 / code of the campaign')
    .option(
      '--draw-by <time>',
      '抽取截止时间，如 2026-11-30T18:00 或 +2h / time by which it is drawn',
      '+24h',
    )
    .option('--open-by <time>', '保密抽取的公开时间 / when a confidential draw is opened')
    .option(
      '--issue <source=issue@time>',
      '公开号码用哪一期、何时开奖，可重复 / which issue of a number, and when it can be known',
      (text: string, all: string[]) => [...all, text],
      [],
    )
    .addOption(
      new Option(
        '--keys <file>',
        '操作人密钥的新文件，不要放在抽取文件夹内 / a new file for the operator’s secrets',
      ).makeOptionMandatory(),
    )
    .option('--no-passphrase', '密钥文件不设口令，仅限本人可读 / do not seal the key file; mode 0600 alone')
    .option('--rehearsal', '演练，另记日志 / a rehearsal, with a log of its own', false)
    .option(
      '--source <file|folder>',
      '仅抽人员时：上级的名单文件，或上级抽取的文件夹 / stage officers: the superior’s list, or the folder of its draw',
    )
    .option('--issuer <name>', '仅抽人员时：名单由谁下达 / stage officers: whose list it is')
    .option('--document-no <number>', '仅抽人员时：文号 / stage officers: number of its paper')
    .option('--json', '输出 JSON / print JSON', false)
    .action(guarded((folder: string, options: FreezeOptions) => freeze(folder, options, clock)));
}
