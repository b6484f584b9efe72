import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder } from './durable-folder.js';

const form = z.strictObject({
  /** `moving`: whether the target was committed must be asked of the target. */
  state: z.enum(['moving', 'moved']),
  /** Host, port and database. */
  to: z.string(),
  at: z.string(),
  /** SHA-256 of the backup by which it was moved. */
  backup: z.string(),
});

/** That, and where, an embedded database was moved. */
export type Moved = z.infer<typeof form>;

/** The embedded database was moved: what is entered into it now would be lost. */
export class DatabaseMovedError extends Error {
  constructor({ state, to, at }: Moved, file: string) {
    const [word, english] =
      state === 'moved'
        ? [
            `嵌入式数据库已于 ${at} 搬迁到 ${to}：请设置 DATABASE_URL。若要退回搬迁前的数据（搬迁后录入的只在新库中），删除 ${file}。`,
            `The embedded database was moved to ${to} at ${at}: set DATABASE_URL. To go back to what it held then (what was entered since is in the new one alone), remove ${file}.`,
          ]
        : [
            `嵌入式数据库搬迁到 ${to} 时中断：请再运行一次 fairdraw move --to …，它会查明是否已完成。`,
            `Moving the embedded database to ${to} was interrupted: run fairdraw move --to … again, it finds out whether it was done.`,
          ];
    super(`${word} ${english}`);
  }
}

function fileOf(folder: string): string {
  return join(folder, 'moved.json');
}

/** What the folder says of a move, or nothing. */
export function findMoved(folder: string): Moved | undefined {
  try {
    return form.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes it down, whole, and on the disk. */
export function markMoved(folder: string, moved: Moved): void {
  const draft = `${fileOf(folder)}.draft`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(moved, null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, fileOf(folder));
  syncFolder(folder);
}

/** The move was not done. */
export function forgetMoved(folder: string): void {
  rmSync(fileOf(folder), { force: true });
}

/** @throws DatabaseMovedError */
export function refuseMoved(folder: string): void {
  const moved = findMoved(folder);
  if (moved) throw new DatabaseMovedError(moved, fileOf(folder));
}
