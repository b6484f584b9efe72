import type { Command } from 'commander';
import { print, printJson } from './output.js';

async function applyMigrations(): Promise<string[]> {
  await import('reflect-metadata');
  const { readConfig } = await import('../../server/platform/config.js');
  const { migrate } = await import('../../server/platform/database.js');
  const { openConfigured } = await import('../../server/serve.js');
  const database = await openConfigured(readConfig(process.env));
  try {
    return await migrate(database);
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
