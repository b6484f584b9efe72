import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { MikroORM, Options } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM as PgliteORM } from '@mikro-orm/pglite';
import { MikroORM as PostgreSqlORM } from '@mikro-orm/postgresql';
import { type AbstractSqlDriver, createPostgreSqlTypeParsers, type SqlEntityManager } from '@mikro-orm/sql';
import { migrations } from '../../migrations/index.js';
import { createCluster } from './cluster-template.js';
import { DurableFiles, durableStartParams } from './embedded-files.js';
import { lockDataFolder } from './embedded-lock.js';
import { refuseMoved } from './embedded-moved.js';
import { entities } from './entities.js';
import { GuisedPgliteDriver, GuisedPostgreSqlDriver } from './guised-orm.js';
import { OneTripPglite } from './one-trip-pglite.js';
import { QueryLog } from './query-log.js';

/** An open database: PGlite in a folder or in memory, or PostgreSQL. */
export interface Database {
  readonly kind: 'embedded' | 'postgresql';
  readonly orm: MikroORM<AbstractSqlDriver>;
  /** Asks as whoever logged in: for migrations and backups. The application asks by `applicationEm`. */
  readonly em: SqlEntityManager;
  close(): Promise<void>;
}

/** Where the database is: a PostgreSQL address, a folder, or PGlite that somebody else closes (tests). */
export type DatabasePlace =
  | { readonly url: string; readonly poolSize?: number }
  | { readonly folder: string }
  | { readonly pglite: PGlite };

/** Dates and instants stay text until the ORM reads them, on PGlite as on PostgreSQL. */
const parsers = createPostgreSqlTypeParsers((text) => [text]);

const shared = {
  entities,
  // What a row points at is found by its own department, not joined in for it.
  autoJoinRefsForFilters: false,
  extensions: [Migrator],
  // A misspelt name must not make a new database.
  ensureDatabase: false,
  migrations: {
    migrationsList: migrations,
    snapshot: false,
    tableName: 'migration',
    transactional: true,
    silent: true,
  },
  forceUtcTimezone: true,
  debug: false,
  loggerFactory: (options) => new QueryLog(options),
  validateRequired: true,
  discovery: { warnWhenNoEntities: false },
} as const satisfies Partial<Options>;

function opened(kind: Database['kind'], orm: unknown, closing: () => Promise<void>): Database {
  const typed = orm as MikroORM<AbstractSqlDriver>;
  return { kind, orm: typed, em: typed.em as unknown as SqlEntityManager, close: closing };
}

async function openPostgreSql(url: string, poolSize: number): Promise<Database> {
  const orm = new PostgreSqlORM({
    ...shared,
    driver: GuisedPostgreSqlDriver,
    clientUrl: url,
    pool: { min: 0, max: poolSize },
    driverOptions: {
      application_name: 'fairdraw',
      statement_timeout: 60_000,
      connectionTimeoutMillis: 10_000,
    },
  });
  return opened('postgresql', orm, () => orm.close(true));
}

function openPglite(pglite: PGlite, release?: () => Promise<void>): Database {
  const driver = GuisedPgliteDriver;
  const orm = new PgliteORM({ ...shared, driver, dbName: 'postgres', driverOptions: { pglite } });
  return opened('embedded', orm, async () => {
    await orm.close(true);
    await release?.();
  });
}

/** The timer of a slow start, set anew every ten seconds, would keep a process from ending. */
const memoryStartParams = [...PGlite.defaultStartParams, '-c', 'log_startup_progress_interval=0'];

/** PGlite in memory, beginning with the files of an image. */
export function startInMemory(image?: Blob): Promise<PGlite> {
  return OneTripPglite.open({
    parsers,
    extensions: { pg_trgm },
    dataDir: 'memory://',
    loadDataDir: image,
    startParams: memoryStartParams,
  });
}

async function openFolder(folder: string): Promise<Database> {
  const release = lockDataFolder(folder);
  try {
    refuseMoved(folder);
    const cluster = join(folder, 'cluster');
    if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster(cluster);
    const pglite = await OneTripPglite.open({
      parsers,
      extensions: { pg_trgm },
      dataDir: cluster,
      fs: new DurableFiles(cluster),
      startParams: durableStartParams,
    });
    return openPglite(pglite, async () => {
      await pglite.close();
      release();
    });
  } catch (error) {
    release();
    throw error;
  }
}

/** Opens the database without changing it. @throws DatabaseInUseError when another process has the folder */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  if ('url' in place) return openPostgreSql(place.url, place.poolSize ?? 10);
  if ('folder' in place) return openFolder(place.folder);
  return openPglite(place.pglite);
}

/** The key of the advisory lock under which migrations run: "fair" in ASCII. */
export const MIGRATION_LOCK = 0x66616972;

/** Brings the tables up to date. Two servers at once do it one after the other. @returns names applied */
export async function migrate(database: Database): Promise<string[]> {
  const em = database.em.fork();
  const run = async () => (await database.orm.migrator.up()).map((migration) => migration.name);
  if (database.kind === 'embedded') return run();
  return em.transactional(async (held) => {
    await held.execute('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    return run();
  });
}

const INSUFFICIENT_PRIVILEGE = '42501';

/** Names of migrations that this program has and the database lacks. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  try {
    return (await database.orm.migrator.getPending()).map((migration) => migration.name);
  } catch (error) {
    // An empty database: their table cannot be made but by the owner.
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    return migrations.map(({ name }) => name);
  }
}
