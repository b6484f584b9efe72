import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Argument, type Command, Option } from 'commander';
import { CommandError, printJson } from './output.js';

interface ExportOptions {
  readonly department: string;
  readonly asOf?: string;
  readonly format: 'csv' | 'xlsx' | 'jsonl';
  readonly encoding: 'utf-8' | 'gb18030';
  readonly keys: boolean;
  readonly output?: string;
  readonly json: boolean;
}

const registers = ['targets', 'inspectors', 'items', 'special-pools'] as const;

async function exportRegister(path: (typeof registers)[number], options: ExportOptions): Promise<void> {
  const { refused, withHouse } = await import('./house.js');
  const { beginExport, exportBytes, finishExport } = await import('../../schema/registry/index.js');
  const { isRefusal } = await import('../../schema/shared/refusal.js');
  const { readExportRequest } = await import('../../server/http/export-request.js');
  const { asOf, format, encoding, output } = options;
  if (output === undefined && (options.json || (format === 'xlsx' && process.stdout.isTTY))) {
    throw new CommandError('请用 -o 指定文件。Name a file with -o.');
  }
  const query = { ...(asOf ? { asOf } : {}), format, encoding, keys: String(options.keys) };
  const asked = readExportRequest(path, query);
  if (!asked || 'fault' in asked) {
    throw new CommandError(`选项有误 / a wrong option: ${asked?.fault ?? path}`);
  }
  const told = await withHouse(async (house) => {
    const request = { ...asked, departmentCode: options.department };
    const begun = await house.step((unit) => beginExport(unit, request));
    if (isRefusal(begun)) return begun;
    let outcome = {};
    const bytes = exportBytes(house.read(), begun, async (what) => {
      outcome = what;
      await house.step((unit) => finishExport(unit, begun.record.id, what));
    });
    await write(bytes, output);
    return { id: begun.record.id, asOf: begun.record.asOfAt.toISOString(), ...outcome };
  });
  if (isRefusal(told)) throw refused(told);
  if (options.json) printJson(told);
  else if (output !== undefined && 'rowCount' in told)
    process.stderr.write(`${output}: ${told.rowCount} 行 rows\n`);
}

/** Into a file, which is gone if it could not be written whole, or to standard output. */
async function write(bytes: AsyncIterable<Uint8Array>, file: string | undefined): Promise<void> {
  const source = Readable.from(bytes, { objectMode: false });
  if (file === undefined) return pipeline(source, process.stdout, { end: false });
  try {
    await pipeline(source, createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    await rm(file, { force: true });
    throw new CommandError(error instanceof Error ? error.message : String(error));
  }
}

/** `fairdraw export targets|inspectors|items|special-pools --department CODE`. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('导出名录或清单 / export a register as CSV, a workbook or JSON Lines')
    .addArgument(new Argument('<register>', '名录 / the register').choices(registers))
    .addOption(
      new Option('--department <code>', '部门代码 / the code of the department').makeOptionMandatory(),
    )
    .option('--as-of <day>', '某日终了时的名录 / the register as it stood at the end of a day')
    .addOption(
      new Option('--format <format>', '格式 / format').choices(['csv', 'xlsx', 'jsonl']).default('csv'),
    )
    .addOption(
      new Option('--encoding <encoding>', 'CSV 编码 / encoding of CSV')
        .choices(['utf-8', 'gb18030'])
        .default('utf-8'),
    )
    .option('--keys', '附行密钥，以便改后交回 / with row keys, so that it may come back', false)
    .option('-o, --output <file>', '文件；不填则写到标准输出 / file; standard output when absent')
    .option('--json', '输出 JSON / print JSON', false)
    .action(exportRegister);
}
