import { recordEvent, sealAudit } from '../schema/audit/index.js';
import { storedTree } from '../schema/audit/tree/stored-tree.js';
import { proveConsistency, proveInclusion } from '../schema/audit/tree/tree-proofs.js';
import { type Database, migrate, openDatabase } from '../server/platform/database.js';
import { createReader, createStep } from '../server/platform/step.js';
import { benchSources } from './bench-sources.js';
import { median, takeMs } from './benchmark.js';

const proofs = 50;

async function opened<T>(
  url: string,
  poolSize: number,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ url, poolSize });
  try {
    await migrate(database);
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Milliseconds of a proof and of a checkpoint after a thousand events, in a record of so many leaves. */
export function measureTree(url: string, leaves: number) {
  return opened(url, 2, async (database) => {
    const sources = benchSources(database);
    const step = createStep(sources, { kind: 'system' });
    // Leaves alone, as an archive leaves them behind.
    await database.em.fork().execute(
      `insert into audit_archived_leaf (seq, leaf_hash, chain_hash)
         select n, encode(sha256(convert_to(n::text, 'UTF8')), 'hex'), repeat('0', 64) from generate_series(1, ${leaves}) n`,
    );
    const buildMs = await takeMs(() => step(sealAudit));
    const read = storedTree(createReader(sources, { kind: 'system' }));
    const inclusion: number[] = [];
    const consistency: number[] = [];
    for (let n = 1; n <= proofs; n++) {
      const index = Math.floor((leaves * n) / (proofs + 1));
      inclusion.push(await takeMs(() => proveInclusion(read, index, leaves)));
      consistency.push(await takeMs(() => proveConsistency(read, index, leaves)));
    }
    return { buildMs, inclusionMs: median(inclusion), consistencyMs: median(consistency) };
  });
}

/** Steps a second, of so many writers at once, each with one event. */
export function measureWriters(url: string, writers: number, stepsEach: number, isRecorded: boolean) {
  return opened(url, writers, async (database) => {
    const sources = benchSources(database);
    await database.em.fork().execute('create table if not exists deed (id uuid primary key, n integer)');
    const write = async (writer: number) => {
      for (let n = 0; n < stepsEach; n++) {
        await createStep(sources, { kind: 'system' })(async (unit) => {
          await unit.em.execute('insert into deed values (?, ?)', [unit.newId(), writer]);
          if (isRecorded)
            await recordEvent(unit, 'plan.created', { kind: 'plan', id: String(n) }, { year: 2026 });
        });
      }
    };
    await write(0);
    const ms = await takeMs(() => Promise.all(Array.from({ length: writers }, (_, writer) => write(writer))));
    return (writers * stepsEach * 1000) / ms;
  });
}
