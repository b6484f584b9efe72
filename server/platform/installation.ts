import type { Database } from './database.js';
import { InstallationMode } from './installation.entity.js';
import { fingerprintOfKeys, KeyFileError, type Keys } from './keyring.js';

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
    { id: 1, isTraining: training, since: now, keyFingerprint: null },
    { onConflictAction: 'ignore' },
  );
  const { isTraining } = await em.findOneOrFail(InstallationMode, 1);
  if (isTraining !== training) throw new OtherInstallationError(isTraining);
}

/** Whether this database's secrets are sealed already: then its key file must be there. */
export async function knowsKeys(database: Database): Promise<boolean> {
  const known = await database.em.fork().findOne(InstallationMode, 1);
  return Boolean(known?.keyFingerprint);
}

/** Ties a new database to these keys, and refuses keys that are another's. @throws KeyFileError */
export async function holdKeys(database: Database, keys: Keys): Promise<void> {
  const em = database.em.fork();
  const fingerprint = fingerprintOfKeys(keys);
  await em.nativeUpdate(InstallationMode, { id: 1, keyFingerprint: null }, { keyFingerprint: fingerprint });
  const known = await em.findOneOrFail(InstallationMode, 1);
  if (known.keyFingerprint === fingerprint) return;
  throw new KeyFileError(
    '密钥文件与数据库不符：请使用该数据库自己的密钥文件。The key file is not this database’s: use the one that belongs to it.',
  );
}
