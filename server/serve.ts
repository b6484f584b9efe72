import 'reflect-metadata';
import { join } from 'node:path';
import { forgetLeases } from '../schema/job/index.js';
import { endInterruptedImports } from '../schema/registry/index.js';
import type { Keyring } from '../schema/shared/keyring.js';
import { type App, createApp } from './app.js';
import { copyDiskEvidence } from './evidence/nightly-evidence.js';
import { createEvidenceSweeper } from './evidence/sweeper.js';
import { createImporter } from './importer.js';
import { createNightlyCopy } from './keeping/nightly-copy.js';
import { createOutbox } from './outbox/outbox.js';
import { checkLogin } from './platform/application-login.js';
import { systemChance, systemClock } from './platform/clock.js';
import type { Config } from './platform/config.js';
import { type Database, migrate, openDatabase, pendingMigrations } from './platform/database.js';
import { holdInstallation, holdKeys, knowsKeys } from './platform/installation.js';
import { createKeyring, readKeyFile } from './platform/keyring.js';
import { createLogger, type Logger } from './platform/logger.js';
import { requireVersion } from './platform/postgresql-version.js';
import { createStep } from './platform/step.js';
import { createHouseTimetable } from './timetable.js';

/** The database lacks tables that this program needs. */
export class DatabaseNotReadyError extends Error {
  constructor(pending: readonly string[]) {
    super(
      `数据库尚未升级，请先运行 fairdraw migrate。The database is not up to date; run fairdraw migrate first (${pending.join(', ')}).`,
    );
  }
}

/** How long requests may take to finish once the server is asked to stop. */
const STOP_WITHIN_MS = 15_000;

/** Where the settings say the database is. @param owner for migrations and backups: by the owner's login, where it is another */
export function openConfigured(config: Config, { owner = false } = {}): Promise<Database> {
  const { DATABASE_URL, FAIRDRAW_OWNER_DATABASE_URL } = config;
  const url = owner ? (FAIRDRAW_OWNER_DATABASE_URL ?? DATABASE_URL) : DATABASE_URL;
  return openDatabase(url ? { url } : { folder: config.dataDir });
}

async function prepare(database: Database, training: boolean, logger: Logger): Promise<void> {
  if (database.kind === 'embedded') await migrate(database);
  await requireVersion(database);
  const warning = await checkLogin(database);
  const pending = await pendingMigrations(database);
  if (pending.length > 0) throw new DatabaseNotReadyError(pending);
  if (warning) logger.warn(warning);
  await holdInstallation(database, training, systemClock.now());
}

/** The installation's keys, made at the first start. @throws KeyFileError */
export async function openKeyring(config: Config, database: Database): Promise<Keyring> {
  const path = config.FAIRDRAW_KEY_FILE ?? join(config.dataDir, 'fairdraw.keys.json');
  const keys = readKeyFile(path, systemChance, !(await knowsKeys(database)));
  await holdKeys(database, keys);
  return createKeyring(keys, systemChance, config.FAIRDRAW_AUDIT_SIGNATURE);
}

function stopOnSignals(app: App, logger: Logger): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await app.close();
    logger.info('stopped');
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Serves until it is told to stop. @throws DatabaseInUseError, DatabaseNotReadyError, ApplicationLoginError, MissingRuleError */
export async function serve(config: Config): Promise<App> {
  const logger = createLogger(config.LOG_LEVEL);
  const database = await openConfigured(config);
  try {
    await prepare(database, config.training, logger);
    const keys = await openKeyring(config, database);
    const app = await createApp({
      ...{ config, database, clock: systemClock, chance: systemChance, logger, keys },
      background: (sources, _logger, metrics) => [
        createHouseTimetable(sources, logger, { everySeconds: config.FAIRDRAW_JOB_SECONDS, metrics }),
        createImporter(sources, logger, {
          everySeconds: config.FAIRDRAW_JOB_SECONDS,
          waitSeconds: config.FAIRDRAW_POOL_WAIT_SECONDS,
        }),
        createEvidenceSweeper(sources, logger, config, metrics),
        ...(config.training ? [] : [createOutbox(sources, logger, config, metrics)]),
        // PostgreSQL's backups are its administrator's: one database, any number of servers.
        ...(database.kind === 'embedded'
          ? [
              createNightlyCopy(database, config, systemClock, logger, (folder) =>
                copyDiskEvidence(sources, config, folder),
              ),
            ]
          : []),
      ],
    });
    if (database.kind === 'embedded') {
      await createStep(app.sources, { kind: 'system' })(forgetLeases);
      await createStep(app.sources, { kind: 'system' })(endInterruptedImports);
    }
    stopOnSignals(app, logger);
    const address = await app.listen();
    logger.info({ address, database: database.kind, training: config.training }, 'serving');
    return app;
  } catch (error) {
    await database.close();
    throw error;
  }
}
