import type { Command } from 'commander';
import type { Clock } from '../../../schema/shared/unit.js';
import { print, printJson } from '../output.js';
import { guarded } from './guarded.js';
import { secondsOf } from './options.js';

async function init(folder: string, { json }: { json: boolean }, clock: Clock): Promise<void> {
  const { writeSample } = await import('../../draw-folder/sample.js');
  const { dayOf } = await import('../../draw-folder/times.js');
  const files = await writeSample(folder, dayOf(secondsOf(clock)));
  if (json) return printJson({ ok: true, folder, files });
  print(
    `已写入样例 / an example is in ${folder}: ${files.join('、')}`,
    '接着 / next:',
    `  fairdraw draw preview ${folder}`,
    `  fairdraw draw freeze ${folder} --rehearsal --keys operator.key`,
    `  fairdraw draw run ${folder}/rehearsal --keys operator.key`,
    `  fairdraw draw verify ${folder}/rehearsal`,
    '把 rules.json 和表格换成自己的，就是自己的抽取。Put your own rules and spreadsheets there, and it is your draw.',
  );
}

/** `fairdraw draw init`. */
export function addInit(draw: Command, clock: Clock): void {
  draw
    .command('init')
    .description('写一个现成可用的样例文件夹 / write an example folder that works as it stands')
    .argument('<folder>', '新的或空的文件夹 / a new or empty folder')
    .option('--json', '输出 JSON / print JSON', false)
    .action(guarded((folder: string, options: { json: boolean }) => init(folder, options, clock)));
}
