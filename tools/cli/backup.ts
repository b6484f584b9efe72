import type { Command } from 'commander';
import { CommandError, print, printJson } from './output.js';

/** The configured database, by its owner where it has one, and only if there is one. */
async function openForBackup() {
  const { existsSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { readConfig } = await import('../../server/platform/config.js');
  const { openDatabase } = await import('../../server/platform/database.js');
  const { DatabaseInUseError } = await import('../../server/platform/embedded-lock.js');
  const { DATABASE_URL, FAIRDRAW_OWNER_DATABASE_URL, dataDir } = readConfig(process.env);
  if (DATABASE_URL) return openDatabase({ url: FAIRDRAW_OWNER_DATABASE_URL ?? DATABASE_URL, poolSize: 2 });
  if (!existsSync(join(dataDir, 'cluster'))) {
    throw new CommandError(
      `没有嵌入式数据库 ${dataDir}。There is no embedded database in ${dataDir} (FAIRDRAW_DATA_DIR, DATABASE_URL).`,
    );
  }
  return openDatabase({ folder: dataDir }).catch((error: Error) => {
    if (!(error instanceof DatabaseInUseError)) throw error;
    const advice = `服务运行时请向其发送 SIGUSR2，副本写入备份目录。While it serves, send it SIGUSR2: it copies itself into the backup folder (docs/operating.md).`;
    throw new CommandError(`${error.message}\n${advice}`);
  });
}

async function backUp(file: string, { json }: { json: boolean }): Promise<void> {
  await import('reflect-metadata');
  const { systemClock } = await import('../../server/platform/clock.js');
  const { writeCheckedBackup } = await import('../../server/keeping/backup-folder.js');
  const { backupWords, evidenceWords, tellProgress } = await import('./keeping-words.js');
  const database = await openForBackup();
  try {
    const progress = json ? () => {} : tellProgress('备份 / backup');
    const { manifest, sha256 } = await writeCheckedBackup(database, file, systemClock.now(), progress);
    if (json) return printJson({ file, sha256, ...manifest });
    print(`已备份并核对 / backed up and checked: ${file}`);
    print(...backupWords({ manifest, sealed: { sha256, length: 0 } }));
    print('密钥文件不在备份中，请另行保管。The key file is not in the backup: keep it apart.');
    print(...evidenceWords(manifest));
  } finally {
    await database.close();
  }
}

/** `fairdraw backup FILE`: the whole database in one file. */
export function addBackup(program: Command): void {
  program
    .command('backup')
    .argument('<file>', '备份文件，如 fairdraw.tar.zst / the file to write')
    .description(
      '备份数据库；PostgreSQL 可在服务运行时进行 / back up the database; PostgreSQL while it serves',
    )
    .option('--json', '输出 JSON / print JSON', false)
    .action(backUp);
}
