import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Database, migrate, openDatabase } from '../../server/platform/database.js';
import { hashMigrations } from './cached-image.js';
import { type Ask, emptyAgain, type Pristine, readPristine } from './emptied.js';

/** Where the PostgreSQL is on which the same tests run; the embedded database when absent. */
export const postgresUrl = process.env.FAIRDRAW_TEST_DATABASE_URL;

interface Created {
  readonly name: string;
  readonly pristine: Pristine;
}

/** Databases that a test was done with, and that are as new; the end of the run drops them (`jest/drop-spare.mjs`). */
const spare: Created[] = [];

/** A migrated, empty database of its own on a PostgreSQL server. */
export async function openOnPostgreSql(url: string): Promise<Database> {
  const created = spare.pop() ?? (await createMigrated(url));
  const database = await openDatabase({ url: addressOf(url, created.name), poolSize: 5 });
  let closing: Promise<void> | undefined;
  const close = async () => {
    await database.close();
    if (await isEmptyAgain(url, created)) spare.push(created);
    else
      await onServer(url, (client) => client.query(`drop database if exists ${created.name} with (force)`));
  };
  return {
    ...database,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function createMigrated(url: string): Promise<Created> {
  const template = `fairdraw_template_${hashMigrations()}`;
  const name = `fairdraw_test_${process.env.FAIRDRAW_TEST_RUN ?? ''}${randomBytes(6).toString('hex')}`;
  await onServer(url, async (client) => {
    // One at a time: a database cannot be copied while somebody is connected to it.
    await client.query("select pg_advisory_lock(hashtext('fairdraw tests'))");
    const known = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (known.rowCount === 0) await prepareTemplate(client, url, template);
    await client.query(`create database ${name} template ${template}`);
    // Nobody pulls the plug of a test’s server: its commits need not wait for the disk.
    await client.query(`alter database ${name} set synchronous_commit = off`);
  });
  const pristine = await onServer(addressOf(url, name), (client) => readPristine(askOf(client)));
  return { name, pristine };
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

/** Whoever is still connected is put out, as by dropping. */
async function isEmptyAgain(url: string, { name, pristine }: Created): Promise<boolean> {
  return onServer(addressOf(url, name), async (client) => {
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`);
    return emptyAgain(askOf(client), pristine);
  });
}

const askOf =
  (client: pg.Client): Ask =>
  async (sql) =>
    (await client.query(sql)).rows;

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
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
