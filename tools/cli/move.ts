import { type Command, InvalidArgumentError, Option } from 'commander';
import type { MoveReport } from '../../server/keeping/move.js';
import { CommandError, print, printJson } from './output.js';

interface MoveOptions {
  readonly to: string;
  readonly json: boolean;
}

function addressIn(text: string): string {
  if (/^postgres(ql)?:\/\/[^/]+\/.+/.test(text)) return text;
  throw new InvalidArgumentError('postgresql://user@host:5432/database');
}

function report({ to, wasDone, tables, rows, backup }: MoveReport): void {
  if (wasDone) print(`此前的搬迁已经完成 / the move had been done already: ${to}`);
  else print(`已搬迁并逐表核对 / moved, every table verified: ${tables} 表 tables, ${rows} 行 rows → ${to}`);
  if (backup) print(`搬迁所用备份 / the backup by which it was moved: ${backup}`);
  print(
    `今后请设置 / from now on set: DATABASE_URL=postgresql://…@${to}`,
    '密钥文件仍用原来的；所有会话已结束。The key file stays the same; all sessions are ended.',
  );
}

async function move({ to, json }: MoveOptions): Promise<void> {
  await import('reflect-metadata');
  const { readConfig } = await import('../../server/platform/config.js');
  const { systemChance, systemClock } = await import('../../server/platform/clock.js');
  const { backupFolderOf } = await import('../../server/keeping/backup-folder.js');
  const { moveToPostgreSql } = await import('../../server/keeping/move.js');
  const { rowsByTable, tellProgress } = await import('./keeping-words.js');
  const config = readConfig(process.env);
  if (config.DATABASE_URL) {
    throw new CommandError(
      '搬迁的是嵌入式数据库：请先去掉 DATABASE_URL。It is the embedded database that is moved: unset DATABASE_URL first.',
    );
  }
  const rowsOf = new Map<string, number>();
  const tell = (what: string) => (json ? () => {} : tellProgress(what, rowsOf));
  const progress = {
    taken: tell('读取 / read'),
    known: (backup: Parameters<typeof rowsByTable>[0]) => {
      for (const [table, rows] of rowsByTable(backup)) rowsOf.set(table, rows);
    },
    loaded: tell('写入 / loaded'),
    verified: tell('核对 / verified'),
  };
  const { dataDir } = config;
  const sources = { clock: systemClock, chance: systemChance };
  const done = await moveToPostgreSql({
    ...{ dataDir, url: to, backupDir: backupFolderOf(config), progress, ...sources },
  });
  if (json) printJson(done);
  else report(done);
}

/** `fairdraw move --to postgresql://…`: from the embedded database to PostgreSQL. */
export function addMove(program: Command): void {
  program
    .command('move')
    .description('将嵌入式数据库搬迁到空的 PostgreSQL / move the embedded database to an empty PostgreSQL')
    .addOption(
      new Option('--to <url>', '目标数据库，由其所有者连接 / the target, by its owner')
        .argParser(addressIn)
        .makeOptionMandatory(),
    )
    .option('--json', '输出 JSON / print JSON', false)
    .action(move);
}
