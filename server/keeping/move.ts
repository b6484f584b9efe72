import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSnapshot } from '../platform/copy-session.js';
import { type Database, openDatabase } from '../platform/database.js';
import { lockDataFolder } from '../platform/embedded-lock.js';
import { findMoved, forgetMoved, type Moved, markMoved, refuseMoved } from '../platform/embedded-moved.js';
import { requireVersion } from '../platform/postgresql-version.js';
import { makeBackupFolder, writeCheckedBackup } from './backup-folder.js';
import type { Sources } from './begin-anew.js';
import type { LoadProgress } from './load-backup.js';
import { type CheckedBackup, checkBackup } from './read-backup.js';
import { requireEmpty } from './require-empty.js';
import { placeOf, restorePostgreSql } from './restore.js';
import { NothingToBackUpError, type Progress } from './take-backup.js';

/** What is told while a database is moved. */
export interface MoveProgress extends LoadProgress {
  readonly taken: Progress;
  /** Told once how many rows each table has, before they are loaded. */
  readonly known: (backup: CheckedBackup) => void;
}

/** From where to where. */
export interface Move extends Sources {
  readonly dataDir: string;
  readonly url: string;
  readonly backupDir: string;
  readonly progress: MoveProgress;
}

/** How a move ended. */
export interface MoveReport {
  readonly to: string;
  /** An earlier move had been interrupted after it was done: nothing was left to do but to say so. */
  readonly wasDone: boolean;
  readonly tables: number;
  readonly rows: number;
  /** The backup by which it was moved; it stays. */
  readonly backup?: string;
}

async function withTarget<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url, poolSize: 2 });
  try {
    await requireVersion(database);
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Refused early, before anything is copied; and again in the transaction that fills it. */
function requireEmptyTarget(url: string): Promise<void> {
  return withTarget(url, (database) =>
    readSnapshot(database, (session) => requireEmpty(session, placeOf(url))),
  );
}

/** Whether the target holds what was moved by this backup: it says so in its own record. */
function isMovedTo(url: string, { backup }: Moved): Promise<boolean> {
  return withTarget(url, (database) =>
    readSnapshot(database, async (session) => {
      const known = await session.json<boolean>(
        `select to_json(to_regclass('public.audit_event') is not null)`,
      );
      if (!known || !/^[0-9a-f]{64}$/.test(backup)) return false;
      return session.json<boolean>(
        `select to_json(exists (select from audit_event where kind = 'installation.moved' and subject_id = '${backup}'))`,
      );
    }),
  );
}

/** A move that was interrupted about its commit: the target alone knows which side of it. */
async function settle({ dataDir, url, clock }: Move): Promise<MoveReport | undefined> {
  const moved = findMoved(dataDir);
  if (moved?.state !== 'moving' || moved.to !== placeOf(url)) return undefined;
  const release = lockDataFolder(dataDir);
  try {
    if (!(await isMovedTo(url, moved))) {
      await requireEmptyTarget(url);
      forgetMoved(dataDir);
      return undefined;
    }
    markMoved(dataDir, { ...moved, state: 'moved', at: clock.now().toISOString() });
    return { to: moved.to, wasDone: true, tables: 0, rows: 0 };
  } finally {
    release();
  }
}

async function takeOut(move: Move): Promise<{ path: string; source: Database }> {
  const { dataDir, backupDir, clock, progress } = move;
  if (!existsSync(join(dataDir, 'cluster'))) throw new NothingToBackUpError();
  const source = await openDatabase({ folder: dataDir });
  try {
    const at = clock.now();
    const path = join(backupDir, `before-move-${at.toISOString().replaceAll(/[:.]/g, '')}.tar.zst`);
    makeBackupFolder(backupDir);
    await writeCheckedBackup(source, path, at, progress.taken);
    return { path, source };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function bringIn(move: Move, path: string): Promise<CheckedBackup> {
  const { dataDir, url, clock, chance, progress } = move;
  const backup = await checkBackup(path);
  progress.known(backup);
  const moved = (state: Moved['state']): Moved => ({
    ...{ state, to: placeOf(url), at: clock.now().toISOString(), backup: backup.sealed.sha256 },
  });
  const loading = { path, backup, progress, clock, chance };
  // From here to the end of the commit nobody but the target can tell whether it was done.
  await restorePostgreSql(url, loading, 'installation.moved', () => markMoved(dataDir, moved('moving')));
  markMoved(dataDir, moved('moved'));
  return backup;
}

/**
 * Moves the embedded database to an empty PostgreSQL database, by a backup that is loaded in one transaction and
 * verified by counts and hashes. The folder stays as it was, save for a note that it was moved and is not to be started.
 * An interrupted move leaves the target empty; run again, it finds out.
 * @throws DatabaseInUseError, DatabaseMovedError, TargetNotEmptyError, NothingToBackUpError
 */
export async function moveToPostgreSql(move: Move): Promise<MoveReport> {
  const settled = await settle(move);
  if (settled) return settled;
  refuseMoved(move.dataDir);
  await requireEmptyTarget(move.url);
  const { path, source } = await takeOut(move);
  try {
    const { manifest } = await bringIn(move, path);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return { to: placeOf(move.url), wasDone: false, tables: manifest.tables.length, rows, backup: path };
  } finally {
    await source.close();
  }
}
