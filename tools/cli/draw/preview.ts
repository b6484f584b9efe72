import type { Command } from 'commander';
import type { Preview } from '../../../scheduler/draw/index.js';
import { CommandError, print, printJson } from '../output.js';
import { guarded } from './guarded.js';
import { addSheetOptions, type SheetOptions } from './sheet-options.js';

interface PreviewOptions extends SheetOptions {
  readonly seeds: string;
  readonly json: boolean;
}

/** How many units without enough officers are named for people; `--json` has all. */
const SHOWN = 30;

/** A bar for people who watch; a program that reads is not disturbed. */
function showProgress(done: number, all: number): void {
  if (!process.stderr.isTTY) return;
  const filled = Math.round((30 * done) / all);
  process.stderr.write(`\r试抽 / trying ${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${done}/${all}`);
  if (done === all) process.stderr.write('\n');
}

async function preview(folder: string, options: PreviewOptions): Promise<void> {
  const { previewFolder } = await import('../../draw-folder/preview.js');
  const { printable } = await import('../../client/printable.js');
  const seeds = Number(options.seeds);
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > 100_000) {
    throw new CommandError('--seeds 应为 1 至 100000 的整数。--seeds is a whole number from 1 to 100,000.');
  }
  const { preview: seen, nameOf, wordOf } = await previewFolder(folder, options, seeds, showProgress);
  if (options.json) {
    const shortages = seen.shortages.map((one) => ({ ...one, name: nameOf(one.id) }));
    return printJson({ ok: true, ...seen, shortages });
  }
  print(...describe(seen, nameOf, wordOf).map(printable));
}

function describe(
  { sizes, shortages, demand, capacity, seeds, feasible, expected }: Preview,
  nameOf: (id: string) => string,
  wordOf: (code: string) => string,
): string[] {
  return [
    '分层 / strata:',
    ...sizes.map(
      ({ code, count, k, reserve }) =>
        `  ${wordOf(code)}：名录 ${count}，抽 ${k}，备选 ${reserve} / pool ${count}, drawn ${k}, reserve ${reserve}`,
    ),
    `所需名额 ${demand}，人员总量 ${capacity} / places needed ${demand}, capacity of all ${capacity}`,
    ...(shortages.length === 0
      ? ['没有缺人的对象 / nobody lacks officers']
      : [`缺人的对象 / units with too few officers: ${shortages.length}`]),
    ...shortages
      .slice(0, SHOWN)
      .map(
        ({ stratum, id, slot, needed, eligible }) =>
          `  ${stratum} ${id} ${nameOf(id)}：第 ${slot + 1} 组名额需 ${needed} 人，只有 ${eligible} 人 / slot ${slot + 1} needs ${needed}, has ${eligible}`,
      ),
    ...(shortages.length > SHOWN ? [`  …… 其余 ${shortages.length - SHOWN} 个见 --json`] : []),
    `按抽中概率所需 ${places(expected.demand)}，可满足 ${places(expected.flow)} / expected demand ${places(expected.demand)}, can be filled ${places(expected.flow)}`,
    ...expected.lacking.flatMap(({ demand: wanted, flow, officers, groups }) => [
      `  缺 ${places(wanted - flow)}，由 ${officers} 人分担 / lacking ${places(wanted - flow)}, shared by ${officers} officers`,
      ...groups.map(
        ({ district, skills, slot, units }) =>
          `    ${[wordOf(district), ...skills.map(wordOf)].join('、')}，第 ${slot + 1} 组名额，${units} 个对象 / slot ${slot + 1}, ${units} units`,
      ),
    ]),
    `试抽 ${seeds} 次，全部配齐 ${feasible} 次 / of ${seeds} trials ${feasible} could be staffed in full`,
    feasible === seeds
      ? '可以封库 / ready to freeze'
      : '有时会缺人：可增加人员、资质、区划或承检上限，再试 / people may be lacking: add officers, skills, districts or capacity',
  ];
}

/** Places from millionths. */
function places(millionths: number): string {
  return (millionths / 1_000_000).toFixed(2);
}

/** `fairdraw draw preview`. */
export function addPreview(draw: Command): void {
  const command = draw
    .command('preview')
    .description('预演：核对表格，指出缺人的对象，试抽若干次 / check the sheets, name shortages, try draws')
    .argument('<folder>', '抽取文件夹 / the draw folder');
  addSheetOptions(command)
    .option('--seeds <n>', '试抽次数 / how many draws to try', '200')
    .option('--json', '输出 JSON / print JSON', false)
    .action(guarded(preview));
}
