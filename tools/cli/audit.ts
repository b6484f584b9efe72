import { rm } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readLines, writeLines } from './audit-file.js';
import { addAuditVerify } from './audit-verify.js';
import { CommandError, print, printJson } from './output.js';

interface Options {
  readonly training: boolean;
  readonly json: boolean;
}

async function exportRecord(file: string, { training, json }: Options): Promise<void> {
  const { withHouse } = await import('./house.js');
  const { auditLines, readEnd, recordEvent, sealAudit } = await import('../../schema/audit/index.js');
  const told = await withHouse(async (house) => {
    await house.step(async (unit) => {
      const checkpoint = await sealAudit(unit);
      const size = checkpoint?.size ?? 0;
      await recordEvent(unit, 'audit.exported', { kind: 'audit-record', id: String(size) }, { size });
    });
    const reader = house.read();
    const fileHash = await reader.beyond('audit', (wide) => writeLines(file, auditLines(wide)));
    return { file, size: (await readEnd(reader))?.size ?? 0, fileHash };
  }, training);
  if (json) return printJson(told);
  print(`已导出 / exported: ${told.size} 条事件 events`, `  ${told.file}`, `  SHA-256 ${told.fileHash}`);
}

async function seal({ training, json }: Options): Promise<void> {
  const { withHouse } = await import('./house.js');
  const { sealAudit } = await import('../../schema/audit/index.js');
  const checkpoint = await withHouse((house) => house.step(sealAudit), training);
  if (!checkpoint) throw new CommandError('还没有审计事件。There is no audit event yet.');
  const { size, root, note, verifierKey } = checkpoint;
  if (json) return printJson({ size, root, note, verifierKey });
  process.stdout.write(note);
}

async function archive(
  file: string,
  { before, training, json }: Options & { before: string },
): Promise<void> {
  const { refused, withOwnHouse } = await import('./house.js');
  const { archiveEvents, auditLines, findArchivable, verifyAudit } = await import(
    '../../schema/audit/index.js'
  );
  const { isRefusal } = await import('../../schema/shared/refusal.js');
  const told = await withOwnHouse(async (house) => {
    const keepDays = house.config.FAIRDRAW_AUDIT_DAYS;
    const reader = house.read();
    const found = await findArchivable(reader, before, keepDays);
    if (isRefusal(found)) return found;
    const { size } = found;
    const fileHash = await reader.beyond('audit', (wide) => writeLines(file, auditLines(wide, size)));
    // What leaves the database is read back first, and verified.
    const verdict = await verifyAudit(readLines(file));
    if (!verdict.ok || verdict.size !== size) {
      await rm(file, { force: true });
      throw new CommandError(
        `归档未成：记录核验不过（${verdict.difference?.zh}）。Not archived: the record does not verify (${verdict.difference?.en}).`,
      );
    }
    const count = await house.step((unit) => archiveEvents(unit, { size, fileHash, keepDays }));
    return { file, size, count, fileHash };
  }, training);
  if (isRefusal(told)) throw refused(told);
  if (json) return printJson(told);
  print(
    `已归档 / archived: ${told.count} 条事件 events（至第 ${told.size} 条 / up to ${told.size}）`,
    `  ${told.file}`,
    `  SHA-256 ${told.fileHash}`,
    '请妥善保存：数据库中只剩其叶哈希。Keep it: the database holds only their leaf hashes now.',
  );
}

function readDay(text: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (day?.toJSON()?.startsWith(text)) return text;
  throw new InvalidArgumentError('须为存在的日期 YYYY-MM-DD。An existing day is needed, YYYY-MM-DD.');
}

/** `fairdraw audit export|verify|seal|archive`. */
export function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description('审计记录 / the record of who did what');
  const withTraining = (command: Command) =>
    command
      .option('--training', '演练用的数据库 / the database of a rehearsal', false)
      .option('--json', '输出 JSON / print JSON', false);
  withTraining(audit.command('export'))
    .description(
      '导出审计记录，连同检查点与公钥 / write the record with its checkpoints and keys into a file',
    )
    .argument('<file>', '新文件 / a new file')
    .action(exportRecord);
  addAuditVerify(audit);
  withTraining(audit.command('seal'))
    .description('立即签发检查点并显示 / sign a checkpoint now and show it')
    .action(seal);
  withTraining(audit.command('archive'))
    .description('归档最早的事件，库中只留叶哈希 / move the oldest events into an archive; their leaves stay')
    .addOption(
      new Option('--before <day>', '此日之前的事件 / events of days before this one')
        .argParser(readDay)
        .makeOptionMandatory(),
    )
    .argument('<file>', '新文件 / a new file')
    .action(archive);
}
