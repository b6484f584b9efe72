import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DatabasePlace } from '../server/platform/database.js';
import { demoPools } from '../tools/demo/pools.js';
import { type Benchmark, type Measurement, type PeerFigure, takeMs } from './benchmark.js';
import { withPostgresql } from './postgresql.js';
import { startProgram } from './process.js';

/** `npm run bench -- import --million` takes a million; without it, so many that it ends in a minute. */
const rowCount = process.argv.includes('--million') ? 1_000_000 : 50_000;
/** Of the demo's entities so many are the market's. */
const marketShare = 0.62;
const copyName =
  'PostgreSQL, \\copy of the same rows, unchecked, into a table with the same columns and indexes';

interface Import {
  readonly rowCount: number;
  readonly ms: number;
  readonly peakMb: number;
}

/** One import into a new database, in a process of its own. */
async function importInto(place: DatabasePlace, file: string): Promise<Import> {
  const started = startProgram('dist/bench/import-alone.js', [JSON.stringify(place), file]);
  if ((await started.ended) !== 0) throw new Error(started.err());
  return JSON.parse(started.out()) as Import;
}

async function* lines(): AsyncGenerator<Uint8Array> {
  const entityCount = Math.ceil(rowCount / marketShare);
  yield* demoPools({ seed: 1, asOn: '2026-03-02', entityCount }).entities('market');
}

function psql(url: string, command: string): void {
  const { status, stderr } = spawnSync('psql', [url, '-qc', command]);
  if (status !== 0) throw new Error(String(stderr));
}

/** What `psql` takes for the rows that the import has written, into a second table made like the first. */
async function copySpeed(
  url: string,
  folder: string,
  rows: number,
  execute: (sql: string) => Promise<unknown>,
) {
  const file = join(folder, 'rows.tsv');
  psql(url, `\\copy (select * from target) to '${file}'`);
  await execute('create table target_copied (like target including all)');
  const ms = await takeMs(() => psql(url, `\\copy target_copied from '${file}'`));
  return (1000 * rows) / ms;
}

async function measureOnPostgresql(folder: string, file: string): Promise<Measurement> {
  let copySpeedPerSecond: number | undefined;
  let peakMb: number | undefined;
  const hasPsql = spawnSync('psql', ['--version']).status === 0;
  const ours = await withPostgresql('import into PostgreSQL', async ({ url, execute }) => {
    const done = await importInto({ url }, file);
    peakMb = done.peakMb;
    if (hasPsql) copySpeedPerSecond = await copySpeed(url, folder, done.rowCount, execute);
    return (1000 * done.rowCount) / done.ms;
  });
  const what = `${rowCount.toLocaleString('en-GB')} targets or so, checked and written into PostgreSQL`;
  if ('skipped' in ours) return { what, unit: 'rows/s', ours: 0, runs: 0, peers: [ours] };
  const copied: PeerFigure =
    copySpeedPerSecond === undefined
      ? { name: copyName, skipped: 'no psql on this machine' }
      : { name: copyName, value: copySpeedPerSecond };
  const goal = copySpeedPerSecond === undefined ? {} : { goal: copySpeedPerSecond / 4 };
  return { what, unit: 'rows/s', ours: ours.value, runs: 1, peers: [copied], peakMb, ...goal };
}

async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  try {
    const file = join(folder, 'entities.csv');
    await pipeline(Readable.from(lines()), createWriteStream(file));
    const onPostgresql = await measureOnPostgresql(folder, file);
    const { rowCount: rows, ms, peakMb } = await importInto({ folder: join(folder, 'data') }, file);
    const what = `${rows.toLocaleString('en-GB')} targets checked and written, embedded database on disk`;
    const embedded = {
      what,
      unit: 'rows/s',
      ours: (1000 * rows) / ms,
      runs: 1,
      peers: onPostgresql.peers,
      peakMb,
    } as const;
    return [onPostgresql, embedded];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const imports: Benchmark = {
  name: 'import',
  description:
    'a file of targets into the register: read, every cell checked, compared, written in one step; --million',
  peers: [copyName],
  run: measure,
};
