import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Measurement, PeerFigure } from './benchmark.js';
import type { DispatchFigures } from './dispatch-alone.js';
import { withPostgresql } from './postgresql.js';
import { startProgram } from './process.js';

const peerName =
  'the same rows by one `insert … select` of the database, without batches, names or audit events';
const goalSeconds = 20;
const units = Number(process.env.BENCH_UNITS) || 50_000;

/** One part in a process of its own. */
async function run<T>(part: string, place: string): Promise<T> {
  const { out, err, ended } = startProgram('dist/bench/dispatch-alone.js', [part, place], {
    // As the server is started (bin/fairdraw.mjs).
    NODE_OPTIONS: '--max-semi-space-size=8',
  });
  if ((await ended) !== 0) throw new Error(`${part}: ${err()}`);
  return JSON.parse(out()) as T;
}

/** What the database alone takes, rolled back. */
const alone = `begin;
  create temporary table made on commit drop as select gen_random_uuid() as id, * from drawn_unit;
  insert into assignment (id, department_id, campaign_id, draw_id, target_real_id, target_name, stratum, draw_order, state,
      visible_at, window_from_on, window_to_on, created_at)
    select made.id, draw.department_id, draw.campaign_id, draw.id, made.real_id, '', made.stratum, made.draw_order, 'ASSIGNED',
      now(), current_date, current_date, now() from made join draw on draw.id = made.draw_id;
  insert into assignment_officer (assignment_id, inspector_id, real_id, place, is_lead)
    select made.id, inspector.id, o.real_id, o.place, o.place = 1
      from made, unnest(made.officers) with ordinality as o (real_id, place) join inspector on inspector.real_id = o.real_id;
  rollback`;

async function measureIn(place: string, where: string, peers: readonly PeerFigure[]): Promise<Measurement> {
  const { ms, count, batches, longestMs, announceMs, peakMb } = await run<DispatchFigures>('dispatch', place);
  const batch = `${batches} batches, the longest ${Math.round(longestMs)} ms`;
  return {
    what: `${count.toLocaleString('en-GB')} assignments with their teams, ${where}; ${batch}; telling 1,000 officers ${Math.round(announceMs)} ms`,
    ...{ unit: 's', ours: ms / 1000, runs: 1, peers, goal: goalSeconds, peakMb },
  };
}

async function measure(): Promise<Measurement[]> {
  const figures: Measurement[] = [];
  const answer = await withPostgresql(peerName, async ({ url, execute }) => {
    await run('prepare', url);
    const start = performance.now();
    await execute(alone);
    const seconds = (performance.now() - start) / 1000;
    figures.push(await measureIn(url, 'PostgreSQL', [{ name: peerName, value: seconds }]));
    return seconds;
  });
  if ('skipped' in answer) process.stderr.write(`${answer.skipped}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  try {
    const place = join(folder, 'data');
    await run('prepare', place);
    figures.push(await measureIn(place, 'embedded', []));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}

export const dispatch: Benchmark = {
  name: 'dispatch',
  description: `dispatching ${units.toLocaleString('en-GB')} assignments, in batches that survive the process`,
  peers: [peerName],
  run: measure,
};
