import type { Command } from 'commander';
import { listSettings } from '../../server/platform/config.js';

function settingLines(): string {
  const settings = listSettings();
  const width = Math.max(...settings.map(({ name }) => name.length));
  return settings
    .map(
      ({ name, meaning, fallback }) => `  ${name.padEnd(width)}  ${meaning}${fallback && ` (${fallback})`}`,
    )
    .join('\n');
}

/** `fairdraw serve`: the server, until it is told to stop. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('启动服务 / serve until stopped')
    .addHelpText('after', () => `\n设置（环境变量）/ settings, from the environment:\n${settingLines()}`)
    .option('--training', '整套系统作演练，渠道关闭 / a rehearsal: nothing leaves', false)
    .action(async ({ training }: { training: boolean }) => {
      const { keepHeapSmall } = await import('../../server/platform/heap.js');
      // Imports run in this process as well.
      keepHeapSmall();
      const { serve } = await import('../../server/serve.js');
      const { readConfig } = await import('../../server/platform/config.js');
      await serve(readConfig(process.env, training));
    });
}
