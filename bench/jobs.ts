import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Measurement } from './benchmark.js';
import { type KilledJobs, killWhileWorking } from './killed-jobs.js';
import { withPostgresql } from './postgresql.js';

const size = { jobs: 800, kills: 9, seed: process.env.BENCH_SEED ?? 'fairdraw' };
const peerName = 'none: what is done twice, early or not at all is a fault, whoever is faster';

function measurement(where: string, { seconds, ...counts }: KilledJobs): Measurement {
  const what = `${size.jobs} due jobs with ${counts.kills} kills -9, ${where}`;
  return { what, unit: 's', ours: seconds, runs: 1, peers: [], counts };
}

async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  const figures: Measurement[] = [];
  try {
    const answer = await withPostgresql('PostgreSQL', async ({ url }) => {
      const killed = await killWhileWorking({ ...size, place: url, workers: 3 });
      figures.push(measurement('3 workers on PostgreSQL', killed));
      return killed.seconds;
    });
    if ('skipped' in answer) process.stderr.write(`${answer.skipped}\n`);
    const place = join(folder, 'data');
    const killed = await killWhileWorking({ ...size, place, workers: 1 });
    figures.push(measurement('one process, restarted, on the embedded database', killed));
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const jobs: Benchmark = {
  name: 'jobs',
  description: 'due jobs while workers are killed: all done, none twice, none early',
  peers: [peerName],
  run: measure,
};
