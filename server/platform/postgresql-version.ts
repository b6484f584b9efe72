import type { Database } from './database.js';

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

/** @throws DatabaseTooOldError */
export async function requireVersion(database: Database): Promise<void> {
  const [row] = await database.em.fork().execute<{ server_version: string }[]>('show server_version');
  const version = row?.server_version ?? '0';
  if (Number.parseInt(version, 10) < OLDEST_VERSION) throw new DatabaseTooOldError(version);
}
