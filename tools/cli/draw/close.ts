import { type Command, Option } from 'commander';
import type { Draw } from '../../../scheduler/draw/index.js';
import type { Clock } from '../../../schema/shared/unit.js';
import { print, printJson } from '../output.js';
import { states } from '../verdict-words.js';
import { guarded } from './guarded.js';
import { addFolderOptions, type FolderOptions, keysOption, readKeys, secondsOf } from './options.js';
import { actJson, drawJson } from './show-draw.js';

function show(draws: readonly Draw[], json: boolean): void {
  if (json) printJson({ ok: true, ...actJson(draws.map(drawJson)) });
  else for (const draw of draws) showDraw(draw);
}

function showDraw(draw: Draw): void {
  const { campaign, drawNo } = draw.commit;
  const { lapse } = draw;
  print(
    `${campaign}-${drawNo}: ${(states[draw.state] ?? [draw.state]).join(' / ')}`,
    ...(lapse
      ? [`  未完成 / failed: ${lapse.missing.map(({ id, step }) => `${id} (${step})`).join('、')}`]
      : []),
  );
}

async function annul(
  folder: string,
  options: FolderOptions & { reason: string },
  clock: Clock,
): Promise<void> {
  const { voidInFolder } = await import('../../draw-folder/close.js');
  show(await voidInFolder({ folder, draw: options.draw }, options.reason, secondsOf(clock)), options.json);
}

async function lapse(folder: string, options: FolderOptions, clock: Clock): Promise<void> {
  const { lapseInFolder } = await import('../../draw-folder/close.js');
  show(await lapseInFolder({ folder, draw: options.draw }, secondsOf(clock)), options.json);
}

async function open(folder: string, options: FolderOptions & { keys: string }, clock: Clock): Promise<void> {
  const { openInFolder } = await import('../../draw-folder/close.js');
  const secrets = await readKeys(options.keys);
  show(await openInFolder({ folder, draw: options.draw }, secrets!, secondsOf(clock)), options.json);
}

/** `fairdraw draw void`, `lapse` and `open`. */
export function addClose(draw: Command, clock: Clock): void {
  const folder = ['<folder>', '抽取文件夹 / the draw folder'] as const;
  addFolderOptions(
    draw
      .command('void')
      .description('作废：揭示之前撤销封库，须写理由 / end a draw before anything is revealed')
      .argument(...folder)
      .addOption(new Option('--reason <text>', '理由 / why').makeOptionMandatory()),
  ).action(
    guarded((path: string, options: FolderOptions & { reason: string }) => annul(path, options, clock)),
  );
  addFolderOptions(
    draw
      .command('lapse')
      .description('逾期：截止后如实记下谁未完成 / end a draw whose time is over, naming who failed')
      .argument(...folder),
  ).action(guarded((path: string, options: FolderOptions) => lapse(path, options, clock)));
  addFolderOptions(
    draw
      .command('open')
      .description('公开：保密抽取到期公开秘密值 / open a confidential draw on its day')
      .argument(...folder)
      .addOption(keysOption().makeOptionMandatory()),
  ).action(guarded((path: string, options: FolderOptions & { keys: string }) => open(path, options, clock)));
}
