import type { Command } from 'commander';
import type { Clock } from '../../../schema/shared/unit.js';
import type { Contribution } from '../../draw-folder/contribution.js';
import { guarded } from './guarded.js';
import { addFolderOptions, type FolderOptions, keysOption, readKeys, secondsOf } from './options.js';
import { addPublicValueOptions, type PublicValueOptions, readPublicValue } from './reveal.js';
import { showRevealed } from './show-revealed.js';

interface RunOptions extends FolderOptions, PublicValueOptions {
  readonly keys: string;
}

async function run(folder: string, options: RunOptions, clock: Clock): Promise<void> {
  const { revealInFolder } = await import('../../draw-folder/reveal.js');
  const { ofOperator } = await import('../../draw-folder/contribution.js');
  const secrets = await readKeys(options.keys);
  const revealed = await revealInFolder(
    {
      folder,
      draw: options.draw,
      secrets,
      needsKeys: true,
      mustComplete: true,
      values: async (draw) => {
        const own = ofOperator(draw, secrets!);
        const values: Contribution[] = draw.reveals[own.source] ? [] : [own];
        return [...values, ...(await readPublicValue(draw, options))];
      },
    },
    secondsOf(clock),
  );
  return showRevealed(revealed, options.json);
}

/** `fairdraw draw run`. */
export function addRun(draw: Command, clock: Clock): void {
  const command = draw
    .command('run')
    .description(
      '完成抽取：揭示操作人的（及最后的公开）数值并算出结果 / reveal what is left and draw, in one moment',
    )
    .argument('<folder>', '抽取文件夹 / the draw folder')
    .addOption(keysOption().makeOptionMandatory());
  addFolderOptions(addPublicValueOptions(command)).action(
    guarded((folder: string, options: RunOptions) => run(folder, options, clock)),
  );
}
