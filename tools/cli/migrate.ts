import type { Command } from 'commander';
import { CommandError, print, printJson } from './output.js';

const INSUFFICIENT_PRIVILEGE = '42501';

async function applyMigrations(): Promise<string[]> {
  await import('reflect-metadata');
  const { readConfig } = await import('../../server/platform/config.js');
  const { migrate } = await import('../../server/platform/database.js');
  const { openConfigured } = await import('../../server/serve.js');
  const database = await openConfigured(readConfig(process.env), { owner: true });
  try {
    return await migrate(database);
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new CommandError(
      '该登录名不是数据库的所有者，请用 FAIRDRAW_OWNER_DATABASE_URL 给出所有者的地址。' +
        'This login does not own the database: give the owner’s address by FAIRDRAW_OWNER_DATABASE_URL.',
    );
  } finally {
    await database.close();
  }
}

/** `fairdraw migrate`: brings the configured database up to date. */
export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('升级数据库结构 / bring the tables of the database up to date')
    .option('--json', '输出 JSON / print JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const applied = await applyMigrations();
      if (json) printJson({ applied });
      else print(applied.length > 0 ? `已执行 / applied: ${applied.join(', ')}` : '已是最新 / up to date');
    });
}
