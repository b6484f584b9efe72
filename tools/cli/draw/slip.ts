import type { Command } from 'commander';
import { guarded } from './guarded.js';
import { readSource, type SourceOptions } from './source.js';

async function slip(file: string, place: string, { json }: { json: boolean }): Promise<void> {
  const { checkSlipFile, showPaper } = await import('../slip.js');
  const { files } = await readSource(place, { restricted: false, json } as SourceOptions);
  showPaper(await checkSlipFile(file, files), json);
}

/** `fairdraw draw slip`. */
export function addSlip(draw: Command): void {
  draw
    .command('slip')
    .description('核对抽取凭证或名录凭证 / check the slip that a team shows, or the proof of a record')
    .argument('<slip>', '凭证文件 / file of the slip')
    .argument('<dir|url>', '文件夹，或抽取的地址 / a folder, or the address of the draw')
    .option('--json', '输出 JSON / print JSON', false)
    .action(guarded(slip));
}
