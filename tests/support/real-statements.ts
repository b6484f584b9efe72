import type { CompiledQuery, DatabaseConnection } from 'kysely';
import type { Database } from '../../server/platform/database.js';
import { GuisedDriver } from '../../server/platform/guised-connection.js';

/**
 * Every statement that a database was really given while something ran: guises, the opening and the ending of transactions
 * too. It listens below our own connections, where each goes to the driver.
 */
export async function listStatements(database: Database, work: () => Promise<unknown>): Promise<string[]> {
  const given: string[] = [];
  const { acquireConnection, beginTransaction, commitTransaction } = GuisedDriver.prototype;
  const heard = new Map<DatabaseConnection, DatabaseConnection['executeQuery']>();
  GuisedDriver.prototype.acquireConnection = async function (...options) {
    const connection = await acquireConnection.apply(this, options);
    const { inner } = connection;
    if (!heard.has(inner)) {
      const execute = inner.executeQuery;
      heard.set(inner, execute);
      inner.executeQuery = (query: CompiledQuery, ...more) => {
        given.push(query.sql);
        return execute.call(inner, query, ...more) as never;
      };
    }
    return connection;
  };
  // The embedded database begins and commits without a query of ours.
  if (database.kind === 'embedded') {
    GuisedDriver.prototype.beginTransaction = function (...of) {
      given.push('begin');
      return beginTransaction.apply(this, of);
    };
    GuisedDriver.prototype.commitTransaction = function (...of) {
      given.push('commit');
      return commitTransaction.apply(this, of);
    };
  }
  try {
    await work();
  } finally {
    Object.assign(GuisedDriver.prototype, { acquireConnection, beginTransaction, commitTransaction });
    for (const [inner, execute] of heard) inner.executeQuery = execute;
  }
  return given;
}
