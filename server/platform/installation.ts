import type { Database } from './database.js';
import { InstallationMode } from './installation.entity.js';

/** The database belongs to the other kind of installation. */
export class OtherInstallationError extends Error {
  constructor(isTraining: boolean) {
    super(
      isTraining
        ? '该数据库是演练用的，请加 --training，或换一个数据库。This database is a rehearsal’s: add --training, or use another.'
        : '该数据库是正式的，不能用于演练，请换一个数据库。This database is a real one and not for rehearsal: use another.',
    );
  }
}

/** Marks a new database as real or as a rehearsal, and refuses one that is the other. @throws OtherInstallationError */
export async function holdInstallation(database: Database, training: boolean, now: Date): Promise<void> {
  const em = database.em.fork();
  await em.upsert(
    InstallationMode,
    { id: 1, isTraining: training, since: now },
    { onConflictAction: 'ignore' },
  );
  const { isTraining } = await em.findOneOrFail(InstallationMode, 1);
  if (isTraining !== training) throw new OtherInstallationError(isTraining);
}
