import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureMutation, mutationNames } from './audit-mutation.js';
import { writeRecord } from './audit-record.js';
import { measureTree, measureWriters } from './audit-tree.js';
import { type Benchmark, type Measurement, type PeerFigure, takeMs } from './benchmark.js';
import { withPostgresql } from './postgresql.js';
import { peakMbOf, startProgram } from './process.js';

const events = Number(process.env.BENCH_EVENTS ?? 1_000_000);
const writers = 16;
/** Scope and audit together cost at most 15 % of a mutation. */
const share = 1.15;
const without = 'the same mutation without audit event and policies, in turns';
const unrecorded = 'the same steps without an event';
const sha256sum = 'sha256sum of the same file';
const peerNames = [without, unrecorded, sha256sum] as const;

async function mutationRows(): Promise<Measurement[]> {
  const rows: Measurement[] = [];
  const place = process.env.FAIRDRAW_TEST_DATABASE_URL ? 'PostgreSQL' : 'embedded, in memory';
  for (const name of mutationNames) {
    const { withMs, withoutMs } = await measureMutation(name);
    rows.push({
      what: `${name}, over HTTP, ${place}`,
      ...{ unit: 'ms', ours: withMs, runs: 96, goal: share * withoutMs },
      peers: [{ name: without, value: withoutMs }],
    });
  }
  return rows;
}

function peerOf(figure: PeerFigure): number {
  return 'value' in figure ? figure.value : Number.NaN;
}

async function writerRow(): Promise<Measurement[]> {
  const measure = (isRecorded: boolean) =>
    withPostgresql(unrecorded, ({ url }) => measureWriters(url, writers, 100, isRecorded));
  const [bare, recorded] = [await measure(false), await measure(true)];
  if ('skipped' in recorded) return [];
  const what = `${writers} writers at once on PostgreSQL, one event in each step`;
  return [{ what, unit: 'rows/s', ours: peerOf(recorded), runs: 1, peers: [bare] }];
}

async function treeRows(): Promise<Measurement[]> {
  let figures: Awaited<ReturnType<typeof measureTree>> | undefined;
  await withPostgresql('tree', async ({ url }) => {
    figures = await measureTree(url, events);
    return 0;
  });
  if (!figures) return [];
  const { buildMs, inclusionMs, consistencyMs } = figures;
  const row = (what: string, ours: number, runs: number): Measurement => ({
    what,
    unit: 'ms',
    ours,
    runs,
    peers: [],
  });
  return [
    row(`the first checkpoint of ${events} leaves, with all nodes, on PostgreSQL`, buildMs, 1),
    row(`a proof of inclusion in ${events} leaves`, inclusionMs, 50),
    row(`a proof of consistency with ${events} leaves`, consistencyMs, 50),
  ];
}

async function verificationRow(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  try {
    const file = join(folder, 'record.jsonl');
    await writeRecord(file, events);
    let peak: number | undefined;
    const ms = await takeMs(async () => {
      const run = startProgram('dist/tools/cli/main.js', ['audit', 'verify', file, '--json']);
      const watch = setInterval(() => {
        peak = peakMbOf(run) ?? peak;
      }, 200);
      const code = await run.ended;
      clearInterval(watch);
      if (code !== 0 || !run.out().includes(`"size":${events}`)) throw new Error(run.err());
    });
    const { spawnSync } = await import('node:child_process');
    const plain = await takeMs(() => spawnSync('sha256sum', [file]));
    return {
      what: `fairdraw audit verify, ${events} events with ${events / 1000} checkpoints`,
      ...{ unit: 's', ours: ms / 1000, runs: 1, peakMb: peak },
      peers: [{ name: sha256sum, value: plain / 1000 }],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(): Promise<Measurement[]> {
  return [...(await mutationRows()), ...(await writerRow()), ...(await treeRows()), await verificationRow()];
}

export const audit: Benchmark = {
  name: 'audit',
  description: 'what the audit record costs a mutation, and what its verification costs an auditor',
  peers: peerNames,
  run: measure,
};
