import { readFileSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { type Database, migrate, openDatabase, startInMemory } from '../../server/platform/database.js';
import { cachedImage, forgetOldImages, hashMigrations } from './cached-image.js';
import { emptyAgain, type Pristine, readPristine } from './emptied.js';
import { openOnPostgreSql, postgresUrl } from './postgresql.js';

/** A migrated, empty database of its own, gone when closed. */
export async function openTestDatabase(): Promise<Database> {
  return postgresUrl ? openOnPostgreSql(postgresUrl) : openEmbedded();
}

interface Started {
  readonly pglite: PGlite;
  readonly pristine: Pristine;
}

/** Databases that a test was done with, and that are as new. To empty one takes a twentieth of the time of starting one. */
const spare: Started[] = [];

/** The same on the embedded database, whichever the tests run on. */
export async function openEmbedded(): Promise<Database> {
  const started = spare.pop() ?? (await startMigrated());
  const { pglite, pristine } = started;
  const database = await openDatabase({ pglite });
  let closing: Promise<void> | undefined;
  const close = async () => {
    await database.close();
    const ask = async (sql: string) => (await pglite.query<Record<string, string>>(sql)).rows;
    if (await emptyAgain(ask, pristine)) spare.push(started);
    else await pglite.close();
  };
  return {
    ...database,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** Read at once: a blob of an open file would keep the process from ending. */
const blobOf = (file: string) => new Blob([readFileSync(file)]);

async function startMigrated(): Promise<Started> {
  const name = `migrated-light-${hashMigrations()}.tar`;
  const file = await cachedImage(name, makeMigratedImage);
  const pglite = await startInMemory(blobOf(file));
  const ask = async (sql: string) => (await pglite.query<Record<string, string>>(sql)).rows;
  return { pglite, pristine: await readPristine(ask) };
}

async function makeMigratedImage(): Promise<Blob> {
  forgetOldImages('migrated-');
  const empty = await cachedImage('light-18.3.tar', () => makeImage(undefined, lighten));
  return makeImage(blobOf(empty), async (pglite) => {
    const database = await openDatabase({ pglite });
    await migrate(database);
    await database.close();
  });
}

/**
 * Half of the time of opening went into what no test uses: the files of two template databases, and clearing 128 MB
 * of buffers.
 */
async function lighten(pglite: PGlite): Promise<void> {
  for (const template of ['template1', 'template0']) {
    await pglite.exec(`update pg_database set datistemplate = false where datname = '${template}'`);
    await pglite.exec(`drop database ${template}`);
  }
  await pglite.exec("alter system set shared_buffers = '16MB'");
  await pglite.exec('alter system set max_connections = 5');
}

async function makeImage(from: Blob | undefined, fill: (pglite: PGlite) => Promise<void>): Promise<Blob> {
  const pglite = await startInMemory(from);
  await fill(pglite);
  const image = await pglite.dumpDataDir('none');
  await pglite.close();
  return image;
}
