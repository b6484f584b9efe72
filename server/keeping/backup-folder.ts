import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/database.js';
import { syncFolder } from '../platform/durable-folder.js';
import { checkBackup } from './read-backup.js';
import { type Progress, type TakenBackup, takeBackup } from './take-backup.js';

/** A file of that name is there already. */
export class BackupExistsError extends Error {
  constructor(path: string) {
    super(`文件 ${path} 已存在，请换一个名称。The file ${path} exists already: choose another name.`);
  }
}

/** Where copies are kept: beside the database, or where the settings say. */
export function backupFolderOf({ FAIRDRAW_BACKUP_DIR, dataDir }: Config): string {
  return resolve(FAIRDRAW_BACKUP_DIR ?? join(dataDir, 'backups'));
}

/** Makes the folder for backups, readable by its owner alone. */
export function makeBackupFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/**
 * Takes a backup under a temporary name, reads it back as `--check` does, and gives it its name only then: a file of that
 * name is a whole backup on the disk.
 * @throws BackupExistsError, NothingToBackUpError
 */
export async function writeCheckedBackup(
  database: Database,
  path: string,
  takenAt: Date,
  progress?: Progress,
): Promise<TakenBackup> {
  if (existsSync(path)) throw new BackupExistsError(path);
  const draft = `${path}.part`;
  rmSync(draft, { force: true });
  try {
    const taken = await takeBackup(database, draft, takenAt, progress);
    await checkBackup(draft);
    renameSync(draft, path);
    syncFolder(join(path, '..'));
    return taken;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The time of a copy in its name: `2026-11-23-0300`, Asia/Shanghai. */
const nightly = /^fairdraw-(\d{4}-\d{2}-\d{2})-(\d{2})(\d{2})\.tar\.zst$/;

/** A nightly copy by its name. */
export interface NightlyCopy {
  readonly name: string;
  readonly takenAt: Date;
}

const SHANGHAI_MS = 8 * 3_600_000;

/** The name of a copy of that minute. */
export function nameOfCopy(takenAt: Date): string {
  const local = new Date(takenAt.getTime() + SHANGHAI_MS).toISOString();
  return `fairdraw-${local.slice(0, 10)}-${local.slice(11, 13)}${local.slice(14, 16)}.tar.zst`;
}

/** The copies of a folder, the newest first. */
export function listCopies(folder: string): NightlyCopy[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const [, day, hour, minute] = nightly.exec(name) ?? [];
      const takenAt = new Date(`${day}T${hour}:${minute}:00+08:00`);
      return day && !Number.isNaN(takenAt.getTime()) ? [{ name, takenAt }] : [];
    })
    .sort((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
}

/** Removes all copies but the newest. @returns the names of those that are gone */
export function forgetOldCopies(folder: string, keep: number): string[] {
  const old = listCopies(folder).slice(keep);
  for (const { name } of old) rmSync(join(folder, name), { force: true });
  return old.map(({ name }) => name);
}
