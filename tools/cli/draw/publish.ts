import type { Command } from 'commander';
import { print, printJson } from '../output.js';
import { guarded } from './guarded.js';
import { addFolderOptions, type FolderOptions } from './options.js';

interface PublishOptions extends FolderOptions {
  readonly statement: boolean;
}

async function publish(folder: string, to: string, options: PublishOptions): Promise<void> {
  const { publishDraw } = await import('../../draw-folder/publish.js');
  const names = await publishDraw({ folder, draw: options.draw }, to, options);
  if (options.json) return printJson({ ok: true, folder: to, files: names });
  print(
    `公开级文件已写入 ${to} / the public files are there:`,
    ...names.map((name) => `  ${name}`),
    `核验 / verify: fairdraw draw verify ${to}`,
  );
}

/** `fairdraw draw publish`. */
export function addPublish(draw: Command): void {
  const command = draw
    .command('publish')
    .description('取出可以公开的文件，供任何人核验 / the files that anybody may have, to verify')
    .argument('<folder>', '抽取文件夹 / the draw folder')
    .argument('<to>', '新的或空的文件夹 / a new or empty folder')
    .option(
      '--statement',
      '连同封库说明（会写明对象、人员和回避，只在可以公布时用）/ the pool statement too; it names units, officers, recusals',
      false,
    );
  addFolderOptions(command).action(guarded(publish));
}
