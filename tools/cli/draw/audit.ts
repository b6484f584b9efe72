import { existsSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { CommandError, print, printJson } from '../output.js';
import { guarded } from './guarded.js';

interface AuditOptions {
  readonly rules?: string;
  readonly pools?: string;
  readonly trials: number;
  readonly perYear: number;
  readonly json?: string | true;
  readonly html?: string;
  readonly draw?: string;
}

function wholeNumber(most: number): (text: string) => number {
  return (text) => {
    const n = Number(text);
    if (!Number.isInteger(n) || n < 1 || n > most) {
      throw new InvalidArgumentError(`须为 1 至 ${most} 的整数。A whole number from 1 to ${most} is needed.`);
    }
    return n;
  };
}

/** Says on standard error how far the trials are, at most once for each hundredth. */
function showProgress(done: number, all: number): void {
  const step = Math.max(1, Math.floor(all / 100));
  if (done % step !== 0 && done !== all) return;
  const start = process.stderr.isTTY ? '\r' : '';
  if (!process.stderr.isTTY && done !== all) return;
  process.stderr.write(`${start}试抽 / trials: ${done} / ${all}${done === all ? '\n' : ''}`);
}

async function audit(folder: string | undefined, options: AuditOptions): Promise<void> {
  const { filesOfFolder, filesOfPools } = await import('./audit-files.js');
  const { auditDraw, auditPage, headline } = await import('../../fairness/index.js');
  const { describeStanding } = await import('../history-words.js');
  const { rules, pools, trials, perYear, html, json, draw } = options;
  if (folder === undefined && (rules === undefined || pools === undefined)) {
    throw new CommandError(
      '请给出抽取文件夹或受限级文件夹，或同时给出 --rules 与 --pools。Give a draw folder or a restricted bundle, or --rules and --pools.',
    );
  }
  for (const file of [html, json]) if (typeof file === 'string') requireFilePlace(file);
  const { words, ...files } =
    folder === undefined ? await filesOfPools(rules!, pools!) : await filesOfFolder(folder, draw);
  const wordOf = (code: string) => words.get(code) ?? code;
  const result = auditDraw({ ...files, wordOf, trials, campaignsPerYear: perYear, progress: showProgress });
  const place = folder === undefined ? '--rules RULES.json --pools POOLS' : 'FOLDER';
  const repeat = `fairdraw draw audit ${place} --trials ${trials} --per-year ${perYear} --html audit.html`;
  if (html !== undefined) await writeFile(html, auditPage(result, repeat), { mode: 0o600 });
  if (typeof json === 'string') await writeFile(json, `${JSON.stringify(result)}\n`, { mode: 0o600 });
  else if (json === true || html === undefined) return printJson(result);
  const { zh, en } = headline(result);
  print(
    ...(result.draw ? describeStanding(result.draw) : []),
    zh,
    en,
    ...[html, json].filter((name) => typeof name === 'string').map((name) => `  ${name}`),
  );
}

/** Before the trials, not after them. */
function requireFilePlace(file: string): void {
  if (existsSync(file) && statSync(file).isDirectory()) {
    throw new CommandError(`${file} 是文件夹，应为文件。${file} is a folder; a file is needed.`);
  }
  if (!existsSync(dirname(resolve(file)))) {
    throw new CommandError(`没有文件夹 ${dirname(file)}。There is no folder ${dirname(file)}.`);
  }
}

/** `fairdraw draw audit`: how fair rules and pools are, before a draw or after it. */
export function addAudit(draw: Command): void {
  draw
    .command('audit')
    .description('审计规则与名录的公平性 / audit how fair rules and pools are')
    .argument(
      '[dir]',
      '抽取文件夹、受限级文件夹，或封库前放表格的文件夹 / draw folder, restricted bundle, or folder of spreadsheets',
    )
    .option('--rules <file>', '规则文件 rules.json / file of the rules')
    .option('--pools <dir>', '名录文件夹（pool/… 等，或表格）/ folder of the pools or spreadsheets')
    .option('--trials <n>', '试抽次数 / trials', wholeNumber(1_000_000), 1000)
    .option('--per-year <n>', '每年抽取次数 / draws of this kind in a year', wholeNumber(365), 1)
    .option('--html <file>', '写成网页 / write the page')
    .option('--json [file]', '写成 JSON，不给文件名则输出 / write or print JSON')
    .option('--draw <name>', '抽取文件夹中的哪一次 / which draw of a draw folder')
    .action(guarded(audit));
}
