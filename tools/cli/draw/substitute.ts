import { type Command, InvalidArgumentError, Option } from 'commander';
import type { SubstitutionKind } from '../../../scheduler/draw/index.js';
import type { Clock } from '../../../schema/shared/unit.js';
import { print, printJson } from '../output.js';
import { guarded } from './guarded.js';
import { addFolderOptions, type FolderOptions, secondsOf } from './options.js';
import { drawJson } from './show-draw.js';

interface SubstituteOptions extends FolderOptions {
  readonly kind: SubstitutionKind;
  readonly unit: string;
  readonly officer?: string;
  readonly reason: string;
  readonly evidence: string;
  readonly requester: string;
  readonly approver: string;
  readonly extra?: number;
}

function readExtra(text: string): number {
  if (/^[1-9]\d?$|^100$/.test(text)) return Number(text);
  throw new InvalidArgumentError('应为 1 至 100。1 to 100.');
}

async function substitute(folder: string, options: SubstituteOptions, clock: Clock): Promise<void> {
  const { substituteInFolder } = await import('../../draw-folder/substitute.js');
  const { printable } = await import('../../client/printable.js');
  const made = await substituteInFolder({ ...options, folder }, secondsOf(clock));
  const { detail, comesIn, team, draw } = made;
  if (options.json) return printJson({ ok: true, ...drawJson(draw), detail, comesIn, team });
  const lines = [
    `第 ${detail.n} 次替换已登记 / substitution ${detail.n} recorded: ${options.kind} ${options.unit}`,
    comesIn ? `补入 / comes in: ${comesIn}` : '无人（无单位）补入 / nothing comes in',
    team.length > 0 ? `检查组 / team: ${team.join('、')}` : '暂缓 / held: 无检查组 / nobody serves it',
  ];
  print(...lines.map(printable));
}

/** `fairdraw draw substitute`. */
export function addSubstitute(draw: Command, clock: Clock): void {
  const command = draw
    .command('substitute')
    .description(
      '替换：对象注销、人员生病等，由抽取结果决定谁补入 / replace a unit or officer; the draw says by whom',
    )
    .argument('<folder>', '抽取文件夹 / the draw folder');
  const must = (flags: string, words: string) =>
    command.addOption(new Option(flags, words).makeOptionMandatory());
  command.addOption(
    new Option('--kind <kind>', '换对象、换人员，或为暂缓的对象配人 / what is replaced')
      .choices(['target', 'officer', 'held'])
      .makeOptionMandatory(),
  );
  must('--unit <id>', '对象的完整标识 / id of the unit');
  command.option('--officer <id>', '换人员：谁退出 / with officer: who goes');
  must('--reason <code>', '理由代号，须在规则的 substitution 内 / a reason of the rules');
  must('--evidence <file>', '证明材料文件，只记其指纹 / file of the evidence; its hash is recorded');
  must('--requester <id>', '申请人 / who asks');
  must('--approver <id>', '审批人，不能是申请人 / who approves, never the one who asks');
  command.option('--extra <n>', '本次可超出承检上限几家 / how many targets above the capacity', readExtra);
  addFolderOptions(command).action(
    guarded((folder: string, options: SubstituteOptions) => substitute(folder, options, clock)),
  );
}
