import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../schema/shared/unit.js';
import type { Background } from '../app.js';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import {
  backupFolderOf,
  forgetOldCopies,
  listCopies,
  makeBackupFolder,
  nameOfCopy,
} from './backup-folder.js';
import { snapshotCluster } from './cluster-snapshot.js';
import { type CopyProcess, startCopyProcess } from './copy-process.js';
import { lastDueAt } from './nightly-due.js';

/** The nightly copy of the embedded database. */
export interface NightlyCopy extends Background {
  /** Takes a copy if one is due. @returns its file, or nothing */
  look(): Promise<string | undefined>;
  /** Takes a copy now. @throws when it fails; `fault` says so until one succeeds */
  copyNow(): Promise<string>;
}

const LOOK_MS = 60_000;
/** After a failure, so that a full disk is not tried each minute. */
const AGAIN_MS = 3_600_000;

/** Copies that a process which died had begun. */
function removeUnfinished(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (/^fairdraw-.*\.part$/.test(name)) rmSync(join(folder, name), { force: true });
  }
}

/**
 * Copies the embedded database each night, beside requests: its files are copied while no query is at work, and a process
 * of its own makes a backup of them, reads it back and names it. A night that was missed is made up for.
 * @param also what is copied after it into the same folder: evidence lies beside the database
 */
export function createNightlyCopy(
  database: Database,
  config: Config,
  clock: Clock,
  logger: Logger,
  also: (folder: string) => Promise<unknown> = async () => {},
): NightlyCopy {
  const { dataDir, FAIRDRAW_BACKUP_AT: at, FAIRDRAW_BACKUP_KEEP: keep } = config;
  const folder = backupFolderOf(config);
  const snapshot = join(dataDir, 'snapshot');
  let fault: string | undefined;
  let failedAt: Date | undefined;
  let running: Promise<string> | undefined;
  let child: CopyProcess | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function take(): Promise<string> {
    const takenAt = clock.now();
    const file = join(folder, nameOfCopy(takenAt));
    // Two in one minute are one.
    if (existsSync(file)) return file;
    try {
      makeBackupFolder(folder);
      removeUnfinished(folder);
      await snapshotCluster(database, dataDir, snapshot);
      child = startCopyProcess(snapshot, file, takenAt);
      await child.ended;
      return file;
    } finally {
      child = undefined;
      rmSync(snapshot, { recursive: true, force: true });
    }
  }

  async function attempt(): Promise<string> {
    try {
      const file = await take();
      // After the database: every file that its copy speaks of is in the store by now.
      await also(folder);
      const removed = forgetOldCopies(folder, keep);
      logger.info({ file, removed }, 'nightly copy: taken and checked');
      [fault, failedAt] = [undefined, undefined];
      return file;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      [fault, failedAt] = ['the nightly copy failed; see the log', clock.now()];
      logger.error({ reason }, 'nightly copy: failed');
      throw error;
    } finally {
      running = undefined;
    }
  }

  function isDue(): boolean {
    const now = clock.now();
    if (failedAt && now.getTime() - failedAt.getTime() < AGAIN_MS) return false;
    const newest = findNewest();
    return !newest || newest.takenAt < lastDueAt(now, at);
  }

  /** None where the folder cannot be read: the attempt that follows says why. */
  function findNewest() {
    try {
      return listCopies(folder)[0];
    } catch {
      return undefined;
    }
  }

  const copyNow = () => {
    running ??= attempt();
    return running;
  };
  const look = async () => (isDue() ? copyNow() : undefined);
  // What went wrong is logged already, and told by `fault`.
  const tick = () => void look().catch(() => {});
  const asked = () => void copyNow().catch(() => {});

  return {
    look,
    copyNow,
    fault: () => fault,
    start: () => {
      timer = setInterval(tick, LOOK_MS);
      process.on('SIGUSR2', asked);
    },
    stop: async () => {
      clearInterval(timer);
      process.off('SIGUSR2', asked);
      child?.stop();
      await running?.catch(() => {});
    },
  };
}
