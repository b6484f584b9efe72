import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Measurement, PeerFigure } from './benchmark.js';
import type { FreezeFigures } from './freeze-alone.js';
import { withPostgresql } from './postgresql.js';
import { startProgram } from './process.js';

/** `BENCH_EMBEDDED=1` also measures the embedded database, which takes minutes to fill. */
const peerName = '`\\copy (select … order by real_id) to` a file of the same rows, and sha256sum of it';
const goalSeconds = 15;
const targets = (Number(process.env.BENCH_TARGETS) || 500_000).toLocaleString('en-GB');

/** One part in a process of its own. */
async function run<T>(part: string, place: string): Promise<T> {
  const { out, err, ended } = startProgram('dist/bench/freeze-alone.js', [part, place], {
    // As the server is started (bin/fairdraw.mjs).
    NODE_OPTIONS: '--max-semi-space-size=8',
  });
  if ((await ended) !== 0) throw new Error(`${part}: ${err()}`);
  return JSON.parse(out()) as T;
}

/** Seconds and the most memory of the peer: `time -v` is not everywhere, so that /proc is asked while it runs. */
async function measureCopy(url: string, folder: string): Promise<{ seconds: number; peakMb: number }> {
  const file = join(folder, 'rows.jsonl');
  const columns = 'real_id, name, district, risk_class, status, trade, division_code, tags, required_skills';
  const copy = `\\copy (select ${columns} from target order by real_id) to '${file}'`;
  const start = performance.now();
  const child = spawn('psql', [url, '-qc', copy]);
  let peakMb = 0;
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakMb = Math.max(peakMb, Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024));
    } catch {
      // It has ended, or the system does not tell.
    }
  }, 20);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error('psql failed');
  spawnSync('sha256sum', [file]);
  return { seconds: (performance.now() - start) / 1000, peakMb };
}

async function measureIn(place: string, where: string, peers: readonly PeerFigure[]): Promise<Measurement[]> {
  const measurement = (what: string, figures: FreezeFigures): Measurement => {
    const compared = figures.statement.comparisons.map(({ against, reclassed }) => `${against} ${reclassed}`);
    return {
      what: `${what}, ${where}; re-classed ${compared.join(', ')}; longest pause ${Math.round(figures.longestPauseMs)} ms`,
      ...{ unit: 's', ours: figures.ms / 1000, runs: 1, peers, goal: goalSeconds, peakMb: figures.peakMb },
    };
  };
  const first = await run<FreezeFigures>('freeze', place);
  await run('change', place);
  const second = await run<FreezeFigures>('freeze', place);
  return [
    measurement(`the first freeze of ${targets} targets and 5,000 inspectors`, first),
    measurement('the next, a hundredth of the targets changed', second),
  ];
}

async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  let figures: Measurement[] = [];
  try {
    const answer = await withPostgresql(peerName, async ({ url }) => {
      await run('prepare', url);
      const copied = await measureCopy(url, folder);
      const name = `${peerName} (peak ${copied.peakMb} MB)`;
      figures = await measureIn(url, 'PostgreSQL', [{ name, value: copied.seconds }]);
      return copied.seconds;
    });
    if ('skipped' in answer) process.stderr.write(`${answer.skipped}\n`);
    if (process.env.BENCH_EMBEDDED) {
      const place = join(folder, 'data');
      await run('prepare', place);
      figures = [...figures, ...(await measureIn(place, 'embedded', []))];
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const freeze: Benchmark = {
  name: 'freeze',
  description: 'freezing a pool of 500,000: read, split, checked, hashed, compared with history, stored',
  peers: [peerName],
  run: measure,
};
