import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { extract } from 'tar-stream';
import { migrations as known } from '../../migrations/index.js';
import {
  BACKUP_FORM,
  BackupFileError,
  HEAD,
  head,
  MANIFEST,
  type Manifest,
  manifest,
} from './backup-format.js';
import { checkTrailer, type Sealed } from './backup-trailer.js';
import { RowsTally } from './rows-tally.js';

interface Member {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The members of a file whose hash was compared before. */
async function* readMembers(path: string, { length }: Sealed): AsyncGenerator<Member> {
  const tar = extract();
  const unpacked = createZstdDecompress();
  const reading = pipeline(createReadStream(path, { end: length - 1 }), unpacked, tar);
  reading.catch(() => {});
  for await (const entry of tar) yield { name: entry.header.name, bytes: await buffer(entry) };
  await reading;
}

/** A table's rows, or a part of them. */
export interface TablePart {
  readonly table: string;
  readonly rows: Buffer;
}

function tableOf(member: string): string | undefined {
  return /^tables\/([^/]+)\/\d{6,}\.copy$/.exec(member)?.[1];
}

/** The rows of every table, part by part. The file was checked before. */
export async function* readTableParts(path: string, sealed: Sealed): AsyncGenerator<TablePart> {
  for await (const { name, bytes } of readMembers(path, sealed)) {
    const table = tableOf(name);
    if (table !== undefined) yield { table, rows: bytes };
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function requireHead(path: string, { name, bytes }: Member): void {
  const said = head.safeParse(name === HEAD ? parse(bytes) : undefined);
  if (!said.success) throw new BackupFileError('NOT_A_BACKUP', path);
  if (said.data.form > BACKUP_FORM) throw new BackupFileError('TOO_NEW', path, said.data.product);
}

function readManifest(path: string, bytes: Buffer): Manifest {
  const said = manifest.safeParse(parse(bytes));
  if (!said.success) throw new BackupFileError('INCONSISTENT', path, MANIFEST);
  const names = new Set(known.map(({ name }) => name));
  const newer = said.data.migrations.filter((name) => !names.has(name));
  if (newer.length > 0) throw new BackupFileError('TOO_NEW', path, newer.join(', '));
  return said.data;
}

function compare(path: string, { tables }: Manifest, tallies: ReadonlyMap<string, RowsTally>): void {
  const extra = [...tallies.keys()].filter((name) => !tables.some((table) => table.name === name));
  if (extra.length > 0) throw new BackupFileError('INCONSISTENT', path, extra.join(', '));
  for (const { name, rows, sha256 } of tables) {
    const tally = tallies.get(name) ?? new RowsTally();
    if (tally.rows !== rows || tally.sha256() !== sha256) {
      throw new BackupFileError('INCONSISTENT', path, name);
    }
  }
}

/** A whole backup. */
export interface CheckedBackup {
  readonly manifest: Manifest;
  readonly sealed: Sealed;
}

async function checkMembers(path: string, sealed: Sealed): Promise<Manifest> {
  const tallies = new Map<string, RowsTally>();
  let first = true;
  let last: Member | undefined;
  for await (const member of readMembers(path, sealed)) {
    if (first) requireHead(path, member);
    first = false;
    last = member;
    const table = tableOf(member.name);
    if (table === undefined) continue;
    const tally = tallies.get(table) ?? new RowsTally();
    tallies.set(table, tally);
    tally.add(member.bytes);
  }
  if (last?.name !== MANIFEST) throw new BackupFileError('INCONSISTENT', path, MANIFEST);
  const found = readManifest(path, last.bytes);
  compare(path, found, tallies);
  return found;
}

/**
 * Reads a backup to its end, without a database: every byte, every row, and whether this program can restore it.
 * @throws BackupFileError
 */
export async function checkBackup(path: string): Promise<CheckedBackup> {
  const sealed = await checkTrailer(path);
  try {
    return { manifest: await checkMembers(path, sealed), sealed };
  } catch (error) {
    if (error instanceof BackupFileError) throw error;
    // Its hash is right, so it was written like this: by something else.
    throw new BackupFileError('NOT_A_BACKUP', path);
  }
}
