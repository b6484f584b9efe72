import type { Command } from 'commander';
import { print, printJson } from './output.js';

interface RestoreOptions {
  readonly check: boolean;
  readonly json: boolean;
}

async function check(file: string, json: boolean): Promise<void> {
  const { checkBackup } = await import('../../server/keeping/read-backup.js');
  const { backupWords } = await import('./keeping-words.js');
  const backup = await checkBackup(file);
  if (json) return printJson({ file, sha256: backup.sealed.sha256, ...backup.manifest });
  print(`备份完好 / the backup is whole: ${file}`, ...backupWords(backup));
}

async function restore(file: string, json: boolean): Promise<void> {
  await import('reflect-metadata');
  const { readConfig } = await import('../../server/platform/config.js');
  const { systemChance, systemClock } = await import('../../server/platform/clock.js');
  const { checkBackup } = await import('../../server/keeping/read-backup.js');
  const { restoreEmbedded, restorePostgreSql } = await import('../../server/keeping/restore.js');
  const { backupWords, evidenceWords, rowsByTable, tellProgress } = await import('./keeping-words.js');
  const { DATABASE_URL, FAIRDRAW_OWNER_DATABASE_URL, dataDir } = readConfig(process.env);
  const backup = await checkBackup(file);
  const tell = (what: string) => (json ? () => {} : tellProgress(what, rowsByTable(backup)));
  const progress = { loaded: tell('写入 / loaded'), verified: tell('核对 / verified') };
  const loading = { path: file, backup, progress, clock: systemClock, chance: systemChance };
  if (DATABASE_URL) await restorePostgreSql(FAIRDRAW_OWNER_DATABASE_URL ?? DATABASE_URL, loading);
  else await restoreEmbedded(dataDir, loading);
  if (json) return printJson({ restored: file, sha256: backup.sealed.sha256, ...backup.manifest });
  print(`已恢复并逐表核对 / restored, every table verified: ${file}`, ...backupWords(backup));
  print('所有会话已结束，需重新登录。All sessions are ended: sign in again.');
  if (backup.manifest.keyFingerprint) {
    print(
      '启动前放回其密钥文件（FAIRDRAW_KEY_FILE）。Before the start bring back its key file (FAIRDRAW_KEY_FILE).',
    );
  }
  print(...evidenceWords(backup.manifest));
}

/** `fairdraw restore FILE`: into an empty database, all or nothing. */
export function addRestore(program: Command): void {
  program
    .command('restore')
    .argument('<file>', '备份文件 / a backup')
    .description('将备份恢复到空数据库，全部或全不 / restore a backup into an empty database, all or nothing')
    .option('--check', '只核对文件，不用数据库 / only check the file, without a database', false)
    .option('--json', '输出 JSON / print JSON', false)
    .action((file: string, options: RestoreOptions) =>
      options.check ? check(file, options.json) : restore(file, options.json),
    );
}
