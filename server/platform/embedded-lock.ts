import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Somebody else has the embedded database open. */
export class DatabaseInUseError extends Error {
  constructor(readonly holder: string) {
    super(
      `数据目录正被另一进程使用（${holder}）；请先停止它，或用 DATABASE_URL 改用 PostgreSQL。` +
        ` The data folder is in use by another process (${holder}): stop it first, or use PostgreSQL by DATABASE_URL.`,
    );
  }
}

interface Holder {
  readonly pid: number;
  readonly startedAt: string;
  readonly host: string;
}

/** When a process began, in clock ticks since boot (proc(5), field 22); tells a reused pid from the same one. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const start = startOf(holder.pid);
  return start === '' || holder.startedAt === '' || start === holder.startedAt;
}

function readHolder(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder;
    return Number.isInteger(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function create(file: string): boolean {
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    const holder: Holder = { pid: process.pid, startedAt: startOf(process.pid), host: hostname() };
    writeSync(descriptor, JSON.stringify(holder));
    fsyncSync(descriptor);
    closeSync(descriptor);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Replaces a dead process's lock; a second file keeps two starters from doing so at once. */
function takeOver(file: string): boolean {
  const guard = `${file}.takeover`;
  if (!create(guard)) {
    const other = readHolder(guard);
    if (other && isAlive(other)) return false;
    rmSync(guard, { force: true });
    if (!create(guard)) return false;
  }
  try {
    const holder = readHolder(file);
    if (holder && isAlive(holder)) return false;
    rmSync(file, { force: true });
    return create(file);
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * Takes the data folder for this process alone: two PGlite processes on one folder lose committed data in silence.
 * A lock is taken over only from a process that is dead on this host.
 * @returns the function that releases it
 * @throws DatabaseInUseError while another process lives
 */
export function lockDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'fairdraw.lock');
  if (!create(file) && !takeOver(file)) {
    const holder = readHolder(file);
    throw new DatabaseInUseError(holder ? `pid ${holder.pid}, ${holder.host}, ${file}` : file);
  }
  return () => {
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}
