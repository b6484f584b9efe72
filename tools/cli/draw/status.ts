import type { Command } from 'commander';
import type { Clock } from '../../../schema/shared/unit.js';
import { print, printJson } from '../output.js';
import { guarded } from './guarded.js';
import { secondsOf } from './options.js';
import { daysOverdue, describeDraw, drawJson, nextStep } from './show-draw.js';

async function status(path: string, { json }: { json: boolean }, clock: Clock): Promise<void> {
  const { readFolderLog } = await import('../../draw-folder/draw-folder.js');
  const { showInstant } = await import('../../draw-folder/times.js');
  const { printable } = await import('../../client/printable.js');
  const log = await readFolderLog(path);
  const draws = [...log.draws.values()];
  const now = secondsOf(clock);
  if (json) {
    const { authority, series, seq, head } = log;
    const shown = draws.map((draw) => ({
      ...drawJson(draw),
      next: nextStep(draw),
      daysOverdue: daysOverdue(draw, now),
    }));
    return printJson({ ok: true, authority, series, seq, head, draws: shown });
  }
  print(
    `${log.authority} ${log.series}，日志 ${log.seq} 条 / events，head ${log.head}`,
    ...draws.flatMap((draw) => describeDraw(log, draw, showInstant, now)).map(printable),
  );
}

/** `fairdraw draw status`. */
export function addStatus(draw: Command, clock: Clock): void {
  draw
    .command('status')
    .description('文件夹中的各次抽取及下一步 / the draws of a folder and what comes next')
    .argument('<folder>', '抽取文件夹 / the draw folder')
    .option('--json', '输出 JSON / print JSON', false)
    .action(guarded((path: string, options: { json: boolean }) => status(path, options, clock)));
}
