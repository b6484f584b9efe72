import type { Database } from './database.js';
import type { Sample } from './measures.js';
import type { Metrics } from './metrics.js';
import { QueryLog } from './query-log.js';

/** What a pool of `pg` tells of itself. */
interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

async function readPool(database: Database): Promise<Sample[]> {
  const { totalCount, idleCount, waitingCount } = await (
    database.orm.em.getConnection() as unknown as { getNativeClient(): Promise<Pool> }
  ).getNativeClient();
  return [
    { labels: { state: 'busy' }, value: totalCount - idleCount },
    { labels: { state: 'idle' }, value: idleCount },
    { labels: { state: 'waiting' }, value: waitingCount },
  ];
}

async function readSize(database: Database): Promise<Sample[]> {
  const [row] = await database.em
    .fork()
    .execute<{ bytes: string }[]>('select pg_database_size(current_database())::text as bytes');
  return [{ value: Number(row?.bytes) }];
}

/** The database's connections, size and failures. */
export function measureDatabase(metrics: Metrics, database: Database): void {
  const log = database.orm.config.getLogger();
  if (log instanceof QueryLog) {
    const help = 'Queries that the database refused or did not answer.';
    metrics.offerCount('fairdraw_database_query_failures_total', help, () => log.failed);
  }
  metrics.offer({
    gauges: { fairdraw_database_bytes: 'Size of the database.' },
    read: async () => ({ fairdraw_database_bytes: await readSize(database) }),
  });
  // The embedded database has no connections: whoever asks takes its turn.
  if (database.kind === 'embedded') return;
  metrics.offer({
    gauges: {
      fairdraw_database_connections: 'Connections by state, and what waits for one: busy, idle, waiting.',
    },
    labels: ['state'],
    read: async () => ({ fairdraw_database_connections: await readPool(database) }),
  });
}
