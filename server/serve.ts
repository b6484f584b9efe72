import 'reflect-metadata';
import { forgetLeases } from '../schema/job/index.js';
import { endInterruptedImports } from '../schema/registry/index.js';
import { type App, createApp } from './app.js';
import { createImporter } from './importer.js';
import { systemChance, systemClock } from './platform/clock.js';
import type { Config } from './platform/config.js';
import { type Database, migrate, openDatabase, pendingMigrations } from './platform/database.js';
import { holdInstallation } from './platform/installation.js';
import { createLogger, type Logger } from './platform/logger.js';
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

/** Where the settings say the database is. */
export function openConfigured(config: Config): Promise<Database> {
  return openDatabase(config.DATABASE_URL ? { url: config.DATABASE_URL } : { folder: config.dataDir });
}

/** The oldest PostgreSQL whose SQL ours is. */
const OLDEST_VERSION = 15;

/** The server is older than this program can use. */
export class DatabaseTooOldError extends Error {
  constructor(version: string) {
    super(
      `需要 PostgreSQL ${OLDEST_VERSION} 或更新版本，现为 ${version}。PostgreSQL ${OLDEST_VERSION} or newer is needed; this is ${version}.`,
    );
  }
}

async function requireVersion(database: Database): Promise<void> {
  const [row] = await database.em.fork().execute<{ server_version: string }[]>('show server_version');
  const version = row?.server_version ?? '0';
  if (Number.parseInt(version, 10) < OLDEST_VERSION) throw new DatabaseTooOldError(version);
}

async function prepare(database: Database, training: boolean): Promise<void> {
  if (database.kind === 'embedded') await migrate(database);
  await requireVersion(database);
  const pending = await pendingMigrations(database);
  if (pending.length > 0) throw new DatabaseNotReadyError(pending);
  await holdInstallation(database, training, systemClock.now());
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

/** Serves until it is told to stop. @throws DatabaseInUseError, DatabaseNotReadyError, MissingRuleError */
export async function serve(config: Config): Promise<App> {
  const logger = createLogger(config.LOG_LEVEL);
  const database = await openConfigured(config);
  try {
    await prepare(database, config.training);
    const app = await createApp({
      ...{ config, database, clock: systemClock, chance: systemChance, logger },
      background: (sources) => [
        createHouseTimetable(sources, logger, { everySeconds: config.FAIRDRAW_JOB_SECONDS }),
        createImporter(sources, logger, {
          everySeconds: config.FAIRDRAW_JOB_SECONDS,
          waitSeconds: config.FAIRDRAW_POOL_WAIT_SECONDS,
        }),
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
