import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoEntity } from '../tools/demo/demo-entities.js';
import { type Benchmark, type Measurement, median, type PeerFigure, peakMb, takeMs } from './benchmark.js';
import { makeEntityFile, openBenchHouse } from './house.js';
import { withPostgresql } from './postgresql.js';

const entityCount = 50_000;
const runs = 3;
const peerNames = [
  'the same import into PostgreSQL',
  'PostgreSQL, \\copy of the same rows, unchecked, into one table with its key',
] as const;

/** Rows in a second of one import into a new database. */
async function importInto(place: { folder: string } | { url: string }, csv: Uint8Array): Promise<number> {
  const house = await openBenchHouse(place);
  try {
    let rowCount = 0;
    const ms = await takeMs(async () => {
      rowCount = await house.importEntities(csv);
    });
    return (1000 * rowCount) / ms;
  } finally {
    await house.close();
  }
}

/** The rows as `psql` takes them: ready for the table, nothing left to check. */
function copyLines(): { text: string; count: number } {
  const entities = Array.from({ length: entityCount }, (_, index) => demoEntity(1, index)).filter(
    (entity) => entity.department.authority === 'market',
  );
  const lines = entities.map(({ creditCode, name, trade, division, riskClass, weight, status, address }) =>
    [`uscc:${creditCode}`, name, trade, division.code, riskClass, weight, status, address].join('\t'),
  );
  return { text: `${lines.join('\n')}\n`, count: lines.length };
}

async function measureCopy(folder: string): Promise<PeerFigure> {
  const name = peerNames[1];
  if (spawnSync('psql', ['--version']).status !== 0) return { name, skipped: 'no psql on this machine' };
  const { text, count } = copyLines();
  const file = join(folder, 'rows.tsv');
  writeFileSync(file, text);
  return withPostgresql(name, async ({ url, execute }) => {
    const columns = 'trade text, division text, risk text, weight int, status text, address text';
    const speeds: number[] = [];
    for (let run = 0; run < runs; run++) {
      await execute('drop table if exists rows');
      await execute(`create table rows (real_id text collate "C" primary key, name text, ${columns})`);
      const ms = await takeMs(() => {
        const { status, stderr } = spawnSync('psql', [url, '-qc', `\\copy rows from '${file}'`]);
        if (status !== 0) throw new Error(String(stderr));
      });
      speeds.push((1000 * count) / ms);
    }
    return median(speeds);
  });
}

async function measure(): Promise<Measurement[]> {
  const csv = makeEntityFile(entityCount);
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  try {
    const speeds: number[] = [];
    for (let run = 0; run < runs; run++) {
      speeds.push(await importInto({ folder: join(folder, String(run)) }, csv));
    }
    const onPostgresql = await withPostgresql(peerNames[0], ({ url }) => importInto({ url }, csv));
    const { count } = copyLines();
    const what = `${count.toLocaleString('en-GB')} targets checked and written, embedded database on disk`;
    const peers = [onPostgresql, await measureCopy(folder)];
    return [{ what, unit: 'rows/s', ours: median(speeds), runs, peers, peakMb: peakMb() }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const imports: Benchmark = {
  name: 'import',
  description: 'a file of targets into the register: read, every cell checked, written in one transaction',
  peers: peerNames,
  run: measure,
};
