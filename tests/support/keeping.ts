import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { checkBackup } from '../../server/keeping/read-backup.js';
import { type Loading, restoreEmbedded, restorePostgreSql } from '../../server/keeping/restore.js';
import { type Database, openDatabase } from '../../server/platform/database.js';
import { seededChance, settableClock } from './clock.js';
import { addressOf, postgresUrl } from './postgresql.js';

/** The kinds of database that this run has. */
export const kinds: readonly Database['kind'][] = postgresUrl ? ['postgresql', 'embedded'] : ['embedded'];

/** An empty place for a database, gone when removed. */
export interface EmptyPlace {
  readonly kind: Database['kind'];
  /** The data folder, or the address. */
  readonly at: string;
  open(): Promise<Database>;
  remove(): Promise<void>;
}

/** A folder for one test's files. */
export function testFolder(): string {
  return mkdtempSync(join(tmpdir(), 'fairdraw-keeping-'));
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** @param options of `create database`, such as an encoding */
export async function emptyPlace(kind: Database['kind'], options = ''): Promise<EmptyPlace> {
  if (kind === 'embedded') {
    const at = join(testFolder(), 'data');
    const remove = async () => rmSync(join(at, '..'), { recursive: true, force: true });
    return { kind, at, open: () => openDatabase({ folder: at }), remove };
  }
  const name = `fairdraw_kept_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name} ${options}`);
  const at = addressOf(postgresUrl as string, name);
  const remove = () => onServer(`drop database if exists ${name} with (force)`);
  return { kind, at, open: () => openDatabase({ url: at, poolSize: 3 }), remove };
}

/** Restores a file as the command does. */
export async function restoreInto(place: EmptyPlace, path: string, now?: string): Promise<void> {
  const none = () => {};
  const loading: Loading = {
    path,
    backup: await checkBackup(path),
    progress: { loaded: none, verified: none },
    clock: settableClock(now),
    chance: seededChance('restore'),
  };
  if (place.kind === 'embedded') await restoreEmbedded(place.at, loading);
  else await restorePostgreSql(place.at, loading);
}
