import { rmSync } from 'node:fs';
import { type CopySession, readSnapshot } from '../platform/copy-session.js';
import type { Database } from '../platform/database.js';
import { productVersion } from '../platform/product-version.js';
import { BACKUP_FORM, HEAD, MANIFEST, type Manifest, type TableRecord } from './backup-format.js';
import { BackupWriter } from './backup-writer.js';
import { listSequences, listTables, rowsQuery, type TableShape } from './catalogue.js';
import { RowsTally } from './rows-tally.js';

/** How far a copy is: told now and then while rows pass, and at the end of each table. */
export type Progress = (table: string, rows: number) => void;

const PART_BYTES = 1 << 20;
const LF = 10;

/** Pieces of about a megabyte that end with a row, so that each can be loaded by itself. */
async function* wholeRows(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let kept: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    kept.push(piece);
    size += piece.length;
    if (size < PART_BYTES) continue;
    const all = Buffer.concat(kept);
    const end = all.lastIndexOf(LF) + 1;
    if (end > 0) yield all.subarray(0, end);
    kept = [all.subarray(end)];
    size = all.length - end;
  }
  if (size > 0) yield Buffer.concat(kept);
}

async function writeTable(
  session: CopySession,
  writer: BackupWriter,
  table: TableShape,
  progress: Progress,
): Promise<TableRecord> {
  const tally = new RowsTally();
  let part = 0;
  for await (const rows of wholeRows(session.read(rowsQuery(table)))) {
    tally.add(rows);
    part += 1;
    await writer.add(`tables/${table.name}/${String(part).padStart(6, '0')}.copy`, rows);
    progress(table.name, tally.rows);
  }
  const { name, columns } = table;
  return { name, columns: [...columns], rows: tally.rows, sha256: tally.sha256() };
}

/** The database has no tables of ours. */
export class NothingToBackUpError extends Error {
  constructor() {
    super('数据库是空的，没有可备份的内容。The database is empty: there is nothing to back up.');
  }
}

interface Origin {
  readonly migrations: string[];
  readonly isTraining: boolean | null;
  readonly keyFingerprint: string | null;
}

async function readOrigin(session: CopySession, tables: readonly TableShape[]): Promise<Origin> {
  const names = new Set(tables.map(({ name }) => name));
  if (!names.has('migration')) throw new NothingToBackUpError();
  const migrations = await session.json<string[]>(
    `select coalesce(json_agg(name order by id), '[]') from migration`,
  );
  const mode = `select coalesce((select to_json(m) from installation_mode m where id = 1), '{}')`;
  const known = names.has('installation_mode')
    ? await session.json<{ is_training?: boolean; key_fingerprint?: string }>(mode)
    : {};
  const { is_training: isTraining = null, key_fingerprint: keyFingerprint = null } = known;
  return { migrations, isTraining, keyFingerprint };
}

function lastValuesQuery(sequence: { name: string; sql: string }): string {
  return `select json_build_object('lastValue', last_value::text, 'isCalled', is_called) from ${sequence.sql}`;
}

async function readSequences(session: CopySession): Promise<Manifest['sequences']> {
  const values: Manifest['sequences'] = [];
  for (const sequence of await listSequences(session)) {
    const value = await session.json<{ lastValue: string; isCalled: boolean }>(lastValuesQuery(sequence));
    values.push({ name: sequence.name, ...value });
  }
  return values;
}

async function writeAll(
  database: Database,
  writer: BackupWriter,
  takenAt: Date,
  progress: Progress,
): Promise<Manifest> {
  const product = productVersion();
  return readSnapshot(database, async (session) => {
    const shapes = await listTables(session);
    const origin = await readOrigin(session, shapes);
    await writer.add(HEAD, Buffer.from(JSON.stringify({ form: BACKUP_FORM, product })));
    const tables: TableRecord[] = [];
    for (const shape of shapes) tables.push(await writeTable(session, writer, shape, progress));
    // Sequences know no snapshot: read after the rows they are never behind them.
    const sequences = await readSequences(session);
    const about = { product, takenAt: takenAt.toISOString(), database: database.kind };
    const manifest: Manifest = { form: BACKUP_FORM, ...about, ...origin, tables, sequences };
    await writer.add(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
    return manifest;
  });
}

export interface TakenBackup {
  readonly manifest: Manifest;
  /** SHA-256 of the file without its own last 40 bytes, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Writes the whole database into a new file, as it is at one instant, and puts it on the disk. Memory holds a few
 * megabytes, or the longest row. A file that cannot be finished is removed.
 * @throws NothingToBackUpError, and as the file system does: also when the file exists
 */
export async function takeBackup(
  database: Database,
  path: string,
  takenAt: Date,
  progress: Progress = () => {},
): Promise<TakenBackup> {
  const writer = await BackupWriter.create(path, takenAt);
  try {
    const manifest = await writeAll(database, writer, takenAt, progress);
    return { manifest, sha256: await writer.finish() };
  } catch (error) {
    await writer.abandon();
    rmSync(path, { force: true });
    throw error;
  }
}
