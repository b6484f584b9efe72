import type { FastifyInstance } from 'fastify';
import { type Database, pendingMigrations } from '../platform/database.js';

const ANSWER_WITHIN_MS = 2_000;

async function findFault(database: Database): Promise<string | undefined> {
  try {
    await database.em.fork().execute('select 1');
    const pending = await pendingMigrations(database);
    return pending.length > 0 ? 'migrations are missing: fairdraw migrate' : undefined;
  } catch {
    return 'the database does not answer';
  }
}

function late(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('the database does not answer'), ANSWER_WITHIN_MS).unref();
  });
}

/**
 * `/healthz`: the process is alive. `/readyz`: it can serve, because its database answers and has its tables; `faults` are
 * what somebody should see to although it serves.
 */
export function addHealthRoutes(app: FastifyInstance, database: Database, listFaults: () => string[]): void {
  app.get('/healthz', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const fault = await Promise.race([findFault(database), late()]);
    const faults = listFaults();
    if (!fault) return { status: 'ready', ...(faults.length > 0 && { faults }) };
    return reply.code(503).send({ status: 'not ready', reason: fault });
  });
}
