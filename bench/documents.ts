import type { Benchmark, Measurement } from './benchmark.js';
import { withPostgresql } from './postgresql.js';
import { startProgram } from './process.js';

/** One PDF of a campaign of 500 papers within a minute. */
const count = 500;
const goalMs = 60_000;

interface Figures {
  readonly ms: number;
  readonly cpuMs: number;
  readonly pages?: number;
  readonly peakMb: number;
}

async function alone(...args: string[]): Promise<Figures> {
  const program = startProgram('dist/bench/documents-alone.js', args);
  if ((await program.ended) !== 0) throw new Error(program.err().slice(-2000));
  return JSON.parse(program.out()) as Figures;
}

async function measure(): Promise<Measurement[]> {
  const found: Measurement[] = [];
  const common = { unit: 'ms', runs: 1, peers: [] } as const;
  const measured = await withPostgresql('PostgreSQL', async ({ url }) => {
    const made = await alone('prepare', url, String(count));
    found.push({
      ...common,
      what: `${count} notices numbered and filled in, in one act`,
      ours: made.ms,
      peakMb: made.peakMb,
    });
    const { ms, cpuMs, pages, peakMb } = await alone('collate', url);
    const what = `the same as one PDF of ${pages} pages, by the job in 25 batches`;
    found.push({ ...common, what, ours: ms, goal: goalMs, peakMb });
    found.push({ ...common, what: 'of that, time of the processor', ours: cpuMs, peakMb });
    return ms;
  });
  if ('skipped' in measured) throw new Error(measured.skipped);
  return found;
}

export const documents: Benchmark = {
  name: 'documents',
  description:
    'the papers of a campaign made, and printed into one PDF, each in a process of its own on PostgreSQL',
  peers: [],
  run: measure,
};
