import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ClientError } from '../client/client-error.js';

/** Held while a command changes a draw folder; `<pid>@<host>` says by whom. */
const LOCK_FILE = '.lock';

/** An empty lock older than this was left by a command that was killed. */
const EMPTY_SECONDS = 10;

/** Runs work while nobody else changes the folder. @throws ClientError `FOLDER_BUSY` */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, LOCK_FILE);
  if (!(await take(path))) {
    // A command that was killed leaves its lock; only its own machine can tell that it is gone.
    if (!(await isAbandoned(path))) throw busy(path);
    await rm(path, { force: true });
    if (!(await take(path))) throw busy(path);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** Whole or not at all: the name is given to a file that is written already. */
async function take(path: string): Promise<boolean> {
  const holder = `${process.pid}@${hostname()}`;
  const own = `${path}.${process.pid}`;
  try {
    await writeFile(own, holder, { mode: 0o600 });
    await link(own, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== undefined && withoutLinks.includes(code)) return takeEmpty(path, holder);
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** What file systems without hard links answer. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'];

async function takeEmpty(path: string, holder: string): Promise<boolean> {
  try {
    await writeFile(path, holder, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Seconds since a file was last changed; none where it has gone meanwhile. */
async function ageOf(path: string): Promise<number> {
  const known = await stat(path).catch(() => undefined);
  return known ? (Date.now() - known.mtimeMs) / 1000 : 0;
}

async function isAbandoned(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '');
  // Killed between making the file and writing it: nobody takes seconds for that.
  if (text === '') return (await ageOf(path)) > EMPTY_SECONDS;
  const [pid, host] = text.split('@');
  if (!/^\d+$/.test(pid ?? '') || host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function busy(path: string): ClientError {
  return new ClientError(
    'FOLDER_BUSY',
    `另一命令正在改写此文件夹；若确无其他命令在运行，请删除 ${path}。`,
    `Another command is changing this folder; if none is running, delete ${path}.`,
  );
}
