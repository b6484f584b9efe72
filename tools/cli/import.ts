import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { ImportProgress, ImportRequest, ImportWait } from '../../schema/registry/index.js';
import { keepHeapSmall } from '../../server/platform/heap.js';
import { importProgress } from './import-progress.js';
import { showRemarks, showRun } from './import-report.js';
import { CommandError, printJson } from './output.js';

interface ImportOptions {
  readonly department: string;
  readonly map?: string;
  readonly source?: string;
  readonly dryRun: boolean;
  readonly goodRows: boolean;
  readonly conflicts: keyof typeof conflictRules;
  readonly missing: keyof typeof missingRules;
  readonly missingPercent?: number;
  readonly confirmMissing?: number;
  readonly token?: string;
  readonly remarks?: string;
  readonly json: boolean;
}

const kinds = ['entities', 'inspectors', 'items', 'special-pools'] as const;
const conflictRules = { refuse: 'REFUSE', file: 'FILE_WINS', register: 'REGISTER_WINS' } as const;
const missingRules = { keep: 'KEEP', report: 'REPORT', remove: 'MARK_REMOVED' } as const;

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('须为非负整数。It must be a whole number.');
  return Number(text);
}

/** Says whom the import waits for. */
function showWait({ holder, fileName, accountName, since }: ImportWait): void {
  const who = [holder === 'FREEZE' ? '封库 freeze' : '导入 import', fileName, accountName]
    .filter(Boolean)
    .join(' ');
  process.stderr.write(
    `等待名录库，正被使用：${who}，自 ${since} 起 / waiting for the pools, in use since then\n`,
  );
}

async function readRequest(
  kind: (typeof kinds)[number],
  path: string,
  options: ImportOptions,
): Promise<Omit<ImportRequest, 'departmentId'>> {
  const { ConflictRule, ImportKind, ImportMode, MissingRule } = await import(
    '../../schema/registry/index.js'
  );
  return {
    kind: ImportKind[kind.toUpperCase().replace('-', '_') as keyof typeof ImportKind],
    source: Object.assign(() => createReadStream(path), {
      from: (start: number) => createReadStream(path, { start }),
    }),
    fileName: basename(path),
    fileHash: await hashFile(path),
    size: (await stat(path)).size,
    mapping: options.map === undefined ? undefined : await readFile(options.map, 'utf8'),
    sourceName: options.source,
    mode: options.goodRows ? ImportMode.GOOD_ROWS : ImportMode.ALL_OR_NOTHING,
    dryRun: options.dryRun,
    conflicts: ConflictRule[conflictRules[options.conflicts]],
    missing: MissingRule[missingRules[options.missing]],
    missingPercent: options.missingPercent,
    confirmedMissingCount: options.confirmMissing,
    token: options.token,
  };
}

async function importInto(kind: (typeof kinds)[number], path: string, options: ImportOptions): Promise<void> {
  keepHeapSmall();
  const { refused, withHouse } = await import('./house.js');
  const { findDepartmentByCode, UnknownDepartment } = await import('../../schema/department/index.js');
  const { ImportRefused, importInSteps } = await import('../../schema/registry/index.js');
  const { isRefusal } = await import('../../schema/shared/refusal.js');
  const { fileSpool } = await import('../../server/platform/file-spool.js');
  const { writeRemarks } = await import('./import-remarks.js');
  const request = await readRequest(kind, path, options);
  const progress = importProgress();
  const spool = fileSpool();
  const run = await withHouse(async (house) => {
    const department = await findDepartmentByCode(house.read(), options.department);
    if (!department) return new UnknownDepartment(options.department);
    const whole = {
      ...request,
      departmentId: department.id,
      onProgress: (now: ImportProgress) => progress.show(now),
    };
    const waitSeconds = house.config.FAIRDRAW_POOL_WAIT_SECONDS;
    const outcome = await importInSteps(whole, { step: house.step, spool, waitSeconds, onWait: showWait });
    progress.end();
    if (options.remarks !== undefined) await writeRemarks(house, outcome, whole, options.remarks);
    return outcome;
  }).finally(() => spool.close());
  if (isRefusal(run)) {
    if (options.json) printJson({ ...run, code: run.code });
    else if (run instanceof ImportRefused) showRemarks('错误 / faults', run.faultCount, run.faults);
    throw refused(run);
  }
  if (options.json) printJson(run);
  else showRun(run);
  // A preview that found faults fails, as the import would.
  if (run.dryRun && run.faultCount > 0 && !options.goodRows) {
    throw new CommandError('有错误，正式导入将被拒绝。There are faults; the import would be refused.');
  }
}

/** `fairdraw import entities|inspectors|items|special-pools FILE --department CODE`. */
export function addImport(program: Command): void {
  program
    .command('import')
    .description('导入名录库或清单 / import targets, inspectors, the item list or special pools from a file')
    .addArgument(new Argument('<kind>', '内容 / what the file holds').choices(kinds))
    .argument('<file>', 'CSV（UTF-8 或 GB18030）、XLSX 或 JSON Lines 文件 / a CSV, XLSX or JSON Lines file')
    .addOption(
      new Option('--department <code>', '部门代码 / the code of the department').makeOptionMandatory(),
    )
    .option('--map <file>', '字段对照文件 / mapping file, for headings that no preset knows')
    .option('--source <name>', '来源名称，字段对照随之记住 / the source; its mapping is remembered')
    .option('--dry-run', '预览，不改动名录库 / check, compare and count; change nothing', false)
    .option('--good-rows', '只导入无误的行 / import the good rows of a faulty file', false)
    .addOption(
      new Option('--conflicts <rule>', '与名录库冲突的行 / rows in conflict with the register')
        .choices(Object.keys(conflictRules))
        .default('refuse'),
    )
    .addOption(
      new Option('--missing <rule>', '该来源已不在文件中的对象 / targets that the source no longer lists')
        .choices(Object.keys(missingRules))
        .default('keep'),
    )
    .option(
      '--missing-percent <n>',
      '缺少比例的上限 / the most that may be missing, per hundred',
      wholeNumber,
    )
    .option('--confirm-missing <n>', '确认缺少的对象数 / confirm how many are missing', wholeNumber)
    .option('--token <token>', '预览给出的凭证 / what a preview printed: refused if anything has changed')
    .option('--remarks <file>', '将错误行附说明写入文件 / write the faulty rows with remarks into a file')
    .option('--json', '输出 JSON / print JSON', false)
    .action(importInto);
}
