import { finished } from 'node:stream/promises';
import { IsolationLevel } from '@mikro-orm/core';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { PoolClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type CopySession, type FillSession, type RowSink, settingsSql } from './copy-session.js';
import { type Database, MIGRATION_LOCK } from './database.js';

type Client = PoolClient & { readonly processID?: number };

function sinkOf(client: Client, into: string): RowSink {
  const stream = client.query(copyFrom(`copy ${into} from stdin`));
  const done = finished(stream);
  // Whoever awaits the end is told; until then a failure is not an unhandled one.
  done.catch(() => {});
  return {
    write: (rows) =>
      new Promise((resolve, reject) => {
        stream.write(rows, (error) => (error ? reject(error) : resolve()));
      }),
    end: async () => {
      stream.end();
      await done;
    },
  };
}

function sessionOf(client: Client): CopySession {
  return {
    json: async <T>(query: string) => {
      const { rows } = await client.query(`select (${query})::text as value`);
      return JSON.parse(rows[0].value) as T;
    },
    run: async (statement) => void (await client.query(statement)),
    read: (query) => client.query(copyTo(`copy (${query}) to stdout`)),
    write: (into) => sinkOf(client, into),
  };
}

/** The connection on which this entity manager's transaction runs: COPY is not for the ORM. */
async function beginOn(
  em: SqlEntityManager,
  options: { isolationLevel?: IsolationLevel; readOnly?: boolean },
): Promise<Client> {
  const pool = await (em.getConnection() as unknown as PostgreSqlConnection).getNativeClient();
  const acquired: Client[] = [];
  const remember = (client: Client) => void acquired.push(client);
  pool.on('acquire', remember);
  try {
    await em.begin(options);
  } finally {
    pool.off('acquire', remember);
  }
  const [row] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
  const client = acquired.find(({ processID }) => processID === row?.pid);
  if (!client) throw new Error('the connection of a transaction was not found in its pool');
  return client;
}

async function within<T>(
  em: SqlEntityManager,
  options: { isolationLevel?: IsolationLevel; readOnly?: boolean },
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await beginOn(em, options);
  try {
    await client.query(settingsSql(true));
    const value = await work(client);
    await em.commit();
    return value;
  } catch (error) {
    // The first failure is the one to tell, also where the connection itself is gone.
    await em.rollback().catch(() => {});
    throw error;
  }
}

/** The migrator makes its table before it takes up a transaction, and would make it outside: its storage is told first. */
function tellStorage({ orm }: Database, transaction: unknown): void {
  const { storage } = orm.migrator as unknown as { storage: { setMasterMigration(tx: unknown): void } };
  storage.setMasterMigration(transaction);
}

/** How PostgreSQL's tables are copied: by COPY on the connection of one transaction. */
export const copyPostgreSql = {
  readSnapshot<T>(database: Database, work: (session: CopySession) => Promise<T>): Promise<T> {
    const snapshot = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true };
    return within(database.em.fork(), snapshot, (client) => work(sessionOf(client)));
  },

  fill<T>(database: Database, work: (session: FillSession) => Promise<T>): Promise<T> {
    const em = database.em.fork();
    return within(em, {}, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      const migrate = async (names?: readonly string[]) => {
        const transaction = em.getTransactionContext();
        tellStorage(database, transaction);
        await database.orm.migrator.up({ ...(names && { migrations: [...names] }), transaction });
      };
      return work({ ...sessionOf(client), migrate, em });
    });
  },
};
