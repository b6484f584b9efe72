import type { Command } from 'commander';

/** `fairdraw serve`: the server, until it is told to stop. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('启动服务 / serve until stopped (settings: docs/operating.md)')
    .option('--training', '整套系统作演练，渠道关闭 / a rehearsal: nothing leaves', false)
    .action(async ({ training }: { training: boolean }) => {
      const { serve } = await import('../../server/serve.js');
      const { readConfig } = await import('../../server/platform/config.js');
      await serve(readConfig(process.env, training));
    });
}
