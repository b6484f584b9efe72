import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Argument, type Command, Option } from 'commander';
import type { ImportRun, RowRemark } from '../../schema/registry/index.js';
import { CommandError, print, printJson } from './output.js';

interface ImportOptions {
  readonly department: string;
  readonly map?: string;
  readonly dryRun: boolean;
  readonly goodRows: boolean;
  readonly json: boolean;
}

const kinds = ['entities', 'inspectors', 'items'] as const;

/** How many remarks are printed for people; `--json` has a thousand. */
const SHOWN_REMARKS = 50;

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function showRemarks(title: string, count: number, remarks: readonly RowRemark[]): void {
  if (count === 0) return;
  print(`${title}: ${count}`);
  for (const { row, column, code, message, remedy } of remarks.slice(0, SHOWN_REMARKS)) {
    print(`  第 ${row} 行 ${column ?? ''} ${code}: ${message}${remedy ?? ''}`);
  }
  if (count > SHOWN_REMARKS) print(`  …… 其余 ${count - SHOWN_REMARKS} 条 / more (--json)`);
}

function show(run: ImportRun): void {
  const { rowCount, acceptedCount, rejectedCount, createdCount, updatedCount, unchangedCount } = run;
  if (run.dryRun) print('试运行，名录库未改动 / a trial: nothing was changed');
  print(
    `${run.fileName} (${run.encoding}), sha256 ${run.fileHash}`,
    `行 rows ${rowCount}, 接受 accepted ${acceptedCount}, 拒绝 rejected ${rejectedCount}`,
    `新增 created ${createdCount}, 更新 updated ${updatedCount}, 无变化 unchanged ${unchangedCount}`,
  );
  showRemarks('错误 / faults', run.faultCount, run.faults);
  showRemarks('提示 / warnings', run.warningCount, run.warnings);
}

/** Progress for people who watch; a program that reads is not disturbed. */
function showProgress(rowCount: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${rowCount} `);
}

async function importInto(kind: (typeof kinds)[number], path: string, options: ImportOptions): Promise<void> {
  const { refused, withHouse } = await import('./house.js');
  const { findDepartmentByCode, UnknownDepartment } = await import('../../schema/department/index.js');
  const { ImportKind, ImportMode, ImportRefused, importFile } = await import(
    '../../schema/registry/index.js'
  );
  const { isRefusal } = await import('../../schema/shared/refusal.js');
  const mapping = options.map === undefined ? undefined : await readFile(options.map, 'utf8');
  const fileHash = await hashFile(path);
  const run = await withHouse(async (house) => {
    const department = await findDepartmentByCode(house.read(), options.department);
    if (!department) return new UnknownDepartment(options.department);
    return house.step((unit) =>
      importFile(unit, {
        kind: ImportKind[kind.toUpperCase() as keyof typeof ImportKind],
        departmentId: department.id,
        source: Object.assign(() => createReadStream(path), {
          from: (start: number) => createReadStream(path, { start }),
        }),
        fileName: basename(path),
        fileHash,
        mapping,
        mode: options.goodRows ? ImportMode.GOOD_ROWS : ImportMode.ALL_OR_NOTHING,
        dryRun: options.dryRun,
        onProgress: showProgress,
      }),
    );
  });
  if (isRefusal(run)) {
    if (options.json) printJson({ ...run, code: run.code });
    else if (run instanceof ImportRefused) showRemarks('错误 / faults', run.faultCount, run.faults);
    throw refused(run);
  }
  if (options.json) printJson(run);
  else show(run);
  // A trial that found faults fails, as the import would.
  if (run.dryRun && run.faultCount > 0 && !options.goodRows) {
    throw new CommandError('有错误，正式导入将被拒绝。There are faults; the import would be refused.');
  }
}

/** `fairdraw import entities|inspectors|items FILE --department CODE`. */
export function addImport(program: Command): void {
  program
    .command('import')
    .description('导入名录库或清单 / import targets, inspectors or the item list from a CSV file')
    .addArgument(new Argument('<kind>', '内容 / what the file holds').choices(kinds))
    .argument('<file>', 'CSV 文件（UTF-8 或 GB18030）/ CSV file, UTF-8 or GB18030')
    .addOption(
      new Option('--department <code>', '部门代码 / the code of the department').makeOptionMandatory(),
    )
    .option('--map <file>', '字段对照文件 / mapping file, for headings that no preset knows')
    .option('--dry-run', '试运行，不改动名录库 / check, compare and count; change nothing', false)
    .option('--good-rows', '只导入无误的行 / import the good rows of a faulty file', false)
    .option('--json', '输出 JSON / print JSON', false)
    .action(importInto);
}
