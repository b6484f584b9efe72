import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../server/platform/cluster-template.js';
import { type Benchmark, type Measurement, type PeerFigure, takeMs } from './benchmark.js';
import { withPostgresql } from './postgresql.js';

const targetCount = 500_000;
const formats = ['csv', 'xlsx', 'jsonl'] as const;
const jobs = [...formats, 'duplicates'] as const;
const peerName = 'the same with the embedded database';
const copyName = 'PostgreSQL, \\copy of 20 columns of the same table, neither keys nor hashes';

/** What one process told of one job. */
interface Told {
  readonly ms: number;
  readonly peakMb: number;
}

/** Runs one job in a process of its own, so that its memory is its own. */
function runAlone(job: string, place: string): Told {
  const program = join(projectRoot(), 'dist/bench/export-alone.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, job, place, String(targetCount)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Told;
}

async function copyOut(url: string, file: string): Promise<number> {
  const columns =
    'id, real_id, name, kind, subject, identifiers, former_names, division_code, district, trade, trade_codes, risk_class, class_system, weight, status, registrar, address, longitude, latitude, tags';
  return takeMs(() => {
    const sql = `\\copy (select ${columns} from target order by real_id) to '${file}' csv header`;
    const { status, stderr } = spawnSync('psql', [url, '-qc', sql]);
    if (status !== 0) throw new Error(String(stderr));
  });
}

async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  try {
    const ours: Partial<Record<(typeof jobs)[number], Told>> = {};
    const copied = await withPostgresql(copyName, async ({ url }) => {
      runAlone('fill', url);
      for (const job of jobs) ours[job] = runAlone(job, url);
      return (1_000 * targetCount) / (await copyOut(url, join(folder, 'copy.csv')));
    });
    const embedded = join(folder, 'embedded');
    runAlone('fill', embedded);
    return jobs.map((job) => {
      const there = runAlone(job, embedded);
      const speed = ({ ms }: Told) => (1_000 * targetCount) / ms;
      const on = ours[job];
      const peers: PeerFigure[] = [
        on === undefined
          ? { name: peerName, skipped: 'measured as ours' }
          : { name: peerName, value: speed(there) },
        copied,
      ];
      const where = on === undefined ? 'embedded database' : 'PostgreSQL';
      const what =
        job === 'duplicates'
          ? `likely duplicates among ${targetCount.toLocaleString('en-GB')} targets, ${where}`
          : `${targetCount.toLocaleString('en-GB')} targets as ${job}, ${where}; ${there.peakMb} MB with the embedded one`;
      return { what, unit: 'rows/s', ours: speed(on ?? there), runs: 1, peers, peakMb: (on ?? there).peakMb };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const exports: Benchmark = {
  name: 'export',
  description: 'a register of targets as CSV, a workbook and JSON Lines; the search for duplicates in it',
  peers: [peerName, copyName],
  run: measure,
};
