import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { AuditVerdict, KnownBefore } from '../../schema/audit/index.js';
import { readLines } from './audit-file.js';
import { describeAudit, describeDifference } from './audit-words.js';
import { CommandError, print, printJson } from './output.js';

interface VerifyOptions {
  readonly database: boolean;
  readonly archive?: readonly string[];
  readonly checkpoint?: readonly string[];
  readonly key?: readonly string[];
  readonly training: boolean;
  readonly json: boolean;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(`读不了文件 ${file} (${code})。The file ${file} cannot be read (${code}).`);
  }
}

/** Keys as they are, or a file with one in each line, as the portal gives it. */
function readKeys(given: readonly string[]): string[] {
  const texts = given.map((key) => (/^\S+\+[0-9a-f]{8}\+/.test(key) ? key : readText(key)));
  return texts.flatMap((text) => text.split('\n').filter((line) => line !== ''));
}

async function verifyLive(known: KnownBefore, training: boolean): Promise<AuditVerdict> {
  const { withOwnHouse } = await import('./house.js');
  const { verifyDatabase } = await import('../../schema/audit/index.js');
  return withOwnHouse((house) => verifyDatabase(house.read(), known), training);
}

/** Notes of a file's checkpoints up to a size: by them its archives are held to the same leaves. */
async function notesOf(file: string, size: number): Promise<string[]> {
  const notes: string[] = [];
  for await (const line of readLines(file)) {
    const value = JSON.parse(line) as { note?: string; size?: number; seq?: number };
    if (value.seq !== undefined) break;
    if (value.note && (value.size ?? 0) <= size) notes.push(value.note);
  }
  return notes;
}

async function verifyArchive(file: string, record: string, known: KnownBefore): Promise<AuditVerdict> {
  const { verifyAudit } = await import('../../schema/audit/index.js');
  const alone = await verifyAudit(readLines(file), { keys: known.keys });
  if (!alone.ok) return alone;
  return verifyAudit(readLines(file), { keys: known.keys, notes: await notesOf(record, alone.size) });
}

function refuse(file: string, { difference }: AuditVerdict): CommandError {
  const lines = difference ? describeDifference(difference) : [];
  return new CommandError([`审计记录有改动 / the audit record was changed: ${file}`, ...lines].join('\n'));
}

async function verify(file: string | undefined, options: VerifyOptions): Promise<void> {
  if ((file === undefined) !== options.database) {
    throw new CommandError('请给出一个文件，或 --database。Name a file, or --database.');
  }
  const known = {
    keys: readKeys(options.key ?? []),
    notes: (options.checkpoint ?? []).map(readText),
  };
  await import('reflect-metadata');
  const { verifyAudit } = await import('../../schema/audit/index.js');
  const verdicts = new Map<string, AuditVerdict>();
  if (file === undefined) verdicts.set('database', await verifyLive(known, options.training));
  else verdicts.set(file, await verifyAudit(readLines(file), known));
  const [[, main]] = [...verdicts] as [[string, AuditVerdict]];
  if (file !== undefined && main.ok) {
    for (const archive of options.archive ?? [])
      verdicts.set(archive, await verifyArchive(archive, file, known));
  }
  for (const [source, verdict] of verdicts) if (options.json) printJson({ source, ...verdict });
  for (const [source, verdict] of verdicts) if (!verdict.ok) throw refuse(source, verdict);
  const isKeyKnown = known.keys.length + known.notes.length > 0;
  if (options.json) return;
  for (const [source, verdict] of verdicts) print(`${source}:`, ...describeAudit(verdict, isKeyKnown));
}

/** `fairdraw audit verify FILE` and `fairdraw audit verify --database`. */
export function addAuditVerify(audit: Command): void {
  audit
    .command('verify')
    .description('核验审计记录，不需要数据库 / verify an exported record, without a database')
    .argument('[file]', '导出的记录 / the exported record')
    .option('--database', '核验数据库中的记录 / verify the record in the database', false)
    .option('--archive <file...>', '归档文件，一并核验 / archives that belong to it')
    .option('--checkpoint <file...>', '早先保存的检查点 / checkpoints kept from before')
    .option('--key <key...>', '已知的公钥，或每行一个的文件 / known keys, or a file with one in each line')
    .option('--training', '演练用的数据库 / the database of a rehearsal', false)
    .option('--json', '输出 JSON / print JSON', false)
    .action(verify);
}
