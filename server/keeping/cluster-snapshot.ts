import { constants, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { Database } from '../platform/database.js';

/**
 * Copies the files of the running embedded database while no query of it is at work: what a power cut at this instant
 * would leave, from which the database recovers. Requests wait for the copying of the files and for nothing else; where
 * the disk can share blocks, nothing is copied at all.
 * @param into a data folder of its own
 */
export async function snapshotCluster(database: Database, dataDir: string, into: string): Promise<void> {
  const pglite = database.orm.config.get('driverOptions').pglite as PGlite;
  rmSync(into, { recursive: true, force: true });
  // Leaves little to recover, and does most of the writing before anybody has to wait.
  await database.em.fork().execute('checkpoint');
  await pglite.runExclusive(() =>
    cp(join(dataDir, 'cluster'), join(into, 'cluster'), {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
    }),
  );
}
