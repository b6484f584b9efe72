import type { Database } from '../../server/platform/database.js';

/** How many statements a database was given while something ran. */
export async function countStatements(database: Database, work: () => Promise<unknown>): Promise<number> {
  const connection = database.em.getConnection();
  const execute = connection.execute;
  let count = 0;
  connection.execute = function (this: typeof connection, ...given: Parameters<typeof execute>) {
    count += 1;
    return execute.apply(this, given);
  } as typeof execute;
  try {
    await work();
  } finally {
    connection.execute = execute;
  }
  return count;
}
