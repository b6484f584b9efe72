import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../platform/cluster-template.js';

/** A backup that is taken by a process of its own. */
export interface CopyProcess {
  /** @throws with the process's last words when it fails */
  readonly ended: Promise<void>;
  stop(): void;
}

function endOf(child: ChildProcess): Promise<void> {
  let words = '';
  child.stderr?.on('data', (piece) => {
    words = `${words}${piece}`.slice(-1_000);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(words.trim() || `exit ${code}`))));
  });
}

/** Behind whoever waits for an answer. */
const LOW_PRIORITY = 10;

/** Takes a backup of an embedded database that nobody has open. */
export function startCopyProcess(folder: string, file: string, takenAt: Date): CopyProcess {
  const program = join(projectRoot(), 'dist', 'server', 'keeping', 'copy-main.js');
  const child = spawn(process.execPath, [program, folder, file, takenAt.toISOString()], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    if (child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
  } catch {
    // It has ended already, or may not be ranked: it is taken all the same.
  }
  return { ended: endOf(child), stop: () => void child.kill('SIGKILL') };
}
