import type { Command } from 'commander';
import type { EvidenceCheck } from '../../server/evidence/check-evidence.js';
import { CommandError, print, printJson } from './output.js';

interface EvidenceOptions {
  readonly training: boolean;
  readonly json: boolean;
}

function faultWords({ faults, files }: EvidenceCheck): CommandError {
  return new CommandError(
    [
      `${faults.length} / ${files} 个证据文件缺失或有改动，请从副本恢复这些文件。`,
      `${faults.length} of ${files} files of evidence are missing or changed: bring them back from a copy.`,
      ...faults.map(({ evidenceId, role, blobId, fault }) => `  ${evidenceId} ${role} ${blobId}: ${fault}`),
    ].join('\n'),
  );
}

/** Nothing is lost by them: after an older backup was restored they are there rightly. */
function strangerWords({ strangers }: EvidenceCheck): string {
  return [
    `证据库中有 ${strangers.length} 个数据库不认识的文件（恢复旧备份之后，或他人放入），未作改动：`,
    `${strangers.length} files in the store are known to no row (after an older backup was restored, or put there by somebody), and were left alone:`,
    ...strangers.map((name) => `  ${name}`),
  ].join('\n');
}

async function verify({ training, json }: EvidenceOptions): Promise<void> {
  const { withHouse } = await import('./house.js');
  const { checkEvidence } = await import('../../server/evidence/check-evidence.js');
  const { openStore } = await import('../../server/evidence/open-store.js');
  const check = await withHouse(({ config, read }) => checkEvidence(read(), openStore(config)), training);
  if (json) printJson(check);
  else if (check.strangers.length > 0) print(strangerWords(check));
  if (check.faults.length > 0) throw faultWords(check);
  const { files, bytes, place } = check;
  if (!json) print(`证据库完好 / every file of evidence is whole: ${files}, ${bytes} bytes, ${place}`);
}

async function copy(folder: string, { training, json }: EvidenceOptions): Promise<void> {
  const { withHouse } = await import('./house.js');
  const { copyEvidence } = await import('../../server/evidence/check-evidence.js');
  const { openStore } = await import('../../server/evidence/open-store.js');
  const copied = await withHouse(
    ({ config, read }) => copyEvidence(read(), openStore(config), folder),
    training,
  );
  if (json) return printJson({ folder, copied });
  print(`已复制新增证据文件 / new files of evidence copied: ${copied} → ${folder}`);
}

/** `fairdraw evidence verify` and `fairdraw evidence copy FOLDER`. */
export function addEvidence(program: Command): void {
  const evidence = program
    .command('evidence')
    .description(
      '核对、复制证据文件（不在数据库备份中）/ compare and copy files of evidence, which no backup holds',
    );
  evidence
    .command('verify')
    .description('逐份解密并核对哈希 / decrypt every file and compare its hash')
    .option('--training', '演练用的数据库 / the database of a rehearsal', false)
    .option('--json', '输出 JSON / print JSON', false)
    .action(verify);
  evidence
    .command('copy')
    .argument('<folder>', '副本目录 / the folder of the copy')
    .description('把新增的证据文件（加密状态）复制到目录 / copy what a folder lacks, encrypted as it is')
    .option('--training', '演练用的数据库 / the database of a rehearsal', false)
    .option('--json', '输出 JSON / print JSON', false)
    .action(copy);
}
