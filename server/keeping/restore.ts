import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fill } from '../platform/copy-session.js';
import { openDatabase } from '../platform/database.js';
import { syncFolder } from '../platform/durable-folder.js';
import { lockDataFolder } from '../platform/embedded-lock.js';
import { refuseMoved } from '../platform/embedded-moved.js';
import { requireVersion } from '../platform/postgresql-version.js';
import { beginAnew, type Occasion, type Sources } from './begin-anew.js';
import { type LoadProgress, loadBackup } from './load-backup.js';
import type { CheckedBackup } from './read-backup.js';
import { requireEmpty, TargetNotEmptyError } from './require-empty.js';

/** What is loaded, and what is told meanwhile. */
export interface Loading extends Sources {
  readonly path: string;
  readonly backup: CheckedBackup;
  readonly progress: LoadProgress;
}

function requireNoCluster(folder: string): void {
  if (existsSync(join(folder, 'cluster'))) throw new TargetNotEmptyError(folder, ['cluster']);
}

async function fillFolder(folder: string, { path, backup, progress, ...sources }: Loading): Promise<void> {
  const database = await openDatabase({ folder });
  try {
    await fill(database, async (session) => {
      await loadBackup(session, path, backup, progress);
      await beginAnew(session.em, backup, 'installation.restored', sources);
    });
  } finally {
    await database.close();
  }
}

/**
 * Restores into an embedded database that is not there yet. It is built in a folder beside, which becomes the database's
 * by one renaming; whatever goes wrong before leaves nothing.
 * @throws TargetNotEmptyError, DatabaseInUseError, OtherTablesError, NotVerifiedError
 */
export async function restoreEmbedded(dataDir: string, loading: Loading): Promise<void> {
  requireNoCluster(dataDir);
  refuseMoved(dataDir);
  const wasThere = existsSync(dataDir);
  const release = lockDataFolder(dataDir);
  const draft = join(dataDir, 'restoring');
  try {
    requireNoCluster(dataDir);
    rmSync(draft, { recursive: true, force: true });
    await fillFolder(draft, loading);
    renameSync(join(draft, 'cluster'), join(dataDir, 'cluster'));
    syncFolder(dataDir);
  } finally {
    rmSync(draft, { recursive: true, force: true });
    release();
    if (!wasThere && !existsSync(join(dataDir, 'cluster'))) rmSync(dataDir, { recursive: true, force: true });
  }
}

/**
 * Restores into an empty PostgreSQL database, by its owner, in one transaction.
 * @param beforeCommit the last that is done while everything can still be undone
 * @throws TargetNotEmptyError, DatabaseTooOldError, OtherTablesError, NotVerifiedError
 */
export async function restorePostgreSql(
  url: string,
  { path, backup, progress, ...sources }: Loading,
  occasion: Occasion = 'installation.restored',
  beforeCommit: () => void = () => {},
): Promise<void> {
  const database = await openDatabase({ url, poolSize: 2 });
  try {
    await requireVersion(database);
    await fill(database, async (session) => {
      await requireEmpty(session, placeOf(url));
      await loadBackup(session, path, backup, progress);
      await beginAnew(session.em, backup, occasion, sources);
      beforeCommit();
    });
  } finally {
    await database.close();
  }
}

/** Where a database is, without who enters it: `db.example:5432/fairdraw`. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
