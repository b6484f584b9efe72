import { randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { type Database, migrate, openDatabase } from '../../server/platform/database.js';
import { cachedImage, forgetOldImages, hashMigrations } from './cached-image.js';

/** Where the PostgreSQL is on which the same tests run; the embedded database when absent. */
const postgresUrl = process.env.FAIRDRAW_TEST_DATABASE_URL;

/** A migrated, empty database of its own, gone when closed. */
export async function openTestDatabase(): Promise<Database> {
  return postgresUrl ? openOnPostgreSql(postgresUrl) : openEmbedded();
}

/** The same on the embedded database, whichever the tests run on. */
export async function openEmbedded(): Promise<Database> {
  const name = `migrated-light-${hashMigrations()}.tar`;
  const file = await cachedImage(name, makeMigratedImage);
  return openDatabase({ image: await openAsBlob(file) });
}

async function makeMigratedImage(): Promise<Blob> {
  forgetOldImages('migrated-');
  const empty = await cachedImage('light-18.3.tar', () => makeImage(undefined, lighten));
  return makeImage(await openAsBlob(empty), async (database) => void (await migrate(database)));
}

/**
 * Tests open hundreds of databases, and half of the time went into what none of them uses: the files of two template
 * databases, and clearing 128 MB of buffers.
 */
async function lighten(database: Database): Promise<void> {
  const pglite = pgliteOf(database);
  for (const template of ['template1', 'template0']) {
    await pglite.exec(`update pg_database set datistemplate = false where datname = '${template}'`);
    await pglite.exec(`drop database ${template}`);
  }
  await pglite.exec("alter system set shared_buffers = '16MB'");
  await pglite.exec('alter system set max_connections = 5');
}

async function makeImage(from: Blob | undefined, fill: (database: Database) => Promise<void>): Promise<Blob> {
  const database = await openDatabase({ image: from });
  await fill(database);
  const image = await pgliteOf(database).dumpDataDir('none');
  await database.close();
  return image;
}

function pgliteOf(database: Database): PGlite {
  return database.orm.config.get('driverOptions').pglite as PGlite;
}

async function openOnPostgreSql(url: string): Promise<Database> {
  const template = `fairdraw_template_${hashMigrations()}`;
  const name = `fairdraw_test_${randomBytes(6).toString('hex')}`;
  await withAdministrator(url, async (client) => {
    // One at a time: a database cannot be copied while somebody is connected to it.
    await client.query("select pg_advisory_lock(hashtext('fairdraw tests'))");
    const known = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (known.rowCount === 0) await prepareTemplate(client, url, template);
    await client.query(`create database ${name} template ${template}`);
  });
  const database = await openDatabase({ url: addressOf(url, name), poolSize: 5 });
  return { ...database, close: () => closeAndDrop(database, url, name) };
}

async function prepareTemplate(client: pg.Client, url: string, template: string): Promise<void> {
  const draft = `${template}_draft`;
  await client.query(`drop database if exists ${draft} with (force)`);
  await client.query(`create database ${draft}`);
  const database = await openDatabase({ url: addressOf(url, draft), poolSize: 3 });
  await migrate(database);
  await database.close();
  await client.query(`alter database ${draft} rename to ${template}`);
}

async function closeAndDrop(database: Database, url: string, name: string): Promise<void> {
  await database.close();
  await withAdministrator(url, (client) => client.query(`drop database if exists ${name} with (force)`));
}

async function withAdministrator(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** The address of another database on the same server. */
export function addressOf(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
