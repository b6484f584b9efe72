import type { Command } from 'commander';

/** Where rules and spreadsheets are, unless they lie in the folder under their own names. */
export interface SheetOptions {
  readonly rules?: string;
  readonly targets?: string;
  readonly inspectors?: string;
  readonly recusals?: string;
  readonly excluded?: string;
}

/** Adds `--rules`, `--targets`, `--inspectors`, `--recusals`, `--excluded`. */
export function addSheetOptions(command: Command): Command {
  return command
    .option('--rules <file>', '规则，默认文件夹内的 rules.json / the rules')
    .option('--targets <file>', '检查对象表 .csv 或 .xlsx，默认 targets / the targets')
    .option('--inspectors <file>', '检查人员表，默认 officers / the officers')
    .option('--recusals <file>', '回避表，默认 recusals（可没有）/ recusals, where there are any')
    .option('--excluded <file>', '排除表，默认 excluded（可没有）/ exclusions, where there are any');
}
