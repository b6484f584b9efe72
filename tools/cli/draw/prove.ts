import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { print, printJson } from '../output.js';
import { guarded } from './guarded.js';
import { addSourceOptions, readSource, type SourceOptions } from './source.js';

interface ProveOptions extends SourceOptions {
  readonly slip: boolean;
  readonly out?: string;
}

async function prove(id: string, place: string, options: ProveOptions): Promise<void> {
  const { readFacts } = await import('../../explain/facts.js');
  const { findSubject } = await import('../../explain/find-subject.js');
  const { proofText, slipText } = await import('../../explain/prove.js');
  const { files } = await readSource(place, options);
  const facts = readFacts(files);
  const subject = findSubject(facts, id);
  const text = (options.slip ? slipText : proofText)(facts, files, subject);
  if (options.out === undefined) return print(text);
  await writeFile(options.out, text, { flag: 'wx', mode: 0o600 });
  if (options.json) return printJson({ ok: true, file: options.out, ...subject });
  print(`已写入 / written: ${options.out}`, '核对 / check it: fairdraw draw slip FILE FOLDER');
}

/** `fairdraw draw prove`. */
export function addProve(draw: Command): void {
  const command = draw
    .command('prove')
    .description('出具凭证：某对象、人员或排除记录在封存的名录中 / prove one record of a pool')
    .argument('<id>', '标识、名称，或 层/序号、officer/序号 / id, name, stratum/number, officer/number')
    .argument('<dir|url>', '抽取文件夹，或受限级的核验文件夹 / draw folder or restricted bundle')
    .option('--slip', '抽中对象的抽取凭证，上门时出示 / the slip of a unit drawn', false)
    .option('--out <file>', '写入新文件 / write it to a new file');
  addSourceOptions(command).action(guarded(prove));
}
