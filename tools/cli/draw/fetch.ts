import { type Command, InvalidArgumentError } from 'commander';
import { print, printJson } from '../output.js';
import { guarded } from './guarded.js';
import { addSourceOptions, readSource, type SourceOptions } from './source.js';

async function save(place: string, folder: string, options: SourceOptions): Promise<void> {
  const { isAddress, saveBundle } = await import('../../client/index.js');
  if (!isAddress(place)) {
    throw new InvalidArgumentError('请给出抽取的地址。The address of a draw is needed.');
  }
  const { files, commitment } = await readSource(place, options);
  await saveBundle(folder, files);
  const names = Object.keys(files).sort();
  if (options.json) return printJson({ commitment, folder, files: names });
  print(`已保存 ${names.length} 个文件到 ${folder} / saved:`, ...names.map((name) => `  ${name}`));
}

/** `fairdraw draw fetch`. */
export function addFetch(draw: Command): void {
  const fetching = draw
    .command('fetch')
    .description('保存一次抽取的文件，供离线核验 / save the files of a draw, to verify offline')
    .argument('<url>', '抽取的地址 / address of the draw')
    .argument('<dir>', '新的或空的文件夹 / a new or empty folder');
  addSourceOptions(fetching).action(guarded(save));
}
