import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../server/platform/cluster-template.js';
import { median, type PeerFigure } from './benchmark.js';

/**
 * Runs `BENCH_CONSISTENT_SAMPLER` (a Python script), else bench/peers/rivest_sampler.py; skipped by name where
 * there is no Python.
 */
export function measureConsistentSampler(
  name: string,
  count: number,
  take: number,
  runs: number,
): PeerFigure {
  const script = process.env.BENCH_CONSISTENT_SAMPLER ?? join(projectRoot(), 'bench/peers/rivest_sampler.py');
  const { status, stdout, stderr, error } = spawnSync(
    process.env.BENCH_PYTHON ?? 'python3',
    [script, ...[count, take, runs].map(String)],
    { encoding: 'utf8' },
  );
  if (error) return { name, skipped: 'no Python (BENCH_PYTHON)' };
  if (status !== 0) throw new Error(`${script}: ${stderr}`);
  const { times, peakMb, what } = JSON.parse(stdout) as { times: number[]; peakMb: number; what: string };
  return { name: `${name} (${what}, peak ${peakMb} MB)`, value: median(times) };
}
