import { constants, existsSync } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { CommandError, print, printJson, printProgress } from '../output.js';
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

/** Says on standard error how far the trials are. */
function showProgress(done: number, all: number): void {
  printProgress('试抽 / trials', done, all);
}

/** Tried before the trials: they take minutes, and would be lost. */
async function checkWritable(path: string | true | undefined): Promise<void> {
  if (typeof path !== 'string') return;
  const place = existsSync(path) ? path : dirname(path);
  const isFolder = (await stat(place).catch(() => undefined))?.isDirectory() ?? false;
  const isAllowed = await access(place, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (isAllowed && isFolder === (place !== path)) return;
  throw new CommandError(
    `无法写入 ${path}：它是文件夹，或所在文件夹不存在，或没有权限。Cannot write ${path}: a folder, or in none, or not permitted.`,
  );
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
  await checkWritable(html);
  await checkWritable(json);
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
